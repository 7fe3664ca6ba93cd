package ng.bills.infrastructure.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.webhook.TakeInWebhook;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.provider.BillProviderContract.Behaviour;
import org.junit.jupiter.api.Test;

/**
 * Lets a customer pay for electricity through every adapter and every fault, by the real stages and
 * over HTTP against the adapter's sandbox, and writes down how each ended in {@code
 * docs/provider-faults.md}; fails when the file says something else, or when anything ends
 * otherwise than delivered once, refunded once or with a person.
 */
class ProviderFaultsDocumentTest {

  private static final String WRITE = "bills.docs.write";
  private static final String COMMAND =
      "./mvnw -pl bills-infrastructure -am test -Dtest=ProviderFaultsDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE
          + "=true";

  /** The module's directory is where Maven runs its tests. */
  private static final Path FILE =
      Path.of("..", "docs", "provider-faults.md").toAbsolutePath().normalize();

  private static final BillerCode BILLER = new BillerCode("ekedc");
  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");
  private static final int MAX_STEPS = 1_000;
  private static final String NOT_OFFERED = "–";

  /**
   * A fault.
   *
   * @param name in words
   * @param behaviour how the sandbox behaves for the meter
   * @param adapter which adapter is used
   * @param webhooks whether webhooks come, repeated and in the wrong order
   */
  private record Fault(
      String name,
      Behaviour behaviour,
      Function<BillProviderContract, BillProvider> adapter,
      boolean webhooks) {}

  /** How a payment ended. */
  private enum Ending {
    DELIVERED_ONCE,
    REFUNDED_ONCE,
    /** Nothing delivered, nothing refunded: the provider never says. */
    WAITS_FOR_A_PERSON;

    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    for (Behaviour behaviour : Behaviour.values()) {
      String name = behaviour.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      faults.add(new Fault(name, behaviour, BillProviderContract::provider, false));
    }
    faults.add(
        new Fault(
            "nobody listening",
            Behaviour.DELIVERED,
            BillProviderContract::providerWithNobodyListening,
            false));
    faults.add(
        new Fault(
            "our keys refused",
            Behaviour.DELIVERED,
            BillProviderContract::providerWithWrongKeys,
            false));
    faults.add(
        new Fault(
            "pending then delivered, webhooks repeated and in the wrong order",
            Behaviour.PENDING_THEN_DELIVERED,
            BillProviderContract::provider,
            true));
    faults.add(
        new Fault(
            "timeout then failed, webhooks repeated and in the wrong order",
            Behaviour.TIMEOUT_THEN_FAILED,
            BillProviderContract::provider,
            true));
    return faults;
  }

