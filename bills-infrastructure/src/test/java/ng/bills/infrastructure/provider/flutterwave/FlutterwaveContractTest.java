package ng.bills.infrastructure.provider.flutterwave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.CustomerNumber;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.SmartcardNumber;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.infrastructure.provider.BillProviderContract;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.RememberedExchanges;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveSettings.WebhookScheme;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.flutterwave.FlutterwaveMagic;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome;
import ng.bills.sandbox.flutterwave.FlutterwaveSandbox;
import ng.bills.sandbox.flutterwave.Listing;
import ng.bills.sandbox.flutterwave.OutcomeRule;
import ng.bills.sandbox.flutterwave.VendStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The Flutterwave adapter against the Flutterwave sandbox, over HTTP. */
class FlutterwaveContractTest extends BillProviderContract {
  private static final Duration READ = Duration.ofMillis(600);
  private static final String KEY = "FLWSECK_TEST-sandbox-X";
  private static final String HASH = "sandbox-flutterwave-hash";
  private static final OutsideCalls FREE = call -> {};

  private static final OutsideCalls INSIDE =
      call -> {
        throw new IllegalStateException(call + " inside a unit of work");
      };

  private final RememberedExchanges exchanges = new RememberedExchanges();
  private FlutterwaveSandbox sandbox;
  private WebhookScheme scheme = WebhookScheme.VERIF_HASH;
  private InstantSource clock = InstantSource.system();

