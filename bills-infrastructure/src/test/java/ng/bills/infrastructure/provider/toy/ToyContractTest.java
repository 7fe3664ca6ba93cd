package ng.bills.infrastructure.provider.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.infrastructure.provider.BillProviderContract;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.RememberedExchanges;
import ng.bills.infrastructure.provider.toy.ToySandbox.Treatment;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.fault.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The Toy adapter against the Toy sandbox, over HTTP: a fifth adapter made by CONTRIBUTING. */
class ToyContractTest extends BillProviderContract {
  private static final OutsideCalls FREE = call -> {};
  private static final List<String> GARBAGE =
      List.of(
          "{\"state\":", "[]", "<html>", "{\"state\":\"done\"}", "{\"state\":\"failed\"}", "[[[");

  private final RememberedExchanges exchanges = new RememberedExchanges();
  private ToySandbox sandbox;
  private int garbage;

  @BeforeEach
  void start() {
    sandbox = new ToySandbox();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private BillProvider adapter(String baseUrl, String key, OutsideCalls guard) {
    return new ToyBillProvider(
        new ProviderHttp(
            new OutsideHttp(guard, Duration.ofSeconds(1)), exchanges, InstantSource.system()),
        new ToySettings(URI.create(baseUrl), key, Duration.ofMillis(400)));
  }

  @Override
  protected BillProvider provider() {
    return adapter(sandbox.baseUrl(), ToySandbox.KEY, FREE);
  }

  @Override
  protected BillProvider providerWithNobodyListening() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return adapter("http://127.0.0.1:" + free.getLocalPort(), ToySandbox.KEY, FREE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected BillProvider providerWithBrokenTls() {
    return adapter(sandbox.baseUrl().replace("http:", "https:"), ToySandbox.KEY, FREE);
  }

  @Override
  protected BillProvider providerWithWrongKeys() {
    return adapter(sandbox.baseUrl(), "wrong", FREE);
  }

  @Override
  protected BillProvider providerInsideUnitOfWork() {
    return adapter(
        sandbox.baseUrl(),
        ToySandbox.KEY,
        call -> {
          throw new IllegalStateException(call + " inside a unit of work");
        });
  }

  @Override
  protected String meter(Behaviour behaviour) {
    String meter = String.format("4501%07d", behaviour.ordinal());
    return switch (behaviour) {
      case DELIVERED -> meter;
      case UNKNOWN_ACCOUNT -> "99999999999";
      case TIMEOUT_THEN_DELIVERED -> spoilt(meter, "silence", Map.of("after", true));
      case TIMEOUT_THEN_FAILED ->
          spoilt(treated(meter, Treatment.FAILS), "silence", Map.of("after", true));
      case TIMEOUT_THEN_NOT_FOUND -> spoilt(meter, "silence", Map.of("after", false));
      case CUT_THEN_DELIVERED -> spoilt(meter, "close-after", Map.of());
      case GARBAGE_THEN_DELIVERED ->
          spoilt(meter, "garbage", Map.of("body", GARBAGE.get(garbage++ % GARBAGE.size())));
      case SERVER_ERROR_AFTER_EFFECT -> spoilt(meter, "status-after", Map.of("code", 500));
      case SERVER_ERROR_BEFORE_EFFECT -> spoilt(meter, "status", Map.of("code", 500));
      case PENDING_THEN_DELIVERED -> treated(meter, Treatment.SETTLES_LATER);
      case PENDING_FOREVER -> treated(meter, Treatment.NEVER_SETTLES);
      case DELIVERED_WITHOUT_TOKEN -> treated(meter, Treatment.TOKEN_LATER);
      case LOW_FLOAT -> treated(meter, Treatment.REFUSES_FOR_FLOAT);
      case FAILED -> treated(meter, Treatment.FAILS);
      case FAILED_THEN_DELIVERED -> treated(meter, Treatment.CLAIMS_FAILURE);
      case WRONG_AMOUNT_ECHOED -> treated(meter, Treatment.OTHER_AMOUNT);
    };
  }

  private String treated(String meter, Treatment treatment) {
    sandbox.treat(meter, treatment);
    return meter;
  }

  /** The answer to the next order for that meter goes wrong. */
  private String spoilt(String meter, String effect, Map<String, ?> parameters) {
    faults().add(FaultRule.when("POST", orderPath()).body(meter).once().effect(effect, parameters));
    return meter;
  }

  @Override
  protected ProviderItem item(BillType type, BillerCode biller) {
    return ProviderItem.of(biller.value());
  }

  @Override
  protected int reallyVended(String meter) {
    return sandbox.vended(meter);
  }

  @Override
  protected List<Exchange> exchanges(VendReference reference) {
    return exchanges.about(reference);
  }

  @Override
  protected Faults faults() {
    return sandbox.faults();
  }

  @Override
  protected String orderPath() {
    return "/orders";
  }

  @Override
  protected String questionPath() {
    return "/orders/.+";
  }

  @Override
  protected List<WebhookDelivery> webhooksAbout(VendOrder order) {
    return Stream.of("open", "done")
        .map(state -> ToySandbox.event(order.reference().value(), state))
        .map(
            event ->
                new WebhookDelivery(Map.of("toy-signature", ToySandbox.signature(event)), event))
        .toList();
  }

  @Override
  protected int requeriesUntilSettled() {
    return 2;
  }
}
