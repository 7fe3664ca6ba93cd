package ng.bills.infrastructure.provider.interswitch;

import static ng.bills.infrastructure.provider.interswitch.InterswitchRig.FREE;
import static ng.bills.infrastructure.provider.interswitch.InterswitchRig.READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.WebhookDelivery;
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
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.provider.BillProviderContract;
import ng.bills.infrastructure.provider.RememberedExchanges;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.interswitch.InterswitchMagic;
import ng.bills.sandbox.interswitch.InterswitchOutcome;
import ng.bills.sandbox.interswitch.InterswitchSandbox;
import ng.bills.sandbox.interswitch.OutcomeRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Interswitch adapter against the Interswitch sandbox, over HTTP. The sandbox's query repeats
 * the token here, as the contract asks for it; what happens when it does not is tested apart.
 */
class InterswitchContractTest extends BillProviderContract {
  private static final OutsideCalls INSIDE =
      call -> {
        throw new IllegalStateException(call + " inside a unit of work");
      };

  private final RememberedExchanges exchanges = new RememberedExchanges();
  private InterswitchSandbox sandbox;
  private BillProvider adapter;

  @BeforeEach
  void start() {
    sandbox =
        InterswitchSandbox.start(
            ng.bills.sandbox.interswitch.InterswitchSettings.defaults()
                .withAdditionalInfoInQuery(true));
    adapter = adapter(sandbox.baseUrl(), "sandbox-client-secret", FREE);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** Their sample of a query shows no token. */
  @Override
  protected void answerAsDocumented() {
    sandbox.additionalInfoInQuery(false);
  }

  private BillProvider adapter(String host, String secret, OutsideCalls guard) {
    return InterswitchRig.provider(
        InterswitchRig.settings(host, secret, READ), guard, exchanges, InstantSource.system());
  }

  @Override
  protected BillProvider provider() {
    return adapter;
  }

  @Override
  protected BillProvider providerWithNobodyListening() {
    return adapter("http://127.0.0.1:" + portNobodyListensOn(), "sandbox-client-secret", FREE);
  }

  private static int portNobodyListensOn() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected BillProvider providerWithWrongKeys() {
    return adapter(sandbox.baseUrl(), "wrong", FREE);
  }

  @Override
  protected BillProvider providerInsideUnitOfWork() {
    return adapter(sandbox.baseUrl(), "sandbox-client-secret", INSIDE);
  }

  @Override
  protected String meter(Behaviour behaviour) {
    return InterswitchMagic.meter(
        switch (behaviour) {
          case DELIVERED -> InterswitchOutcome.DELIVERED;
          case UNKNOWN_ACCOUNT -> InterswitchOutcome.INVALID_ACCOUNT;
          case TIMEOUT_THEN_DELIVERED -> InterswitchOutcome.TIMEOUT_THEN_DELIVERED;
          case TIMEOUT_THEN_FAILED -> InterswitchOutcome.TIMEOUT_THEN_FAILED;
          case TIMEOUT_THEN_NOT_FOUND -> InterswitchOutcome.TIMEOUT_THEN_NOT_FOUND;
          case CUT_THEN_DELIVERED -> InterswitchOutcome.NO_ANSWER_THEN_DELIVERED;
          case GARBAGE_THEN_DELIVERED -> InterswitchOutcome.GARBAGE_THEN_DELIVERED;
          case SERVER_ERROR_AFTER_EFFECT -> InterswitchOutcome.ERROR_AFTER_EFFECT;
          case SERVER_ERROR_BEFORE_EFFECT -> InterswitchOutcome.ERROR_BEFORE_EFFECT;
          case PENDING_THEN_DELIVERED -> InterswitchOutcome.PENDING_THEN_DELIVERED;
          case PENDING_FOREVER -> InterswitchOutcome.PENDING_FOREVER;
          case DELIVERED_WITHOUT_TOKEN -> InterswitchOutcome.DELIVERED_WITHOUT_TOKEN;
          case LOW_FLOAT -> InterswitchOutcome.LOW_FLOAT;
          case FAILED -> InterswitchOutcome.FAILED;
          case FAILED_THEN_DELIVERED -> InterswitchOutcome.SYSTEM_ERROR;
          case WRONG_AMOUNT_ECHOED -> InterswitchOutcome.WRONG_AMOUNT;
        });
  }

  @Override
  protected ProviderItem item(BillType type, BillerCode biller) {
    Map<String, String> codes =
        Map.of(
            "electricity ikedc", "17602 051760220",
            "airtime mtn", "109 10901",
            "data mtn", "688 68801",
            "cable_tv dstv", "17614 051761404",
            "water lwc", "911 91101",
            "internet smile", "721 72101",
            "gaming bet9ja", "801 80101");
    String[] known = codes.getOrDefault(type.wireName() + " " + biller, biller + "").split(" ");
    return known.length == 2
        ? ProviderItem.of(known[0], known[1])
        : ProviderItem.of(biller.value());
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

  private VendOrder meterOrder(InterswitchOutcome outcome) {
    return order(
        BillType.ELECTRICITY,
        "ikedc",
        new MeterNumber(InterswitchMagic.meter(outcome), MeterType.PREPAID));
  }

  private RequeryOutcome ask(VendOrder order) {
    return adapter.requery(order.reference(), Optional.empty(), order.amount());
  }

  private static String theirReference(VendOrder order) {
    return InterswitchWire.requestReference("1453", order.reference());
  }

  @Override
  protected String written(VendReference reference) {
    return InterswitchWire.requestReference("1453", reference);
  }

  @Override
  protected String written(Money amount) {
    return String.valueOf(amount.kobo());
  }

  @Override
  protected Faults faults() {
    return sandbox.faults();
  }

  @Override
  protected void knowEveryAccount() {
    sandbox.accept(ng.bills.sandbox.interswitch.InterswitchSettings.Acceptance.WELL_FORMED);
  }

  @Override
  protected String orderPath() {
    return InterswitchSandbox.ROOT + "/Transactions";
  }

  @Override
  protected String questionPath() {
    return InterswitchSandbox.ROOT + "/Transactions";
  }

  @Override
  protected BillProvider providerWithBrokenTls() {
    return adapter(sandbox.baseUrl().replace("http:", "https:"), "sandbox-client-secret", FREE);
  }

  /** Their events tell of collections; none is about an order. */
  @Override
  protected List<WebhookDelivery> webhooksAbout(VendOrder order) {
    return List.of();
  }

  @Test
  void givenAnyCall_whenKept_thenWithoutCredentials() {
    VendOrder order = meterOrder(InterswitchOutcome.DELIVERED);
    adapter.vend(order);
    ask(order);
    assertThat(exchanges(order.reference())).hasSize(2);
    assertThat(exchanges(order.reference()).toString())
        .doesNotContain("Bearer", "Basic", "sandbox-client-secret");
  }

  // --- every kind of bill

  @ParameterizedTest
  @CsvSource({
    "DATA, mtn, 80000",
    "CABLE_TV, dstv, 1100000",
    "WATER, lwc, 250000",
    "INTERNET, smile, 350000",
    "GAMING, bet9ja, 50000",
    "AIRTIME, mtn, 20000"
  })
  void givenAnyKindOfBill_whenCheckedAndVended_thenDeliveredUnderItsPaymentCode(
      BillType type, String biller, long kobo) {
    CustomerAccount account =
        switch (type.accountKind()) {
          case PHONE -> new PhoneNumber(InterswitchMagic.phone(InterswitchOutcome.DELIVERED));
          case SMARTCARD ->
              new SmartcardNumber(InterswitchMagic.customer(InterswitchOutcome.DELIVERED));
          default -> new CustomerNumber(InterswitchMagic.customer(InterswitchOutcome.DELIVERED));
        };
    VendOrder order = priced(order(type, biller, account), kobo);

    AccountCheck check = adapter.check(question(type, order.biller(), account));
    assertThat(check).isInstanceOf(AccountCheck.Confirmed.class);
    assertThat(check.equals(AccountCheck.Confirmed.UNASKED))
        .isEqualTo(account instanceof PhoneNumber);
    Delivered delivered = (Delivered) adapter.vend(order);

    assertThat(delivered.delivery().tokens()).isEmpty();
    var vend = sandbox.purchase(theirReference(order)).orElseThrow();
    assertThat(vend.paymentCode()).isEqualTo(order.item().item().orElseThrow());
    assertThat(vend.account()).isEqualTo(account.number());
    assertThat(vend.amountKobo()).isEqualTo(kobo);
    Delivered told = (Delivered) ask(order);
    assertThat(told.providerReference()).isEqualTo(delivered.providerReference());
  }

  private static VendOrder priced(VendOrder order, long kobo) {
    return new VendOrder(
        order.reference(),
        order.billType(),
        order.biller(),
        order.item(),
        order.account(),
        order.plan(),
        order.change(),
        Money.ofKobo(kobo),
        order.contact(),
        order.at());
  }

  @Test
  void givenCustomerWithFixedOrLeastAmount_whenChecked_thenTold() {
    String number = InterswitchMagic.customer(InterswitchOutcome.DELIVERED);
    AccountCheck.Confirmed confam =
        (AccountCheck.Confirmed)
            adapter.check(
                question(BillType.CABLE_TV, new BillerCode("dstv"), new SmartcardNumber(number)));
    assertThat(confam.outstanding()).contains(Money.ofNaira(11_000));
    AccountCheck.Confirmed water =
        (AccountCheck.Confirmed)
            adapter.check(
                question(BillType.WATER, new BillerCode("lwc"), new CustomerNumber(number)));
    assertThat(water.minimum()).contains(Money.ofNaira(500));
    assertThat(water.outstanding()).isEmpty();
  }

  // --- what only Interswitch does

  private BillProvider provider(String prefix, List<String> formerPrefixes) {
    return InterswitchRig.provider(
        InterswitchRig.settings(
            sandbox.baseUrl(), "sandbox-client-secret", READ, prefix, formerPrefixes),
        FREE,
        exchanges,
        InstantSource.system());
  }

  @Test
  void givenOrderOfAFormerPrefix_whenAsked_thenFoundUnderThatOne() {
    VendOrder before = meterOrder(InterswitchOutcome.DELIVERED);
    assertThat(adapter.vend(before)).isInstanceOf(Delivered.class);
    BillProvider changed = provider("1460", List.of());
    assertThat(changed.requery(before.reference(), Optional.empty(), before.amount()))
        .as("what happens without the setting")
        .isInstanceOf(NotFound.class);

    BillProvider knows = provider("1460", List.of("1452", "1453"));
    assertThat(knows.requery(before.reference(), Optional.empty(), before.amount()))
        .isInstanceOf(Delivered.class);
    VendOrder never = meterOrder(InterswitchOutcome.DELIVERED);
    int asked = exchanges(never.reference()).size();
    assertThat(knows.requery(never.reference(), Optional.empty(), never.amount()))
        .isInstanceOf(NotFound.class);
    assertThat(exchanges(never.reference())).hasSize(asked + 3);
  }

  @Test
  void givenKeyChange_whenVending_thenKeyChangeTokensComeFirst() {
    Delivered delivered = (Delivered) adapter.vend(meterOrder(InterswitchOutcome.KEY_CHANGE));
    assertThat(delivered.delivery().tokens())
        .extracting(Token::kind)
        .containsExactly(Token.Kind.KEY_CHANGE_1, Token.Kind.KEY_CHANGE_2, Token.Kind.CREDIT);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void givenQueryWithoutTokens_whenAskedAfterALostAnswer_thenDeliveredWithoutToken() {
    sandbox.additionalInfoInQuery(false);
    VendOrder order = meterOrder(InterswitchOutcome.TIMEOUT_THEN_DELIVERED);
    assertThat(adapter.vend(order)).isInstanceOf(Unknown.class);
    assertThat(((Delivered) ask(order)).delivery().tokens()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = InterswitchOutcome.class,
      names = {
        "UNDOCUMENTED_CODE",
        "SYSTEM_ERROR",
        "WRONG_AMOUNT",
        "PARTIAL_APPROVAL",
        "DUPLICATE"
      })
  void givenVendedButToldOddly_whenVending_thenUnknownAndDeliveredWhenAsked(
      InterswitchOutcome outcome) {
    VendOrder order = meterOrder(outcome);
    assertThat(adapter.vend(order)).isInstanceOf(Unknown.class);
    assertThat(ask(order)).isInstanceOf(Delivered.class);
    assertThat(reallyVended(order.account().number())).isEqualTo(1);
  }

  @Test
  void givenContradiction_whenVending_thenUnknownAndRejectedWhenAsked() {
    VendOrder order = meterOrder(InterswitchOutcome.CONTRADICTION);
    assertThat(adapter.vend(order)).isInstanceOf(Unknown.class);
    assertThat(ask(order)).isInstanceOf(Rejected.class);
  }

  @Test
  void givenBillerUnreachable_whenVending_thenUnknownUntilAsked() {
    VendOrder order = meterOrder(InterswitchOutcome.BILLER_UNREACHABLE);
    assertThat(adapter.vend(order)).isInstanceOf(Unknown.class);
    assertThat(((Rejected) ask(order)).reason()).isEqualTo(RejectionReason.BILLER_UNREACHABLE);
  }

  @Test
  void givenTooManyRequests_whenVending_thenUnknownAndNotFoundWhenAsked() {
    VendOrder order = meterOrder(InterswitchOutcome.RATE_LIMITED);
    assertThat(adapter.vend(order)).isInstanceOf(Unknown.class);
    assertThat(ask(order)).isInstanceOf(NotFound.class);
  }

  @Test
  void givenQueryThatLags_whenAsked_thenNotFoundFirst() {
    VendOrder order = meterOrder(InterswitchOutcome.TIMEOUT_THEN_LATE);
    assertThat(adapter.vend(order)).isInstanceOf(Unknown.class);
    assertThat(ask(order)).isInstanceOf(NotFound.class);
    assertThat(ask(order)).isInstanceOf(Delivered.class);
  }

  @Test
  void givenReversedLater_whenAsked_thenDeliveredFirstAndRejectedAfter() {
    VendOrder order = meterOrder(InterswitchOutcome.DELIVERED_THEN_REVERSED);
    assertThat(adapter.vend(order)).isInstanceOf(Delivered.class);
    assertThat(ask(order)).isInstanceOf(Delivered.class);
    assertThat(ask(order)).isInstanceOf(Rejected.class);
  }

  @Test
  void givenPendingThenFailed_whenAsked_thenRejected() {
    VendOrder order = meterOrder(InterswitchOutcome.PENDING_THEN_FAILED);
    assertThat(adapter.vend(order)).isInstanceOf(Pending.class);
    assertThat(ask(order)).isInstanceOf(Pending.class);
    assertThat(ask(order)).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @CsvSource({
    "90013, AMOUNT_REFUSED",
    "90014, ACCOUNT_INVALID",
    "90051, INSUFFICIENT_FLOAT",
    "10003, CREDENTIALS_REFUSED",
    "10030, CREDENTIALS_REFUSED",
    "10200, NOT_SOLD",
    "20062, NOT_SOLD",
    "90005, FAILED",
    "10002, FAILED"
  })
  void givenRefusalWithCode_whenVending_thenReasonInOurWords(String code, RejectionReason reason) {
    sandbox.outcome(OutcomeRule.always(InterswitchOutcome.REFUSED).code(code));
    for (int i = 0; i < 4; i++) { // with HTTP 200 and with 400
      VendOrder order = meterOrder(InterswitchOutcome.DELIVERED);
      assertThat(((Rejected) adapter.vend(order)).reason()).isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10001", "900A0", "90006", "90026", "90068", "90091", "90096", "12345"})
  void givenCodeThatPromisesNothing_whenVending_thenUnknown(String code) {
    sandbox.outcome(OutcomeRule.always(InterswitchOutcome.REFUSED).code(code));
    assertThat(adapter.vend(meterOrder(InterswitchOutcome.DELIVERED))).isInstanceOf(Unknown.class);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void givenSlowDrip_whenVending_thenUnknownAndDeliveredWhenAsked() {
    String rule =
        sandbox
            .faults()
            .add(
                FaultRule.when("POST", ".*/Transactions")
                    .effect("trickle", Map.of("bytes", 1, "ms", 100)));
    VendOrder order = meterOrder(InterswitchOutcome.DELIVERED);
    // the limit covers the whole answer, connection included
    assertThat(adapter.vend(order)).isInstanceOf(Unknown.class);
    sandbox.faults().remove(rule);
    assertThat(ask(order)).isInstanceOf(Delivered.class);
  }

  @Test
  void givenNoBalanceToAskFor_whenRead_thenNotOffered() {
    assertThat(adapter.balance()).isEqualTo(new FloatReading.NotOffered());
    assertThat(sandbox.tokenRequests()).isZero();
  }

  @Test
  void givenManyReferences_whenTranslated_thenTwentyCharactersAndTheirs() {
    VendOrder order = meterOrder(InterswitchOutcome.DELIVERED);
    assertThat(theirReference(order)).matches("1453[0-9A-Z]{16}").isEqualTo(theirReference(order));
    assertThat(theirReference(meterOrder(InterswitchOutcome.DELIVERED)))
        .isNotEqualTo(theirReference(order));
  }

  // --- token

  @Test
  void givenManyCalls_whenTokenIsGood_thenItWasAskedForOnce() {
    for (int i = 0; i < 5; i++) {
      VendOrder order = meterOrder(InterswitchOutcome.DELIVERED);
      assertThat(adapter.vend(order)).isInstanceOf(Delivered.class);
      ask(order);
    }
    assertThat(sandbox.tokenRequests()).isEqualTo(1);
  }

  @Test
  void givenTokenThatWorkedAndIsRevoked_whenVending_thenNotRepeatedAndTheNextOneIsGood() {
    adapter.vend(meterOrder(InterswitchOutcome.DELIVERED));
    sandbox.revokeTokens();
    VendOrder stale = meterOrder(InterswitchOutcome.DELIVERED);
    Rejected rejected = (Rejected) adapter.vend(stale);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.LOGIN_EXPIRED);
    assertThat(exchanges(stale.reference())).hasSize(1);
    assertThat(ask(stale)).isInstanceOf(NotFound.class);
    assertThat(adapter.vend(meterOrder(InterswitchOutcome.DELIVERED)))
        .isInstanceOf(Delivered.class);
    assertThat(sandbox.tokenRequests()).isEqualTo(2);
  }

  @Test
  void givenTokenThatNeverWorks_whenVending_thenCredentialsRefused() {
    VendOrder order = meterOrder(InterswitchOutcome.TOKEN_REFUSED);
    assertThat(((Rejected) adapter.vend(order)).reason())
        .isEqualTo(RejectionReason.CREDENTIALS_REFUSED);
    assertThat(reallyVended(order.account().number())).isZero();
  }

  @Test
  void givenRevokedToken_whenAskingOrChecking_thenRepeatedOnceWithANewOne() {
    VendOrder order = meterOrder(InterswitchOutcome.DELIVERED);
    adapter.vend(order);
    sandbox.revokeTokens();
    assertThat(ask(order)).isInstanceOf(Delivered.class);
    sandbox.revokeTokens();
    assertThat(adapter.check(question(BillType.ELECTRICITY, DISCO, order.account())))
        .isInstanceOf(AccountCheck.Confirmed.class);
    assertThat(sandbox.tokenRequests()).isEqualTo(3);
  }

  @Test
  void given401ForEver_whenAsked_thenTwoQuestionsAndUnknown() {
    sandbox
        .faults()
        .add(FaultRule.when("GET", ".*/Transactions").effect("status", Map.of("code", 401)));
    VendOrder order = meterOrder(InterswitchOutcome.DELIVERED);
    assertThat(ask(order)).isInstanceOf(Unknown.class);
    assertThat(sandbox.requestCount(InterswitchSandbox.ROOT + "/Transactions")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html502", "garbage", "close-before"})
  void givenNoToken_whenVending_thenNothingWasSentAndWhenAskedUnknown(String effect) {
    sandbox.faults().add(FaultRule.when("POST", InterswitchSandbox.TOKEN).effect(effect));
    VendOrder order = meterOrder(InterswitchOutcome.DELIVERED);
    assertThat(((Rejected) adapter.vend(order)).reason())
        .isEqualTo(RejectionReason.PROVIDER_UNREACHABLE);
    assertThat(ask(order)).isInstanceOf(Unknown.class);
    assertThat(exchanges(order.reference())).isEmpty();
    assertThat(reallyVended(order.account().number())).isZero();
  }
}