  @BeforeEach
  void start() {
    sandbox =
        FlutterwaveSandbox.start(
            ng.bills.sandbox.flutterwave.FlutterwaveSettings.defaults()
                .withWebhookUrl(URI.create("http://127.0.0.1:9/hook")));
    sandbox.webhooks().hold();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private FlutterwaveBillProvider adapter(String baseUrl, String key, OutsideCalls guard) {
    return new FlutterwaveBillProvider(
        new ProviderHttp(
            new OutsideHttp(guard, Duration.ofSeconds(1)), exchanges, InstantSource.system()),
        new FlutterwaveSettings(URI.create(baseUrl), key, HASH, scheme, READ, READ),
        clock);
  }

  @Override
  protected BillProvider provider() {
    return adapter(sandbox.baseUrl(), KEY, FREE);
  }

  @Override
  protected BillProvider providerWithNobodyListening() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return adapter("http://127.0.0.1:" + free.getLocalPort() + "/v3", KEY, FREE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected BillProvider providerWithWrongKeys() {
    return adapter(sandbox.baseUrl(), "FLWSECK_TEST-another-X", FREE);
  }

  @Override
  protected BillProvider providerInsideUnitOfWork() {
    return adapter(sandbox.baseUrl(), KEY, INSIDE);
  }

  @Override
  protected BillProvider providerWithBrokenTls() {
    return adapter(sandbox.baseUrl().replace("http:", "https:"), KEY, FREE);
  }

  @Override
  protected Faults faults() {
    return sandbox.faults();
  }

  @Override
  protected void knowEveryAccount() {
    sandbox.accept(ng.bills.sandbox.flutterwave.FlutterwaveSettings.Acceptance.WELL_FORMED);
  }

  @Override
  protected String orderPath() {
    return "/v3/billers/.*/payment";
  }

  @Override
  protected String questionPath() {
    return "/v3/bills.*";
  }

  @Override
  protected ProviderItem item(BillType type, BillerCode biller) {
    return biller.equals(DISCO)
        ? ProviderItem.of("BIL113", "UB159")
        : ProviderItem.of("BIL999", "UB999");
  }

  @Override
  protected String meter(Behaviour behaviour) {
    return FlutterwaveMagic.meter(
        switch (behaviour) {
          case DELIVERED -> FlutterwaveOutcome.DELIVERED;
          case UNKNOWN_ACCOUNT -> FlutterwaveOutcome.INVALID_CUSTOMER;
          case TIMEOUT_THEN_DELIVERED -> FlutterwaveOutcome.TIMEOUT_THEN_DELIVERED;
          case TIMEOUT_THEN_FAILED -> FlutterwaveOutcome.TIMEOUT_THEN_FAILED;
          case TIMEOUT_THEN_NOT_FOUND -> FlutterwaveOutcome.TIMEOUT_THEN_NOT_FOUND;
          case CUT_THEN_DELIVERED -> FlutterwaveOutcome.NO_ANSWER_THEN_DELIVERED;
          case GARBAGE_THEN_DELIVERED -> FlutterwaveOutcome.GARBAGE_THEN_DELIVERED;
          case SERVER_ERROR_AFTER_EFFECT -> FlutterwaveOutcome.ERROR_AFTER_EFFECT;
          case SERVER_ERROR_BEFORE_EFFECT -> FlutterwaveOutcome.ERROR_BEFORE_EFFECT;
          case PENDING_THEN_DELIVERED -> FlutterwaveOutcome.PENDING_THEN_DELIVERED;
          case PENDING_FOREVER -> FlutterwaveOutcome.PENDING_FOREVER;
          case DELIVERED_WITHOUT_TOKEN -> FlutterwaveOutcome.DELIVERED_WITHOUT_TOKEN;
          case LOW_FLOAT -> FlutterwaveOutcome.LOW_FLOAT;
          case FAILED -> FlutterwaveOutcome.FAILED;
          case FAILED_THEN_DELIVERED -> FlutterwaveOutcome.FAILED_THEN_DELIVERED;
          case WRONG_AMOUNT_ECHOED -> FlutterwaveOutcome.WRONG_AMOUNT;
        });
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

  @Override
  protected List<WebhookDelivery> webhooksAbout(VendOrder order) {
    return sandbox.webhooks().held().stream()
        .filter(d -> d.reference().equals(order.reference().value()))
        .map(d -> delivery(d.headers(), d.body()))
        .toList();
  }

  private static WebhookDelivery delivery(Map<String, String> headers, String body) {
    Map<String, String> lower = new HashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return new WebhookDelivery(lower, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  // --- the catalogue, and bills of every type bought by it

  private List<CatalogueOffer> offers() {
    CatalogueReading reading = provider().catalogue();
    assertThat(reading).isInstanceOf(CatalogueReading.Offers.class);
    return ((CatalogueReading.Offers) reading).offers();
  }

  private CatalogueOffer offer(BillType type, String biller, String plan) {
    return offers().stream()
        .filter(o -> o.type() == type && o.biller().equals(new BillerCode(biller)))
        .filter(o -> o.plan().map(p -> p.code().value()).orElse("").equals(plan))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givenCatalogue_whenRead_thenEveryTypeInOurNamesWithTheirCodes() {
    List<CatalogueOffer> offers = offers();

    assertThat(offers.stream().map(CatalogueOffer::type).collect(Collectors.toSet()))
        .isEqualTo(provider().billTypes());
    assertThat(
            offers.stream()
                .filter(o -> o.type() == BillType.ELECTRICITY)
                .map(o -> o.biller() + " " + o.meterType().orElseThrow() + " " + o.item()))
        .hasSize(24)
        .contains(
            "ikedc PREPAID BIL113/UB159",
            "ikedc POSTPAID BIL113/UB160",
            "ekedc PREPAID BIL112/UB157",
            "aba POSTPAID BIL217/UB607");
    assertThat(
            offers.stream()
                .filter(o -> o.type() == BillType.AIRTIME)
                .map(o -> o.biller() + " " + o.billerName() + " " + o.item()))
        .containsExactlyInAnyOrder(
            "mtn MTN NIgeria BIL099/AT099",
            "glo GLO Nigeria BIL099/AT099",
            "9mobile 9Mobile BIL099/AT099",
            "airtel Airtel Nigeria BIL099/AT099");
    CatalogueOffer bundle = offer(BillType.DATA, "mtn", "mtn-1-5gb-30d");
    assertThat(bundle.item()).isEqualTo(ProviderItem.of("BIL108", "MD106"));
    assertThat(bundle.plan().orElseThrow().price()).isEqualTo(Money.ofNaira(1_000));
    assertThat(bundle.plan().orElseThrow().validity()).contains("30 days");
    assertThat(offer(BillType.CABLE_TV, "dstv", "dstv-compact").plan().orElseThrow().price())
        .isEqualTo(Money.ofNaira(7_900));
    assertThat(offer(BillType.CABLE_TV, "dstv", "").item())
        .isEqualTo(ProviderItem.of("BIL119", "CB141")); // not the box office
    assertThat(offer(BillType.WATER, "lagos-water-corporation", "").item().biller())
        .isEqualTo("BIL205");
    assertThat(offers).noneMatch(o -> o.item().biller().equals("BIL127")); // a toll
  }

  @Test
  void givenNewBillerAndNewPrice_whenRead_thenThereWithoutARelease() {
    sandbox.sell("CABLEBILLS", "BIL400", "Sahara TV", "GOLD", 1_500_00);
    sandbox.price("MD106", 1_200_00);

    assertThat(offer(BillType.CABLE_TV, "sahara-tv", "sahara-tv-gold").plan().orElseThrow().price())
        .isEqualTo(Money.ofNaira(1_500));
    assertThat(offer(BillType.DATA, "mtn", "mtn-1-5gb-30d").plan().orElseThrow().price())
        .isEqualTo(Money.ofNaira(1_200));
  }

  private VendOrder order(CatalogueOffer offer, CustomerAccount account, Money amount) {
    VendOrder like = order(offer.type(), offer.biller().value(), account);
    return new VendOrder(
        like.reference(),
        offer.type(),
        offer.biller(),
        offer.item(),
        account,
        offer.plan().map(p -> p.code()),
        Optional.empty(),
        amount,
        Optional.empty(),
        like.at());
  }

  private void isBought(CatalogueOffer offer, CustomerAccount account, Money amount) {
    VendOrder order = order(offer, account, amount);
    AccountCheck check =
        provider()
            .check(
                new AccountQuery(
                    offer.type(), offer.biller(), account, offer.item(), order.plan()));
    assertThat(check).isInstanceOf(AccountCheck.Confirmed.class);
    assertThat(provider().vend(order)).isInstanceOf(Delivered.class);
    assertThat(sandbox.purchase(order.reference().value()).orElseThrow().itemCode())
        .isEqualTo(offer.item().item().orElseThrow());
    assertThat(sandbox.vendsFor(account.number())).isNotEmpty();
  }

  @Test
  void givenEveryType_whenBoughtAsTheCatalogueSays_thenDelivered() {
    FlutterwaveOutcome good = FlutterwaveOutcome.DELIVERED;
    isBought(
        offer(BillType.CABLE_TV, "dstv", "dstv-compact"),
        new SmartcardNumber(FlutterwaveMagic.smartcard(good)),
        Money.ofNaira(7_900));
    isBought(
        offer(BillType.CABLE_TV, "dstv", ""),
        new SmartcardNumber(FlutterwaveMagic.FLUTTERWAVE_SMARTCARD),
        Money.ofNaira(8_250));
    isBought(
        offer(BillType.DATA, "glo", "glo-2-9gb-30d"),
        new PhoneNumber(FlutterwaveMagic.phone("0805", good)),
        Money.ofNaira(1_000));
    isBought(
        offer(BillType.INTERNET, "smile", ""),
        new CustomerNumber(FlutterwaveMagic.customerNumber(good)),
        Money.ofNaira(2_500));
    isBought(
        offer(BillType.WATER, "lagos-water-corporation", ""),
        new CustomerNumber(FlutterwaveMagic.customerNumber(good)),
        Money.ofNaira(4_000));
    sandbox.register("12/34/56-01");
    CatalogueOffer postpaid =
        offers().stream()
            .filter(o -> o.biller().value().equals("aedc"))
            .filter(o -> o.meterType().equals(Optional.of(MeterType.POSTPAID)))
            .findFirst()
            .orElseThrow();
    isBought(postpaid, new MeterNumber("12/34/56-01", MeterType.POSTPAID), Money.ofNaira(3_000));
  }

  @ParameterizedTest
  @CsvSource({"mtn,0803", "airtel,0802", "glo,0805", "9mobile,0809"})
  void givenAnyNetwork_whenAirtimeBought_thenDelivered(String network, String prefix) {
    isBought(
        offer(BillType.AIRTIME, network, ""),
        new PhoneNumber(FlutterwaveMagic.phone(prefix, FlutterwaveOutcome.DELIVERED)),
        Money.ofNaira(500));
  }

  @Test
  void givenPortedNumber_whenAirtimeOrdered_thenNotSoldAndNothingSent() {
    PhoneNumber ported =
        new PhoneNumber(FlutterwaveMagic.phone("0802", FlutterwaveOutcome.DELIVERED));
    VendOrder order = order(offer(BillType.AIRTIME, "mtn", ""), ported, Money.ofNaira(500));

    assertThat(((Rejected) provider().vend(order)).reason()).isEqualTo(RejectionReason.NOT_SOLD);
    assertThat(exchanges(order.reference())).isEmpty();
  }

  @Test
  void givenPlanAtItsOldPrice_whenOrdered_thenRejectedAndNothingVended() {
    CatalogueOffer bundle = offer(BillType.DATA, "mtn", "mtn-1-5gb-30d");
    sandbox.price("MD106", 1_200_00);
    PhoneNumber phone = new PhoneNumber(FlutterwaveMagic.phone(FlutterwaveOutcome.DELIVERED));

    assertThat(provider().vend(order(bundle, phone, Money.ofNaira(1_000))))
        .isInstanceOf(Rejected.class);
    assertThat(sandbox.vendCount()).isZero();
  }

  // --- bills without a token: the status call has no status

  private VendOrder airtime(FlutterwaveOutcome outcome) {
    return order(
        offer(BillType.AIRTIME, "mtn", ""),
        new PhoneNumber(FlutterwaveMagic.phone(outcome)),
        Money.ofNaira(500));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void givenAirtimeWithoutAnswer_whenAsked_thenPendingUntilItHasBeenThereForLong() {
    VendOrder order = airtime(FlutterwaveOutcome.TIMEOUT_THEN_DELIVERED);
    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    assertThat(provider().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(Pending.class);

    later();
    assertThat(provider().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(Delivered.class);
  }

  @Test
  void givenAirtimeThatFailsLater_whenAsked_thenNeverDelivered() {
    VendOrder order = airtime(FlutterwaveOutcome.PENDING_THEN_FAILED);
    assertThat(provider().vend(order)).isInstanceOf(Pending.class);
    assertThat(provider().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(Pending.class);
    sandbox.settle(order.reference().value(), VendStatus.FAILED);
    later();
    assertThat(provider().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void givenSuccessThatTheStatusDoesNotKnow_whenVending_thenOpenAndNeverDelivered() {
    VendOrder order = airtime(FlutterwaveOutcome.SUCCESS_THEN_FAILED);
    assertThat(provider().vend(order)).isInstanceOf(Pending.class);
    later();
    assertThat(provider().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void givenSuccessWithoutToken_whenVending_thenTheStatusIsAskedBeforeItCounts() {
    VendOrder order = airtime(FlutterwaveOutcome.DELIVERED);
    assertThat(provider().vend(order)).isInstanceOf(Delivered.class);
    assertThat(exchanges(order.reference())).hasSize(2);
  }

  @Test
  void givenSuccessAndNoStatus_whenVending_thenOpenUntilTheStatusAnswers() {
    VendOrder order = airtime(FlutterwaveOutcome.DELIVERED);
    sandbox
        .faults()
        .add(FaultRule.when("GET", "/v3/bills.*").effect("status", Map.of("code", 500)));
    assertThat(provider().vend(order)).isInstanceOf(Pending.class);
  }

  @Test
  void givenRefusalOfAReferenceOnlyTheListKnows_whenVending_thenUnknown() {
    VendOrder order = airtime(FlutterwaveOutcome.REFERENCE_LOST);
    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    // sent again (by whatever mistake), it is refused as a bad order would be
    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    assertThat(sandbox.vendCount()).isEqualTo(1);
  }

  private void later() {
    clock = () -> InstantSource.system().instant().plus(Duration.ofMinutes(6));
  }

  // --- references

  @Test
  void givenLostReference_whenAsked_thenFoundInTheListOrByTheirs() {
    VendOrder order =
        order(
            BillType.ELECTRICITY,
            DISCO.value(),
            new MeterNumber(
                FlutterwaveMagic.meter(FlutterwaveOutcome.REFERENCE_LOST), MeterType.PREPAID));
    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);

    Delivered listed =
        (Delivered) provider().requery(order.reference(), Optional.empty(), order.amount());
    assertThat(listed.delivery().creditToken()).isPresent();
    ProviderReference theirs = listed.providerReference().orElseThrow();
    assertThat(theirs.value()).startsWith("CF-FLYAPI-");
    int before = exchanges(order.reference()).size();
    assertThat(provider().requery(order.reference(), Optional.of(theirs), order.amount()))
        .isInstanceOf(Delivered.class);
    assertThat(exchanges(order.reference())).hasSize(before + 2); // without the list
  }

  private VendOrder lost() {
    VendOrder order =
        order(
            BillType.ELECTRICITY,
            DISCO.value(),
            new MeterNumber(
                FlutterwaveMagic.meter(FlutterwaveOutcome.REFERENCE_LOST), MeterType.PREPAID));
    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    return order;
  }

  private void buyOthers(int count) {
    for (int i = 0; i < count; i++) {
      VendOrder other =
          order(
              BillType.ELECTRICITY,
              DISCO.value(),
              new MeterNumber(
                  FlutterwaveMagic.meter(FlutterwaveOutcome.DELIVERED), MeterType.PREPAID));
      assertThat(provider().vend(other)).isInstanceOf(Delivered.class);
    }
  }

  @Test
  void givenListWhoseFilterMeansTheirReference_whenAsked_thenFoundAndNeverDenied() {
    sandbox.listing(Listing.THEIRS);
    VendOrder order = lost();

    assertThat(ask(order)).isInstanceOf(Delivered.class);
  }

  @Test
  void givenListThatNamesNoOrders_whenAsked_thenUnknownAndNeverDenied() {
    sandbox.listing(Listing.NAMELESS);
    VendOrder order = lost();

    assertThat(ask(order)).isInstanceOf(Unknown.class);
  }

  @Test
  void givenManyBillsSince_whenAsked_thenFoundOnALaterPage() {
    VendOrder order = lost();
    buyOthers(45);

    assertThat(ask(order)).isInstanceOf(Delivered.class);
    assertThat(exchanges(order.reference())).hasSize(1 + 1 + 3); // order, status, three pages
  }

  @Test
  void givenManyBills_whenAskedAboutOneThatNeverCame_thenNotFoundOnceAllPagesAreRead() {
    buyOthers(45);
    VendOrder order =
        order(
            BillType.ELECTRICITY, DISCO.value(), new MeterNumber("45012345678", MeterType.PREPAID));

    assertThat(ask(order)).isInstanceOf(NotFound.class);
    sandbox
        .faults()
        .add(FaultRule.when("GET", "/v3/bills").nth(3).effect("status", Map.of("code", 500)));
    assertThat(ask(order)).isInstanceOf(Unknown.class);
  }

  private RequeryOutcome ask(VendOrder order) {
    return provider().requery(order.reference(), Optional.empty(), order.amount());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void givenRequeryLag_whenAsked_thenNotFoundFirst() {
    VendOrder order =
        order(
            BillType.ELECTRICITY,
            DISCO.value(),
            new MeterNumber(
                FlutterwaveMagic.meter(FlutterwaveOutcome.TIMEOUT_THEN_LATE), MeterType.PREPAID));
    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    assertThat(provider().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(NotFound.class);
    assertThat(provider().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(Delivered.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = FlutterwaveOutcome.class,
      names = {"DUPLICATE_THEN_DELIVERED", "UNDOCUMENTED_CODE", "SYSTEM_ERROR"})
  void givenAnswerThatProvesNothing_whenVending_thenUnknownThenDelivered(
      FlutterwaveOutcome outcome) {
    VendOrder order =
        order(
            BillType.ELECTRICITY,
            DISCO.value(),
            new MeterNumber(FlutterwaveMagic.meter(outcome), MeterType.PREPAID));
    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    assertThat(provider().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(Delivered.class);
    assertThat(reallyVended(order.account().number())).isEqualTo(1);
  }

  @Test
  void givenAddressNotWhitelisted_whenVending_thenCredentialsRefused() {
    sandbox.outcome(OutcomeRule.always(FlutterwaveOutcome.NOT_WHITELISTED));
    VendOrder order =
        order(
            BillType.ELECTRICITY, DISCO.value(), new MeterNumber("45012345678", MeterType.PREPAID));
    assertThat(((Rejected) provider().vend(order)).reason())
        .isEqualTo(RejectionReason.CREDENTIALS_REFUSED);
  }

  // --- balance, webhooks

  @Test
  void givenWallet_whenBalanceRead_thenKobo() {
    sandbox.setFloatKobo(123_456_78);
    assertThat(provider().balance()).isEqualTo(new FloatReading.Known(Money.ofKobo(123_456_78)));
    assertThat(providerWithWrongKeys().balance()).isInstanceOf(FloatReading.Unavailable.class);
    assertThat(providerWithNobodyListening().balance())
        .isInstanceOf(FloatReading.Unavailable.class);
  }

  @Test
  void givenSignatureScheme_whenRead_thenTheBodyIsProvenAndTheOtherSchemeIsNot() {
    VendOrder order = airtime(FlutterwaveOutcome.DELIVERED);
    provider().vend(order);
    WebhookDelivery byHash = webhooksAbout(order).get(0);
    scheme = WebhookScheme.SIGNATURE;
    sandbox
        .webhooks()
        .scheme(ng.bills.sandbox.flutterwave.FlutterwaveSettings.WebhookScheme.SIGNATURE);
    VendOrder signed = airtime(FlutterwaveOutcome.DELIVERED);
    provider().vend(signed);
    WebhookDelivery bySignature = webhooksAbout(signed).get(0);

    WebhookReading.Event event = (WebhookReading.Event) provider().readWebhook(bySignature);
    assertThat(event.reference()).contains(signed.reference());
    assertThat(event.kind()).isEqualTo("singlebillpayment.status");
    assertThat(provider().readWebhook(byHash)).isInstanceOf(WebhookReading.Forged.class);
    byte[] changed =
        (new String(bySignature.body(), java.nio.charset.StandardCharsets.UTF_8) + " ")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(provider().readWebhook(new WebhookDelivery(bySignature.headers(), changed)))
        .isInstanceOf(WebhookReading.Forged.class);
  }

  @Test
  void givenNoHashConfigured_whenRead_thenForgedWhateverIsSent() {
    FlutterwaveBillProvider open =
        new FlutterwaveBillProvider(null, FlutterwaveSettings.NONE, clock);
    for (String sent : List.of("", "x")) {
      assertThat(
              open.readWebhook(
                  delivery(
                      Map.of("verif-hash", sent, "flutterwave-signature", sent),
                      "{\"event\":\"a\"}")))
          .isInstanceOf(WebhookReading.Forged.class);
    }
  }

  @Test
  void givenFailureThatNamesNothing_whenRead_thenAnEventWithoutReferences() {
    VendOrder order = airtime(FlutterwaveOutcome.PENDING_FOREVER);
    provider().vend(order);
    sandbox.settle(order.reference().value(), VendStatus.FAILED);

    WebhookReading.Event event =
        (WebhookReading.Event) provider().readWebhook(webhooksAbout(order).get(0));

    assertThat(event.reference()).isEmpty();
    assertThat(event.theirs()).isEmpty();
    assertThat(event.eventId()).startsWith("singlebillpayment.status:");
  }

  @Test
  void givenSettings_whenShown_thenWithoutSecrets() {
    FlutterwaveSettings settings =
        new FlutterwaveSettings(
            URI.create("https://api.example.com/v3"), KEY, HASH, scheme, READ, READ);
    assertThat(settings.toString()).doesNotContain(KEY, HASH);
  }
}