  @Test
  void givenEveryAdapterAndFault_whenACustomerPays_thenItEndsAsTheDocumentSays()
      throws IOException {
    Map<String, Map<String, String>> endings = new LinkedHashMap<>();
    faults().forEach(fault -> endings.put(fault.name(), new LinkedHashMap<>()));
    for (Class<? extends BillProviderContract> type : ContractStands.all()) {
      for (Fault fault : faults()) {
        ContractStands.use(
            type,
            stand ->
                endings
                    .get(fault.name())
                    .put(stand.provider().code().value(), ending(stand, fault)));
      }
    }
    String drawn = draw(endings);
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, drawn);
    }

    assertThat(FILE).as("missing; write it with: %s", COMMAND).exists();
    assertThat(Files.readString(FILE))
        .as("docs/provider-faults.md is stale; write it again with: %s", COMMAND)
        .isEqualTo(drawn);
  }

  private static String ending(BillProviderContract stand, Fault fault) {
    String meter;
    try {
      meter = stand.meter(fault.behaviour());
    } catch (UnsupportedOperationException e) {
      return NOT_OFFERED; // this provider cannot behave so
    }
    TestSystem system = new TestSystem(7, new String[0]);
    // a morning of today, because some take references of today only
    Instant morning =
        LocalDate.ofInstant(InstantSource.system().instant(), LAGOS)
            .atTime(0, 1)
            .atZone(LAGOS)
            .toInstant();
    system.world.pass(Duration.between(system.world.instant(), morning));
    BillProvider adapter = new WatchedProvider(fault.adapter().apply(stand), system.world);
    system.others.add(adapter);
    system.catalogue.replace(
        adapter.code(),
        List.of(
            new CatalogueOffer(
                BillType.ELECTRICITY,
                BILLER,
                "Eko Electricity",
                stand.item(BillType.ELECTRICITY, BillProviderContract.DISCO),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        morning);
    int before = stand.reallyVended(meter);
    Payment payment = system.request(TestSystem.electricity(meter, 5_000));
    system.pay(payment);

    runUntilItRests(system, payment, fault.webhooks());

    String what = adapter.code() + ", " + fault.name();
    int vended = stand.reallyVended(meter) - before;
    system.assertBooksAreTrue();
    return judge(what, system, payment, vended).words();
  }

  private static void runUntilItRests(TestSystem system, Payment payment, boolean webhooks) {
    for (int step = 0; step < MAX_STEPS; step++) {
      system.tick();
      if (webhooks) {
        sendWebhooks(system, payment, step);
        system.bringEvents();
      }
      Payment now = system.now(payment.id());
      boolean rests =
          now.review().isPresent()
              || now.state() == PaymentState.COMPLETED
              || now.state() == PaymentState.REFUNDED;
      if (rests) {
        // longer: whoever is late must not change it any more
        system.run(Duration.ofMinutes(30), Duration.ofMinutes(5));
        return;
      }
      Duration wait =
          now.nextActionAt()
              .map(due -> Duration.between(system.world.instant(), due))
              .filter(d -> d.compareTo(Duration.ofSeconds(1)) > 0)
              .orElse(Duration.ofSeconds(1));
      system.world.pass(wait);
    }
    throw new AssertionError("never came to rest: " + system.now(payment.id()));
  }

  private static void sendWebhooks(TestSystem system, Payment payment, int step) {
    Payment now = system.now(payment.id());
    if (now.attempts().isEmpty() || now.state() != PaymentState.PROVIDER_PROCESSING) {
      return;
    }
    String provider = now.attempts().get(0).provider().value();
    VendReference reference = now.attempts().get(0).reference();
    List<String> kinds = List.of("reversed", "delivered", "failed", "pending");
    for (int i = 0; i < kinds.size(); i++) {
      // each four times, today's news before yesterday's
      String text = (9 - i) + "-" + Math.min(step, 1) + " " + reference + " " + kinds.get(i);
      WebhookDelivery delivery =
          new WebhookDelivery(Map.of(), text.getBytes(StandardCharsets.UTF_8));
      for (int times = 0; times < 4; times++) {
        assertThat(system.takeInWebhook.takeIn(provider, delivery))
            .isEqualTo(TakeInWebhook.Result.TAKEN_IN);
      }
    }
  }

  private static Ending judge(String what, TestSystem system, Payment payment, int vended) {
    Payment end = system.now(payment.id());
    List<Refund> refunds = system.world.allRefunds();
    if (end.state() == PaymentState.COMPLETED) {
      assertThat(vended).as("%s: vended in truth", what).isEqualTo(1);
      assertThat(refunds).as("%s: refunds", what).isEmpty();
      assertThat(end.delivery().flatMap(d -> d.creditToken())).as("%s: token", what).isPresent();
      assertThat(end.review()).as(what).isEmpty();
      return Ending.DELIVERED_ONCE;
    }
    if (end.state() == PaymentState.REFUNDED) {
      assertThat(vended).as("%s: vended in truth", what).isZero();
      assertThat(refunds).as("%s: refunds", what).hasSize(1);
      assertThat(refunds.get(0).state()).as(what).isEqualTo(RefundState.CONFIRMED);
      return Ending.REFUNDED_ONCE;
    }
    assertThat(end.review()).as("%s: %s", what, end).isPresent();
    assertThat(refunds).as("%s: refunds", what).isEmpty();
    assertThat(end.attempts()).as("%s: attempts", what).hasSize(1);
    return Ending.WAITS_FOR_A_PERSON;
  }

  private static String draw(Map<String, Map<String, String>> endings) {
    List<String> adapters =
        endings.values().stream().flatMap(m -> m.keySet().stream()).distinct().toList();
    StringBuilder text = new StringBuilder();
    text.append("# How every fault of a provider ends\n\n")
        .append("Written by the build; do not edit. Write it again with\n`")
        .append(COMMAND)
        .append("`.\n\n")
        .append("For each adapter and fault a customer pays for electricity through the real")
        .append(" stages and the real adapter,\nwhich talks to the provider's sandbox over HTTP;")
        .append(" no other provider is there to fall back to. The test also\ncounts what the")
        .append(" sandbox vended in truth and what was refunded: delivered means vended once, with")
        .append(" its token\nand without a refund; refunded means never vended and one confirmed")
        .append(" refund; the books are in balance in\neither case. What a provider never tells")
        .append(" waits for a person with one attempt and no refund. Webhooks are\nhanded to the")
        .append(" core as read; each adapter's own tests forge and sign them. `")
        .append(NOT_OFFERED)
        .append("` is a fault that a provider cannot\nshow. A new adapter is in as soon as its")
        .append(" contract test is.\n\n| fault |");
    adapters.forEach(a -> text.append(' ').append(a).append(" |"));
    text.append("\n|---|").append("---|".repeat(adapters.size())).append('\n');
    endings.forEach(
        (fault, byAdapter) -> {
          text.append("| ").append(fault).append(" |");
          adapters.forEach(
              a -> text.append(' ').append(byAdapter.getOrDefault(a, NOT_OFFERED)).append(" |"));
          text.append('\n');
        });
    return text.toString();
  }
}
