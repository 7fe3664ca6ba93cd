package ng.bills.infrastructure.provider.vtpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.infrastructure.provider.BillProviderContract;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.RememberedExchanges;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.vtpass.OutcomeRule;
import ng.bills.sandbox.vtpass.VtpassMagic;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import ng.bills.sandbox.vtpass.VtpassSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The VTpass adapter against the VTpass sandbox, over HTTP. */
class VtpassContractTest extends BillProviderContract {
  private static final Duration READ = Duration.ofMillis(600);
  private static final OutsideCalls FREE = call -> {};

  private static final OutsideCalls INSIDE =
      call -> {
        throw new IllegalStateException(call + " inside a unit of work");
      };

  private final RememberedExchanges exchanges = new RememberedExchanges();
  private VtpassSandbox sandbox;

  @BeforeEach
  void start() {
    sandbox =
        VtpassSandbox.start(
            ng.bills.sandbox.vtpass.VtpassSettings.defaults().withDuplicateGuard(false));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private BillProvider adapter(String baseUrl, String secret, OutsideCalls guard) {
    return new VtpassBillProvider(
        new ProviderHttp(
            new OutsideHttp(guard, Duration.ofSeconds(1)), exchanges, InstantSource.system()),
        new VtpassSettings(
            URI.create(baseUrl),
            "sandbox-api-key",
            "PK_sandbox",
            secret,
            READ,
            READ,
            new PhoneNumber("08030001122")));
  }

  @Override
  protected BillProvider provider() {
    return adapter(sandbox.baseUrl(), "SK_sandbox", FREE);
  }

  @Override
  protected BillProvider providerWithNobodyListening() {
    return adapter("http://127.0.0.1:" + portNobodyListensOn() + "/api", "SK_sandbox", FREE);
  }

  private static int portNobodyListensOn() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A meter whose next order is carried out and answered so. */
  private String answered(String body) {
    sandbox
        .faults()
        .add(
            FaultRule.when("POST", orderPath())
                .once()
                .effect("status-after", Map.of("code", 200, "body", body)));
    return VtpassMagic.meter(VtpassOutcome.DELIVERED);
  }

  @Override
  protected Faults faults() {
    return sandbox.faults();
  }

  @Override
  protected void knowEveryAccount() {
    sandbox.accept(ng.bills.sandbox.vtpass.VtpassSettings.Acceptance.WELL_FORMED);
  }

  @Override
  protected String orderPath() {
    return "/api/pay";
  }

  @Override
  protected String questionPath() {
    return "/api/requery";
  }

  @Override
  protected BillProvider providerWithBrokenTls() {
    return adapter(sandbox.baseUrl().replace("http:", "https:"), "SK_sandbox", FREE);
  }

  /** Nothing proves who sent a callback of VTpass. */
  @Override
  protected List<WebhookDelivery> webhooksAbout(VendOrder order) {
    return List.of();
  }

  @Override
  protected BillProvider providerWithWrongKeys() {
    return adapter(sandbox.baseUrl(), "SK_wrong", FREE);
  }

  @Override
  protected BillProvider providerInsideUnitOfWork() {
    return adapter(sandbox.baseUrl(), "SK_sandbox", INSIDE);
  }

  @Override
  protected String meter(Behaviour behaviour) {
    return switch (behaviour) {
      case DELIVERED -> VtpassMagic.meter(VtpassOutcome.DELIVERED);
      case UNKNOWN_ACCOUNT -> VtpassMagic.meter(VtpassOutcome.WRONG_BILLERS_CODE);
      case TIMEOUT_THEN_DELIVERED -> VtpassMagic.meter(VtpassOutcome.TIMEOUT_THEN_DELIVERED);
      case TIMEOUT_THEN_FAILED -> VtpassMagic.meter(VtpassOutcome.TIMEOUT_THEN_FAILED);
      case TIMEOUT_THEN_NOT_FOUND -> VtpassMagic.meter(VtpassOutcome.TIMEOUT_THEN_NOT_FOUND);
      case CUT_THEN_DELIVERED -> VtpassMagic.meter(VtpassOutcome.NO_ANSWER_THEN_DELIVERED);
      case GARBAGE_THEN_DELIVERED -> VtpassMagic.meter(VtpassOutcome.GARBAGE_THEN_DELIVERED);
      case SERVER_ERROR_AFTER_EFFECT -> VtpassMagic.meter(VtpassOutcome.ERROR_AFTER_EFFECT);
      case SERVER_ERROR_BEFORE_EFFECT -> VtpassMagic.meter(VtpassOutcome.ERROR_BEFORE_EFFECT);
      case PENDING_THEN_DELIVERED -> VtpassMagic.meter(VtpassOutcome.PENDING_THEN_DELIVERED);
      case PENDING_FOREVER -> VtpassMagic.meter(VtpassOutcome.PENDING_FOREVER);
      case DELIVERED_WITHOUT_TOKEN -> VtpassMagic.meter(VtpassOutcome.DELIVERED_WITHOUT_TOKEN);
      case LOW_FLOAT -> VtpassMagic.meter(VtpassOutcome.LOW_FLOAT);
      case FAILED -> VtpassMagic.meter(VtpassOutcome.FAILED);
      case FAILED_THEN_DELIVERED ->
          answered("{\"code\":\"016\",\"response_description\":\"TRANSACTION FAILED\"}");
      case WRONG_AMOUNT_ECHOED ->
          answered(
              "{\"code\":\"000\",\"content\":{\"transactions\":{\"status\":\"delivered\"}},"
                  + "\"amount\":\"500.05\"}");
    };
  }

  @Override
  protected ProviderItem item(BillType type, BillerCode biller) {
    Map<String, String> serviceIds =
        type == BillType.AIRTIME
            ? Map.of("9mobile", "etisalat")
            : Map.ofEntries(
                Map.entry("ekedc", "eko-electric"),
                Map.entry("ikedc", "ikeja-electric"),
                Map.entry("aedc", "abuja-electric"),
                Map.entry("ibedc", "ibadan-electric"),
                Map.entry("kedco", "kano-electric"),
                Map.entry("phed", "portharcourt-electric"),
                Map.entry("jed", "jos-electric"),
                Map.entry("kaedco", "kaduna-electric"),
                Map.entry("eedc", "enugu-electric"),
                Map.entry("bedc", "benin-electric"),
                Map.entry("yedc", "yola-electric"),
                Map.entry("aba", "aba-electric"));
    return ProviderItem.of(serviceIds.getOrDefault(biller.value(), biller.value()));
  }

  @Override
  protected int reallyVended(String meter) {
    return sandbox.vendsFor(meter).size();
  }

  @Override
  protected List<Exchange> exchanges(VendReference reference) {
    return exchanges.about(reference);
  }

  @Override
  protected int requeriesUntilSettled() {
    return 2;
  }

  @ParameterizedTest
  @CsvSource({
    "ekedc, eko-electric",
    "ikedc, ikeja-electric",
    "aedc, abuja-electric",
    "ibedc, ibadan-electric",
    "kedco, kano-electric",
    "phed, portharcourt-electric",
    "jed, jos-electric",
    "kaedco, kaduna-electric",
    "eedc, enugu-electric",
    "bedc, benin-electric",
    "yedc, yola-electric",
    "aba, aba-electric"
  })
  void givenEveryDistributionCompany_whenVending_thenDeliveredWithItsToken(
      String biller, String serviceId) {
    String meter = VtpassMagic.METER_DELIVERED;
    VendOrder order =
        order(BillType.ELECTRICITY, biller, new MeterNumber(meter, MeterType.PREPAID));

    Delivered delivered = (Delivered) provider().vend(order);

    var vend = sandbox.purchase(order.reference().value()).orElseThrow();
    assertThat(vend.serviceId()).isEqualTo(serviceId);
    assertThat(vend.amountKobo()).isEqualTo(order.amount().kobo());
    assertThat(delivered.delivery().creditToken().map(Token::digits)).isEqualTo(vend.token());
    assertThat(delivered.delivery().units()).isPresent();
    assertThat(provider().requery(order.reference(), delivered.providerReference(), order.amount()))
        .isInstanceOf(Delivered.class);
  }

  @ParameterizedTest
  @CsvSource({
    "mtn, mtn, 0803",
    "airtel, airtel, 0802",
    "glo, glo, 0805",
    "9mobile, etisalat, 0809"
  })
  void givenEveryNetwork_whenVending_thenAirtimeForThatPhone(
      String biller, String serviceId, String prefix) {
    String phone = VtpassMagic.phone(prefix, VtpassOutcome.DELIVERED);
    VendOrder order = order(BillType.AIRTIME, biller, new PhoneNumber(phone));

    assertThat(provider().check(question(BillType.AIRTIME, order.biller(), order.account())))
        .isEqualTo(AccountCheck.Confirmed.UNASKED);
    assertThat(provider().vend(order)).isInstanceOf(Delivered.class);
    var vend = sandbox.purchase(order.reference().value()).orElseThrow();
    assertThat(vend.serviceId()).isEqualTo(serviceId);
    assertThat(vend.account()).isEqualTo(phone);
  }

  @Test
  void givenPostpaidMeter_whenVending_thenDeliveredWithoutToken() {
    VendOrder order =
        order(
            BillType.ELECTRICITY,
            "ekedc",
            new MeterNumber(VtpassMagic.VTPASS_POSTPAID_METER, MeterType.POSTPAID));

    assertThat(provider().check(question(BillType.ELECTRICITY, order.biller(), order.account())))
        .isInstanceOf(AccountCheck.Confirmed.class);
    assertThat(((Delivered) provider().vend(order)).delivery().tokens()).isEmpty();
  }

  @Test
  void givenKeyChange_whenVending_thenKeyChangeTokensComeFirst() {
    VendOrder order =
        order(
            BillType.ELECTRICITY,
            "ikedc",
            new MeterNumber(VtpassMagic.METER_KEY_CHANGE, MeterType.PREPAID));

    assertThat(((Delivered) provider().vend(order)).delivery().tokens())
        .extracting(Token::kind)
        .startsWith(Token.Kind.KEY_CHANGE_1, Token.Kind.KEY_CHANGE_2, Token.Kind.CREDIT);
  }

  @ParameterizedTest
  @CsvSource({
    "010, NOT_SOLD",
    "013, AMOUNT_REFUSED",
    "019, LIKELY_DUPLICATE",
    "023, CREDENTIALS_REFUSED",
    "028, NOT_SOLD",
    "030, BILLER_UNREACHABLE",
    "034, NOT_SOLD",
    "085, FAILED",
    "091, FAILED"
  })
  void givenRefusalWithCode_whenVending_thenReasonInOurWords(String code, RejectionReason reason) {
    sandbox.outcome(OutcomeRule.always(VtpassOutcome.REFUSED).code(code));
    VendOrder order =
        order(BillType.ELECTRICITY, "ikedc", new MeterNumber("45012345678", MeterType.PREPAID));

    assertThat(((Rejected) provider().vend(order)).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"014", "044", "083", "089", "777"})
  void givenCodeThatPromisesNothing_whenVending_thenUnknown(String code) {
    sandbox.outcome(OutcomeRule.always(VtpassOutcome.REFUSED).code(code));
    VendOrder order =
        order(BillType.ELECTRICITY, "ikedc", new MeterNumber("45012345678", MeterType.PREPAID));

    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
  }

  @Test
  void givenAccountCheck_whenAnswered_thenKeptInTheJournal() {
    provider().check(question(BillType.ELECTRICITY, DISCO, magic("45012345678").account()));

    List<Exchange> kept = exchanges.of(Kind.ACCOUNT_CHECK);
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).request()).contains("POST ", "/merchant-verify", "45012345678");
    assertThat(kept.get(0).response()).isNotBlank();
    assertThat(kept.get(0).toString()).doesNotContain("45012345678");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void givenTheirOwnMagicNumbers_whenVending_thenAsDocumented() {
    assertThat(provider().vend(magic(VtpassMagic.VTPASS_PREPAID_METER)))
        .isInstanceOf(Delivered.class);
    assertThat(provider().vend(magic(VtpassMagic.VTPASS_PENDING))).isInstanceOf(Pending.class);
    assertThat(provider().vend(magic(VtpassMagic.VTPASS_UNEXPECTED))).isInstanceOf(Unknown.class);
    assertThat(provider().vend(magic(VtpassMagic.VTPASS_NO_RESPONSE))).isInstanceOf(Unknown.class);
    assertThat(provider().vend(magic(VtpassMagic.VTPASS_TIMEOUT))).isInstanceOf(Unknown.class);
    assertThat(provider().vend(magic("45012345678"))).isInstanceOf(Rejected.class);
  }

  private VendOrder magic(String meter) {
    return order(BillType.ELECTRICITY, "ikedc", new MeterNumber(meter, MeterType.PREPAID));
  }
}
