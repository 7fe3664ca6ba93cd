package ng.bills.infrastructure.provider.vtpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.CustomerNumber;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.SmartcardNumber;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.RememberedExchanges;
import ng.bills.sandbox.vtpass.Smartcard;
import ng.bills.sandbox.vtpass.VtpassMagic;
import ng.bills.sandbox.vtpass.VtpassOutcome;
import ng.bills.sandbox.vtpass.VtpassSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything VTpass sells besides electricity and airtime, and its catalogue, over HTTP. */
class VtpassBillTypesTest {

  private static final String CARD = VtpassMagic.VTPASS_SMARTCARD;
  private static final PhoneNumber CONTACT = new PhoneNumber("08030001122");

  private VtpassSandbox sandbox;
  private VtpassBillProvider provider;

  @BeforeEach
  void start() {
    sandbox =
        VtpassSandbox.start(
            ng.bills.sandbox.vtpass.VtpassSettings.defaults().withDuplicateGuard(false));
    provider =
        new VtpassBillProvider(
            new ProviderHttp(
                new OutsideHttp(call -> {}, Duration.ofSeconds(1)),
                new RememberedExchanges(),
                InstantSource.system()),
            new VtpassSettings(
                URI.create(sandbox.baseUrl()),
                "sandbox-api-key",
                "PK_sandbox",
                "SK_sandbox",
                Duration.ofMillis(600),
                Duration.ofMillis(600),
                CONTACT));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private List<CatalogueOffer> offers() {
    return ((CatalogueReading.Offers) provider.catalogue()).offers();
  }

  private CatalogueOffer offer(BillType type, String biller, String plan) {
    return offers().stream()
        .filter(o -> o.type() == type && o.biller().equals(new BillerCode(biller)))
        .filter(o -> o.plan().map(p -> p.code().value()).equals(Optional.ofNullable(plan)))
        .findFirst()
        .orElseThrow();
  }

  private static VendOrder order(CatalogueOffer offer, CustomerAccount account, Money amount) {
    Instant now = InstantSource.system().instant();
    Optional<PlanCode> plan = offer.plan().map(PlanOffer::code);
    return new VendOrder(
        VendReference.at(now, UUID.randomUUID().toString().replace("-", "").substring(0, 16)),
        offer.type(),
        offer.biller(),
        offer.item(),
        account,
        plan,
        offer.type() == BillType.CABLE_TV
            ? Optional.of(plan.isPresent() ? SubscriptionChange.CHANGE : SubscriptionChange.RENEW)
            : Optional.empty(),
        amount,
        Optional.of(CONTACT),
        now);
  }

  private static VendOrder order(CatalogueOffer offer, CustomerAccount account) {
    return order(offer, account, offer.plan().orElseThrow().price());
  }

  private AccountCheck check(CatalogueOffer offer, CustomerAccount account) {
    return provider.check(
        new AccountQuery(
            offer.type(),
            offer.biller(),
            account,
            offer.item(),
            offer.plan().map(PlanOffer::code)));
  }

  // --- catalogue

  @Test
  void givenCatalogue_whenRead_thenEveryServiceUnderOurNames() {
    Map<BillType, List<String>> billers =
        offers().stream()
            .collect(
                Collectors.groupingBy(
                    CatalogueOffer::type,
                    Collectors.mapping(o -> o.biller().value(), Collectors.toList())));
    assertThat(billers.get(BillType.ELECTRICITY))
        .containsExactlyInAnyOrder(
            "ekedc", "ikedc", "aedc", "ibedc", "kedco", "phed", "jed", "kaedco", "eedc", "bedc",
            "yedc", "aba");
    assertThat(billers.get(BillType.AIRTIME))
        .containsExactlyInAnyOrder("mtn", "airtel", "glo", "9mobile");
    assertThat(billers.get(BillType.DATA)).containsOnly("mtn", "airtel", "glo", "9mobile");
    assertThat(billers.get(BillType.INTERNET)).containsOnly("smile", "spectranet");
    assertThat(billers.get(BillType.CABLE_TV)).containsOnly("dstv", "gotv", "startimes", "showmax");
    assertThat(billers.get(BillType.EDUCATION)).containsOnly("waec-registration", "waec", "jamb");
    assertThat(billers.keySet()).isEqualTo(provider.billTypes());
  }

  @Test
  void givenCatalogue_whenRead_thenTheirCodesTheirPricesAndOurPlanNames() {
    CatalogueOffer plan = offer(BillType.DATA, "mtn", "mtn-1-5gb-30d");
    assertThat(plan.item()).isEqualTo(ProviderItem.of("mtn-data", "mtn-100mb-1000"));
    assertThat(plan.plan().orElseThrow().price()).isEqualTo(Money.ofNaira(1_000));
    // listed under the misspelt name only
    assertThat(offer(BillType.DATA, "glo", "glo-2-5gb-14d").item().item()).contains("glo1000");
    assertThat(offer(BillType.CABLE_TV, "dstv", "dstv-compact-plus").item().item())
        .contains("dstv-compact-plus");
    assertThat(offer(BillType.CABLE_TV, "gotv", "gotv-lite-90d").plan().orElseThrow().price())
        .isEqualTo(Money.ofNaira(1_080));
    CatalogueOffer ikedc = offer(BillType.ELECTRICITY, "ikedc", null);
    assertThat(ikedc.item()).isEqualTo(ProviderItem.of("ikeja-electric"));
    assertThat(ikedc.minimum()).contains(Money.ofNaira(500));
    assertThat(ikedc.maximum()).contains(Money.ofNaira(400_000));
    assertThat(offers())
        .filteredOn(o -> o.type() == BillType.CABLE_TV && o.plan().isEmpty())
        .extracting(o -> o.biller().value())
        .containsExactlyInAnyOrder("dstv", "gotv");
  }

  @Test
  void givenNewServiceAndPlan_whenReadAgain_thenTheyAreThere() {
    sandbox.catalogue().addService("ntel-data", "ntel Data", "data", 0, 1_000_000_00);
    sandbox.catalogue().offer("ntel-data", "ntel-1", "ntel 2GB - 30 days", 900_00);
    sandbox.catalogue().price("mtn-data", "mtn-100mb-1000", 1_100_00);

    assertThat(offer(BillType.INTERNET, "ntel", "ntel-2gb-30d").item().biller())
        .isEqualTo("ntel-data");
    assertThat(offer(BillType.DATA, "mtn", "mtn-1-5gb-30d").plan().orElseThrow().price())
        .isEqualTo(Money.ofNaira(1_100));
  }

  @Test
  void givenAnyPageMissing_whenRead_thenNothingIsRead() {
    sandbox.catalogue().outage("gotv", true);
    assertThat(provider.catalogue()).isInstanceOf(CatalogueReading.Unavailable.class);
    sandbox.catalogue().reset();
    sandbox.catalogue().outage(true);
    assertThat(provider.catalogue()).isInstanceOf(CatalogueReading.Unavailable.class);
    sandbox.close();
    assertThat(provider.catalogue()).isInstanceOf(CatalogueReading.Unavailable.class);
  }

  // --- buying

  @Test
  void givenEveryPlanOfTheCatalogue_whenBought_thenDeliveredForItsPrice() {
    List<CatalogueOffer> plans = offers().stream().filter(o -> o.plan().isPresent()).toList();
    assertThat(plans).hasSizeGreaterThan(30);
    for (CatalogueOffer offer : plans) {
      VendOrder order = order(offer, accountOf(offer));
      Delivered delivered = (Delivered) provider.vend(order);

      var vend = sandbox.purchase(order.reference().value()).orElseThrow();
      assertThat(vend.amountKobo()).as(offer.toString()).isEqualTo(order.amount().kobo());
      assertThat(vend.variation()).isEqualToIgnoringCase(offer.item().item().orElseThrow());
      assertThat(delivered.providerReference()).isPresent();
      boolean card = offer.type() == BillType.EDUCATION;
      assertThat(delivered.delivery().pin().map(Token::digits))
          .isEqualTo(card ? Optional.of(vend.pins().get(0)) : Optional.empty());
      Delivered again =
          (Delivered) provider.requery(order.reference(), Optional.empty(), order.amount());
      assertThat(again.delivery()).isEqualTo(delivered.delivery());
    }
  }

  private static CustomerAccount accountOf(CatalogueOffer offer) {
    return switch (offer.type()) {
      case DATA -> new PhoneNumber(VtpassMagic.VTPASS_PHONE);
      case CABLE_TV ->
          new SmartcardNumber(
              offer.biller().value().equals("showmax") ? VtpassMagic.VTPASS_PHONE : CARD);
      case INTERNET -> new CustomerNumber(VtpassMagic.smartcard(VtpassOutcome.DELIVERED));
      default ->
          new CustomerNumber(
              offer.biller().value().equals("jamb")
                  ? VtpassMagic.VTPASS_PROFILE
                  : VtpassMagic.VTPASS_PHONE);
    };
  }

  @Test
  void givenWaecCard_whenBought_thenSerialAndPinAndNeitherInText() {
    Delivered delivered =
        (Delivered)
            provider.vend(
                order(
                    offer(BillType.EDUCATION, "waec", "waec-wassce-gce"),
                    new CustomerNumber(VtpassMagic.VTPASS_PHONE)));
    assertThat(delivered.delivery().tokens())
        .extracting(Token::kind)
        .containsExactly(Token.Kind.SERIAL, Token.Kind.PIN);
    assertThat(delivered + " " + delivered.delivery())
        .doesNotContain(delivered.delivery().pin().orElseThrow().digits());
  }

  @Test
  void givenPriceMovedAtTheCounter_whenBought_thenUnknownAndAskedAbout() {
    CatalogueOffer offer = offer(BillType.DATA, "mtn", "mtn-1-5gb-30d");
    sandbox.catalogue().price("mtn-data", "mtn-100mb-1000", 1_100_00);
    VendOrder order = order(offer, new PhoneNumber(VtpassMagic.VTPASS_PHONE));

    assertThat(provider.vend(order)).isInstanceOf(Unknown.class);
    assertThat(provider.requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(Delivered.class);
  }

  @Test
  void givenPlanWithdrawn_whenBought_thenNotSold() {
    CatalogueOffer offer = offer(BillType.DATA, "mtn", "mtn-1-5gb-30d");
    sandbox.catalogue().withdraw("mtn-data", "mtn-100mb-1000");
    assertThat(
            ((Rejected) provider.vend(order(offer, new PhoneNumber(VtpassMagic.VTPASS_PHONE))))
                .reason())
        .isEqualTo(RejectionReason.NOT_SOLD);
  }

  // --- television

  @ParameterizedTest
  @CsvSource({"dstv, dstv79, DStv Compact", "gotv, gotv-max, GOtv Max"})
  void givenSubscriber_whenCheckedAndRenewed_thenTheBouquetStays(
      String biller, String bouquet, String name) {
    sandbox.register(Smartcard.of(CARD, biller, bouquet, LocalDate.parse("2098-01-31")));
    CatalogueOffer renewal = offer(BillType.CABLE_TV, biller, null);
    AccountCheck.Confirmed before =
        (AccountCheck.Confirmed) check(renewal, new SmartcardNumber(CARD));
    assertThat(before.currentPlan().orElseThrow()).startsWith(name);
    assertThat(before.dueDate()).contains(LocalDate.parse("2098-01-31"));
    assertThat(before.minimum()).isPresent().isEqualTo(before.outstanding());

    VendOrder order = order(renewal, new SmartcardNumber(CARD), before.minimum().orElseThrow());
    assertThat(provider.vend(order)).isInstanceOf(Delivered.class);
    AccountCheck.Confirmed after =
        (AccountCheck.Confirmed) check(renewal, new SmartcardNumber(CARD));
    assertThat(after.currentPlan()).isEqualTo(before.currentPlan());
    assertThat(after.dueDate()).contains(LocalDate.parse("2098-02-28"));
  }

  @Test
  void givenSubscriber_whenChanged_thenTheNewBouquetAndItsPriceOnly() {
    CatalogueOffer change = offer(BillType.CABLE_TV, "dstv", "dstv-yanga");
    assertThat(((AccountCheck.Confirmed) check(change, new SmartcardNumber(CARD))).minimum())
        .isEmpty();
    assertThat(provider.vend(order(change, new SmartcardNumber(CARD))))
        .isInstanceOf(Delivered.class);
    assertThat(((AccountCheck.Confirmed) check(change, new SmartcardNumber(CARD))).currentPlan())
        .hasValueSatisfying(plan -> assertThat(plan).contains("Yanga"));
  }

  @Test
  void givenSampleWithoutBouquet_whenChecked_thenConfirmedAllTheSame() {
    sandbox.register(
        Smartcard.of(CARD, "dstv", "dstv79", LocalDate.parse("2098-01-31"))
            .told(Smartcard.Form.WITHOUT_BOUQUET));
    AccountCheck.Confirmed check =
        (AccountCheck.Confirmed)
            check(offer(BillType.CABLE_TV, "dstv", null), new SmartcardNumber(CARD));
    assertThat(check.customerName()).isPresent();
    assertThat(check.currentPlan()).isEmpty();
    assertThat(check.minimum()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dstv", "gotv", "startimes"})
  void givenWrongSmartcard_whenChecked_thenRefused(String biller) {
    String wrong = VtpassMagic.smartcard(VtpassOutcome.WRONG_BILLERS_CODE);
    CatalogueOffer any =
        offers().stream().filter(o -> o.biller().value().equals(biller)).findFirst().orElseThrow();
    assertThat(check(any, new SmartcardNumber(wrong))).isInstanceOf(AccountCheck.Refused.class);
    assertThat(check(any, new SmartcardNumber(CARD))).isInstanceOf(AccountCheck.Confirmed.class);
  }

  // --- the rest

  @Test
  void givenNothingToVerify_whenChecked_thenUnasked() {
    assertThat(
            check(
                offer(BillType.CABLE_TV, "showmax", "showmax-full"),
                new SmartcardNumber(VtpassMagic.VTPASS_PHONE)))
        .isEqualTo(AccountCheck.Confirmed.UNASKED);
    assertThat(
            check(
                offer(BillType.EDUCATION, "waec", "waec-wassce-gce"),
                new CustomerNumber(VtpassMagic.VTPASS_PHONE)))
        .isEqualTo(AccountCheck.Confirmed.UNASKED);
    assertThat(
            check(
                offer(BillType.INTERNET, "spectranet", "spectranet-n1000"),
                new CustomerNumber("7000000100")))
        .isEqualTo(AccountCheck.Confirmed.UNASKED);
  }

  @Test
  void givenJambProfile_whenChecked_thenConfirmedOrRefused() {
    CatalogueOffer jamb = offer(BillType.EDUCATION, "jamb", "jamb-utme-pin-mock");
    assertThat(check(jamb, new CustomerNumber(VtpassMagic.VTPASS_PROFILE)))
        .isInstanceOf(AccountCheck.Confirmed.class);
    assertThat(
            check(
                jamb, new CustomerNumber(VtpassMagic.smartcard(VtpassOutcome.WRONG_BILLERS_CODE))))
        .isInstanceOf(AccountCheck.Refused.class);
  }

  @Test
  void givenSmileByEmail_whenCheckedAndBought_thenTheAccountBehindItIsPaid() {
    CatalogueOffer smile = offer(BillType.INTERNET, "smile", "smile-1gb-7d-smilelite");
    CustomerAccount mail = new CustomerNumber("7000000100@example.com");
    assertThat(((AccountCheck.Confirmed) check(smile, mail)).customerName()).isPresent();

    VendOrder order = order(smile, mail);
    assertThat(provider.vend(order)).isInstanceOf(Delivered.class);
    assertThat(sandbox.purchase(order.reference().value()).orElseThrow().account())
        .isEqualTo("7000000100");
    CustomerAccount nobody = new CustomerNumber("nobody@example.com");
    assertThat(check(smile, nobody)).isInstanceOf(AccountCheck.Refused.class);
    assertThat(((Rejected) provider.vend(order(smile, nobody))).reason())
        .isEqualTo(RejectionReason.ACCOUNT_INVALID);
  }
}
