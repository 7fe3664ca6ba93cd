package ng.bills.infrastructure.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.application.vending.port.ProviderExchanges.Kind;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
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
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.sandbox.fault.FaultRule;
import ng.bills.sandbox.fault.Faults;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every provider adapter must do over real HTTP. A subclass names accounts that make its
 * sandbox misbehave in each way.
 */
public abstract class BillProviderContract {
  protected static final BillerCode DISCO = new BillerCode("ikedc");
  private static final Money AMOUNT = Money.ofKobo(5_000_50);

  /** How the sandbox behaves for an account. */
  protected enum Behaviour {
    DELIVERED,
    UNKNOWN_ACCOUNT,
    TIMEOUT_THEN_DELIVERED,
    TIMEOUT_THEN_FAILED,
    TIMEOUT_THEN_NOT_FOUND,
    CUT_THEN_DELIVERED,
    GARBAGE_THEN_DELIVERED,
    SERVER_ERROR_AFTER_EFFECT,
    SERVER_ERROR_BEFORE_EFFECT,
    PENDING_THEN_DELIVERED,
    PENDING_FOREVER,
    DELIVERED_WITHOUT_TOKEN,
    LOW_FLOAT,
    FAILED,
    /** An answer that can be read says failed, and yet it was delivered. */
    FAILED_THEN_DELIVERED,
    WRONG_AMOUNT_ECHOED
  }

  /**
   * A way in which one request goes wrong.
   *
   * @param effect name of an effect of {@link Faults}, or one of the two made here
   * @param happens whether the order is carried out all the same
   */
  private record Spoiling(String effect, Map<String, Object> parameters, boolean happens) {
    @Override
    public String toString() {
      return effect + parameters;
    }
  }

  private static final String HOLD_BEFORE = "hold-before";
  private static final String HOLD_AFTER = "hold-after";

  static Stream<Spoiling> spoilings() {
    Map<String, Object> none = Map.of();
    Map<String, Object> busy = new LinkedHashMap<>();
    busy.put("code", 429);
    busy.put("headers", JsonText.of(Map.of("Retry-After", "30")));
    busy.put("body", "{\"message\":\"Too Many Attempts.\"}");
    return Stream.of(
        new Spoiling(HOLD_BEFORE, none, false),
        new Spoiling(HOLD_AFTER, none, true),
        new Spoiling("close-before", none, false),
        new Spoiling("close-after", none, true),
        new Spoiling("status", Map.of("code", 500, "body", "{}"), false),
        new Spoiling("status-after", Map.of("code", 500, "body", "{}"), true),
        new Spoiling("status-after", Map.of("code", 503, "body", "busy"), true),
        new Spoiling("status-after", Map.of("code", 302, "body", ""), true),
        new Spoiling("html502", none, false),
        new Spoiling("html502-after", none, true),
        new Spoiling("status", busy, false),
        new Spoiling("status-after", busy, true),
        new Spoiling("status-after", Map.of("code", 200, "body", ""), true),
        new Spoiling("garbage", none, true),
        new Spoiling("cut", Map.of("bytes", 25), true),
        new Spoiling("trickle", Map.of("bytes", 1, "ms", 40), true));
  }

  /** The adapter, talking to its sandbox, with a read time-out well under a second. */
  protected abstract BillProvider provider();

  /** The same, with the sandbox's address but nobody listening. */
  protected abstract BillProvider providerWithNobodyListening();

  /** The same, with keys that are refused. */
  protected abstract BillProvider providerWithWrongKeys();

  /** The same, as if a unit of work were open. */
  protected abstract BillProvider providerInsideUnitOfWork();

  /** A prepaid meter of {@link #DISCO} that behaves so. */
  protected abstract String meter(Behaviour behaviour);

  /** What the provider calls a biller; for {@code nosuch} something it does not know. */
  protected abstract ProviderItem item(BillType type, BillerCode biller);

  protected final AccountQuery question(BillType type, BillerCode biller, CustomerAccount account) {
    return new AccountQuery(type, biller, account, item(type, biller), Optional.empty());
  }

  private AccountQuery aboutMeter(Behaviour behaviour) {
    return question(
        BillType.ELECTRICITY, DISCO, new MeterNumber(meter(behaviour), MeterType.PREPAID));
  }

  /** How often the sandbox really vended for this meter. */
  protected abstract int reallyVended(String meter);

  /** What was kept of the exchanges about an attempt. */
  protected abstract List<Exchange> exchanges(VendReference reference);

  /** The sandbox's faults. */
  protected abstract Faults faults();

  /** From now on every well-formed account exists, as in a sandbox that somebody plays with. */
  protected void knowEveryAccount() {}

  /** Which path an order is sent to, as a regular expression. */
  protected abstract String orderPath();

  /** Which paths an order is asked about at, as a regular expression. */
  protected abstract String questionPath();

  /** How the adapter writes our reference on the wire. */
  protected String written(VendReference reference) {
    return reference.value();
  }

  /** How the adapter writes an amount on the wire. */
  protected String written(Money amount) {
    return amount.toNaira().toPlainString();
  }

  /** The same as {@link #provider}, with https to an address that speaks no TLS. */
  protected abstract BillProvider providerWithBrokenTls();

  /**
   * Genuine events about that order, which was delivered; empty for a provider whose events nobody
   * could prove.
   */
  protected abstract List<WebhookDelivery> webhooksAbout(VendOrder order);

  /** Makes the sandbox answer as the provider documents it, where the tests ask for more. */
  protected void answerAsDocumented() {}

  /** How many requeries the sandbox answers until something pending settles. */
  protected abstract int requeriesUntilSettled();

  protected final VendOrder order(BillType type, String biller, CustomerAccount account) {
    Instant now = InstantSource.system().instant();
    String suffix = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    return new VendOrder(
        VendReference.at(now, suffix),
        type,
        new BillerCode(biller),
        item(type, new BillerCode(biller)),
        account,
        Optional.empty(),
        Optional.empty(),
        AMOUNT,
        Optional.empty(),
        now);
  }

  private VendOrder electricity(Behaviour behaviour) {
    return order(
        BillType.ELECTRICITY, DISCO.value(), new MeterNumber(meter(behaviour), MeterType.PREPAID));
  }

  private RequeryOutcome ask(VendOrder order) {
    return provider().requery(order.reference(), Optional.empty(), order.amount());
  }

  @Test
  void givenKnownMeter_whenChecked_thenConfirmedWithName() {
    AccountCheck check = provider().check(aboutMeter(Behaviour.DELIVERED));

    assertThat(check).isInstanceOf(AccountCheck.Confirmed.class);
    assertThat(((AccountCheck.Confirmed) check).customerName()).isPresent();
  }

  @Test
  void givenUnknownMeter_whenChecked_thenRefused() {
    assertThat(provider().check(aboutMeter(Behaviour.UNKNOWN_ACCOUNT)))
        .isInstanceOf(AccountCheck.Refused.class);
  }

  @Test
  void givenNobodyListening_whenChecked_thenUnavailable() {
    assertThat(providerWithNobodyListening().check(aboutMeter(Behaviour.DELIVERED)))
        .isInstanceOf(AccountCheck.Unavailable.class);
  }

  @Test
  void givenCatalogue_whenRead_thenAllOfItIsOfItsTypesAndNeverAPart() {
    CatalogueReading reading = provider().catalogue();

    assertThat(reading).isInstanceOf(CatalogueReading.Offers.class);
    assertThat(((CatalogueReading.Offers) reading).offers())
        .isNotEmpty()
        .allMatch(offer -> provider().billTypes().contains(offer.type()));
    assertThat(providerWithNobodyListening().catalogue())
        .isInstanceOf(CatalogueReading.Unavailable.class);
    assertThatIllegalStateException().isThrownBy(() -> providerInsideUnitOfWork().catalogue());
  }

  @Test
  void givenGoodMeter_whenVending_thenDeliveredWithTokenAndVendedOnce() {
    VendOrder order = electricity(Behaviour.DELIVERED);
    int before = reallyVended(order.account().number());

    VendOutcome outcome = provider().vend(order);

    assertThat(outcome).isInstanceOf(Delivered.class);
    Delivered delivered = (Delivered) outcome;
    assertThat(delivered.delivery().creditToken()).isPresent();
    assertThat(delivered.providerReference()).isPresent();
    assertThat(reallyVended(order.account().number())).isEqualTo(before + 1);
  }

  @Test
  void givenDeliveredOrder_whenAsked_thenTheSameToken() {
    VendOrder order = electricity(Behaviour.DELIVERED);
    Optional<Token> token = ((Delivered) provider().vend(order)).delivery().creditToken();

    assertThat(((Delivered) ask(order)).delivery().creditToken()).isEqualTo(token);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void givenNoAnswerInTime_whenVending_thenUnknownAndTheTruthIsToldLater() {
    VendOrder delivered = electricity(Behaviour.TIMEOUT_THEN_DELIVERED);
    assertThat(provider().vend(delivered)).isInstanceOf(Unknown.class);
    assertThat(ask(delivered)).isInstanceOf(Delivered.class);
    assertThat(reallyVended(delivered.account().number())).isEqualTo(1);

    VendOrder failed = electricity(Behaviour.TIMEOUT_THEN_FAILED);
    assertThat(provider().vend(failed)).isInstanceOf(Unknown.class);
    assertThat(ask(failed)).isInstanceOfAny(Rejected.class, NotFound.class);

    VendOrder lost = electricity(Behaviour.TIMEOUT_THEN_NOT_FOUND);
    assertThat(provider().vend(lost)).isInstanceOf(Unknown.class);
    assertThat(ask(lost)).isInstanceOf(NotFound.class);
  }

  @Test
  void givenConnectionCut_whenVending_thenUnknownThenDelivered() {
    VendOrder order = electricity(Behaviour.CUT_THEN_DELIVERED);

    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    assertThat(ask(order)).isInstanceOf(Delivered.class);
    assertThat(reallyVended(order.account().number())).isEqualTo(1);
  }

  @Test
  void givenGarbage_whenVending_thenUnknownThenDelivered() {
    for (int i = 0; i < 6; i++) { // the sandbox has several kinds of garbage
      VendOrder order = electricity(Behaviour.GARBAGE_THEN_DELIVERED);
      assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
      assertThat(ask(order)).isInstanceOf(Delivered.class);
    }
  }

  @Test
  void givenServerError_whenVending_thenUnknownWhateverHappenedThere() {
    VendOrder vended = electricity(Behaviour.SERVER_ERROR_AFTER_EFFECT);
    assertThat(provider().vend(vended)).isInstanceOf(Unknown.class);
    assertThat(ask(vended)).isInstanceOf(Delivered.class);

    VendOrder lost = electricity(Behaviour.SERVER_ERROR_BEFORE_EFFECT);
    assertThat(provider().vend(lost)).isInstanceOf(Unknown.class);
    assertThat(ask(lost)).isInstanceOf(NotFound.class);
  }

  @Test
  void givenPending_whenAsked_thenPendingUntilItSettles() {
    for (int i = 0; i < 3; i++) { // the sandbox words "pending" in several ways
      VendOrder order = electricity(Behaviour.PENDING_THEN_DELIVERED);
      assertThat(provider().vend(order)).isInstanceOf(Pending.class);
      for (int asked = 1; asked < requeriesUntilSettled(); asked++) {
        assertThat(ask(order)).isInstanceOf(Pending.class);
      }
      assertThat(ask(order)).isInstanceOf(Delivered.class);
    }
    VendOrder forever = electricity(Behaviour.PENDING_FOREVER);
    assertThat(provider().vend(forever)).isInstanceOf(Pending.class);
    for (int asked = 0; asked < 5; asked++) {
      assertThat(ask(forever)).isInstanceOf(Pending.class);
    }
  }

  @Test
  void givenTokenMissing_whenVending_thenDeliveredAllTheSameAndTheTokenComesByAsking() {
    VendOrder order = electricity(Behaviour.DELIVERED_WITHOUT_TOKEN);

    VendOutcome outcome = provider().vend(order);

    assertThat(outcome).isInstanceOf(Delivered.class);
    assertThat(((Delivered) outcome).delivery().creditToken()).isEmpty();
    Optional<Token> token = Optional.empty();
    for (int asked = 0; asked < requeriesUntilSettled() && token.isEmpty(); asked++) {
      token =
          ask(order)
              .fold(
                  delivered -> delivered.delivery().creditToken(),
                  pending -> Optional.empty(),
                  rejected -> fail("a delivered order was rejected"),
                  notFound -> fail("a delivered order was not found"),
                  unknown -> fail("a delivered order is unknown"));
    }
    assertThat(token).isPresent();
    assertThat(reallyVended(order.account().number())).isEqualTo(1);
  }

  @Test
  void givenKnownRefusals_whenVending_thenRejectedAndNothingVended() {
    VendOrder poor = electricity(Behaviour.LOW_FLOAT);
    assertThat(((Rejected) provider().vend(poor)).reason())
        .isEqualTo(RejectionReason.INSUFFICIENT_FLOAT);
    VendOrder failed = electricity(Behaviour.FAILED);
    assertThat(((Rejected) provider().vend(failed)).reason()).isEqualTo(RejectionReason.FAILED);
    assertThat(reallyVended(poor.account().number())).isZero();
    assertThat(reallyVended(failed.account().number())).isZero();
  }

  @Test
  void givenSameReferenceTwice_whenVending_thenSecondIsUnknownAndVendedOnce() {
    VendOrder order = electricity(Behaviour.DELIVERED);
    int before = reallyVended(order.account().number());
    provider().vend(order);

    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    assertThat(reallyVended(order.account().number())).isEqualTo(before + 1);
  }

  @Test
  void givenIdNeverSent_whenAsked_thenNotFound() {
    assertThat(ask(electricity(Behaviour.DELIVERED))).isInstanceOf(NotFound.class);
  }

  @Test
  void givenNobodyListening_whenVending_thenRejectedButWhenAskedUnknown() {
    VendOrder order = electricity(Behaviour.DELIVERED);

    VendOutcome outcome = providerWithNobodyListening().vend(order);

    assertThat(((Rejected) outcome).reason()).isEqualTo(RejectionReason.PROVIDER_UNREACHABLE);
    assertThat(
            providerWithNobodyListening()
                .requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void givenWrongKeys_whenVending_thenCredentialsRefusedButWhenAskedUnknown() {
    VendOrder order = electricity(Behaviour.DELIVERED);

    VendOutcome outcome = providerWithWrongKeys().vend(order);

    assertThat(((Rejected) outcome).reason()).isEqualTo(RejectionReason.CREDENTIALS_REFUSED);
    assertThat(providerWithWrongKeys().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void givenUnitOfWorkOpen_whenCalled_thenRefusedBeforeAnythingIsSent() {
    VendOrder order = electricity(Behaviour.DELIVERED);
    int before = reallyVended(order.account().number());

    assertThatIllegalStateException().isThrownBy(() -> providerInsideUnitOfWork().vend(order));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                providerInsideUnitOfWork()
                    .requery(order.reference(), Optional.empty(), order.amount()));
    assertThatIllegalStateException()
        .isThrownBy(() -> providerInsideUnitOfWork().check(aboutMeter(Behaviour.DELIVERED)));
    assertThat(reallyVended(order.account().number())).isEqualTo(before);
  }

  @Test
  void givenAnyAnswer_whenVendingAndAsking_thenBothExchangesAreKeptWhole() {
    VendOrder order = electricity(Behaviour.GARBAGE_THEN_DELIVERED);
    provider().vend(order);
    ask(order);

    List<Exchange> kept = exchanges(order.reference());

    assertThat(kept).extracting(Exchange::kind).containsExactly(Kind.VEND, Kind.REQUERY);
    assertThat(kept).extracting(Exchange::httpStatus).containsOnly(200);
    assertThat(kept.get(0).request()).contains(written(order.reference()), written(AMOUNT));
    assertThat(kept.get(0).response()).isNotBlank();
    assertThat(kept.get(1).response()).contains(written(order.reference()));
  }

  @Test
  void givenNoAnswer_whenVending_thenExchangeIsKeptAllTheSame() {
    VendOrder order = electricity(Behaviour.CUT_THEN_DELIVERED);
    provider().vend(order);

    assertThat(exchanges(order.reference())).hasSize(1);
    assertThat(exchanges(order.reference()).get(0).httpStatus()).isZero();
  }

  @Test
  void givenBillerNotSold_whenVending_thenRejected() {
    VendOrder order =
        order(BillType.ELECTRICITY, "nosuch", new MeterNumber("45012345678", MeterType.PREPAID));

    assertThat(((Rejected) provider().vend(order)).reason()).isEqualTo(RejectionReason.NOT_SOLD);
  }

  @Test
  void givenRules_whenRead_thenTheyAndTheTypesNeedNoCall() {
    assertThat(providerInsideUnitOfWork().billTypes()).contains(BillType.ELECTRICITY);
    assertThat(providerInsideUnitOfWork().requeryRules().gaps()).isNotEmpty();
  }

  private void spoil(FaultRule rule, Spoiling how) {
    faults()
        .register(HOLD_BEFORE, (request, fault, next) -> held())
        .register(
            HOLD_AFTER,
            (request, fault, next) -> {
              next.handle(request);
              return held();
            })
        .add(rule.effect(how.effect(), how.parameters()));
  }

  private void spoil(VendOrder order, Spoiling how) {
    spoil(FaultRule.when("POST", orderPath()).body(written(order.reference())).once(), how);
  }

  private static Response held() {
    return Response.unanswered().delayed(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @MethodSource("spoilings")
  @Execution(ExecutionMode.CONCURRENT)
  void givenSpoiltAnswer_whenVending_thenUnknownAndAskingTellsWhatHappened(Spoiling how) {
    VendOrder order = electricity(Behaviour.DELIVERED);
    spoil(order, how);

    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);

    assertThat(reallyVended(order.account().number())).isEqualTo(how.happens() ? 1 : 0);
    assertThat(ask(order)).isInstanceOf(how.happens() ? Delivered.class : NotFound.class);
    assertThat(reallyVended(order.account().number())).isEqualTo(how.happens() ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("spoilings")
  @Execution(ExecutionMode.CONCURRENT)
  void givenSpoiltAnswer_whenAsked_thenUnknownAndNeverNotFound(Spoiling how) {
    VendOrder order = electricity(Behaviour.DELIVERED);
    provider().vend(order);
    // every answer, because the client may ask a question again by itself when it is cut off
    spoil(FaultRule.when("*", questionPath()), how);

    assertThat(ask(order)).isInstanceOf(Unknown.class);
    faults().clear();

    assertThat(ask(order)).isInstanceOf(Delivered.class);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void givenOrderStuckOnItsWay_whenAsked_thenNotFoundUntilItArrives() {
    VendOrder order = electricity(Behaviour.DELIVERED);
    spoil(order, new Spoiling("delay", Map.of("ms", 4_000), true));

    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    assertThat(ask(order)).isInstanceOf(NotFound.class); // and so one "not found" is no licence

    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    RequeryOutcome latest = ask(order);
    while (latest instanceof NotFound && System.nanoTime() < end) {
      latest = ask(order);
    }
    assertThat(latest).isInstanceOf(Delivered.class);
    assertThat(reallyVended(order.account().number())).isEqualTo(1);
  }

  @Test
  void givenFailureThatWasNone_whenAsked_thenDeliveredOnce() {
    VendOrder order = electricity(Behaviour.FAILED_THEN_DELIVERED);

    assertThat(provider().vend(order)).isInstanceOfAny(Rejected.class, Unknown.class);
    assertThat(ask(order)).isInstanceOf(Delivered.class);
    assertThat(reallyVended(order.account().number())).isEqualTo(1);
  }

  @Test
  void givenAnotherAmountEchoed_whenVending_thenUnknown() {
    VendOrder order = electricity(Behaviour.WRONG_AMOUNT_ECHOED);

    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    assertThat(ask(order)).isInstanceOf(Delivered.class);
  }

  /**
   * From now on every answer names another amount: four thousand for whatever is above five.
   *
   * @param stand whose sandbox
   */
  static void nameAnotherAmount(BillProviderContract stand) {
    stand
        .faults()
        .register(
            "another-amount",
            (request, fault, next) -> {
              Response answer = next.handle(request);
              String body = new String(answer.body(), StandardCharsets.UTF_8);
              return answer.withBody(
                  body.replaceAll("(?<=[:\"])5000(\\.\\d+)?(?=[,\"}])", "4000")
                      .replaceAll("(?<=[:\"])5000[05]0(?=[,\"}])", "400000"));
            });
    for (String path : List.of(stand.orderPath(), stand.questionPath())) {
      stand.faults().add(FaultRule.when("*", path).effect("another-amount", Map.of()));
    }
  }

  @Test
  void givenAnotherAmountInEveryAnswer_whenAsked_thenDeliveredForThatAmount() {
    VendOrder order = electricity(Behaviour.DELIVERED);
    nameAnotherAmount(this);

    assertThat(provider().vend(order)).isInstanceOf(Unknown.class);
    Delivered delivered = (Delivered) ask(order);
    assertThat(delivered.charged()).contains(Money.ofNaira(4_000));
    assertThat(delivered.delivery().creditToken()).isPresent();
    faults().clear();
    assertThat(((Delivered) ask(order)).charged()).isEmpty();
  }

  private Exchange kept(VendOrder order) {
    return exchanges(order.reference()).stream()
        .filter(e -> e.kind() == Kind.VEND)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givenKeptAnswer_whenReread_thenWhatItHandedOverAndNobodyIsAsked() {
    VendOrder order = electricity(Behaviour.DELIVERED);
    Delivered delivered = (Delivered) provider().vend(order);

    Delivered again = providerInsideUnitOfWork().reread(kept(order), order.amount()).orElseThrow();

    assertThat(again.delivery().tokens()).isEqualTo(delivered.delivery().tokens());
    assertThat(again.charged()).isEmpty();
    assertThat(
            providerInsideUnitOfWork()
                .reread(kept(order), Money.ofNaira(4_000))
                .orElseThrow()
                .charged())
        .contains(order.amount());
  }

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {
        "CUT_THEN_DELIVERED",
        "GARBAGE_THEN_DELIVERED",
        "SERVER_ERROR_AFTER_EFFECT",
        "FAILED"
      })
  void givenKeptAnswerThatTellsOfNoDelivery_whenReread_thenNothing(Behaviour behaviour) {
    VendOrder order = electricity(behaviour);
    provider().vend(order);

    assertThat(provider().reread(kept(order), order.amount())).isEmpty();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void givenTlsError_whenVendingAndAsking_thenNothingIsProved() {
    VendOrder order = electricity(Behaviour.DELIVERED);

    assertThat(providerWithBrokenTls().vend(order))
        .matches(
            outcome ->
                outcome instanceof Unknown
                    || outcome instanceof Rejected rejected
                        && rejected.reason() == RejectionReason.PROVIDER_UNREACHABLE);
    assertThat(providerWithBrokenTls().requery(order.reference(), Optional.empty(), order.amount()))
        .isInstanceOf(Unknown.class);
    assertThat(providerWithBrokenTls().check(aboutMeter(Behaviour.DELIVERED)))
        .isInstanceOf(AccountCheck.Unavailable.class);
    assertThat(providerWithBrokenTls().catalogue())
        .isInstanceOf(CatalogueReading.Unavailable.class);
    assertThat(reallyVended(order.account().number())).isZero();
  }

  @ParameterizedTest
  @MethodSource("spoilings")
  @Execution(ExecutionMode.CONCURRENT)
  void givenAnyPageSpoilt_whenCatalogueIsRead_thenUnavailableAndNeverAPart(Spoiling how) {
    spoil(FaultRule.when("*", ".*").nth(4), how);

    assertThat(provider().catalogue()).isInstanceOf(CatalogueReading.Unavailable.class);
  }

  private List<WebhookDelivery> genuine() {
    VendOrder order = electricity(Behaviour.DELIVERED);
    provider().vend(order);
    List<WebhookDelivery> events = webhooksAbout(order);
    assumeThat(events).as("events that prove who sent them").isNotEmpty();
    return events;
  }

  private static WebhookReading.Event event(WebhookReading reading) {
    assertThat(reading).isInstanceOf(WebhookReading.Event.class);
    return (WebhookReading.Event) reading;
  }

  @Test
  void givenWebhooksDoubledAndReordered_whenRead_thenEachKeepsItsIdAndNamesItsOrder() {
    BillProvider reader = providerInsideUnitOfWork(); // reading asks nobody
    List<WebhookDelivery> first = genuine();
    List<WebhookDelivery> second = genuine();
    List<String> ids =
        Stream.concat(first.stream(), second.stream())
            .map(d -> event(reader.readWebhook(d)).eventId())
            .toList();

    List<WebhookDelivery> again = new ArrayList<>(first);
    again.addAll(second);
    again.addAll(second);
    Collections.reverse(again);
    List<WebhookReading.Event> read =
        again.stream().map(d -> event(reader.readWebhook(d))).toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(read).extracting(WebhookReading.Event::eventId).hasSameElementsAs(ids);
    assertThat(read)
        .allSatisfy(
            e -> {
              assertThat(e.reference().isPresent() || e.theirs().isPresent()).isTrue();
              assertThat(e.eventId()).matches("[!-~]{1,255}");
              assertThat(e.kind()).matches("[ -~]{1,100}");
            });
  }

  @Test
  void givenWebhookWithoutItsProof_whenRead_thenForged() {
    WebhookDelivery genuine = genuine().get(0);
    Map<String, String> spoilt = new LinkedHashMap<>();
    genuine.headers().forEach((name, value) -> spoilt.put(name, "0" + value));
    Map<String, String> empty = new LinkedHashMap<>();
    genuine.headers().keySet().forEach(name -> empty.put(name, ""));

    for (Map<String, String> headers : List.of(spoilt, empty, Map.<String, String>of())) {
      assertThat(provider().readWebhook(new WebhookDelivery(headers, genuine.body())))
          .isInstanceOf(WebhookReading.Forged.class);
    }
  }

  @Test
  void givenWebhookCutOffOrGarbage_whenRead_thenNoEvent() {
    WebhookDelivery genuine = genuine().get(0);
    byte[] body = genuine.body();
    for (byte[] spoilt :
        List.of(
            Arrays.copyOf(body, body.length / 2),
            new byte[0],
            new byte[] {(byte) 0xff, (byte) 0xfe},
            "[]".getBytes(StandardCharsets.UTF_8),
            "[".repeat(100_000).getBytes(StandardCharsets.UTF_8))) {
      assertThat(provider().readWebhook(new WebhookDelivery(genuine.headers(), spoilt)))
          .isNotInstanceOf(WebhookReading.Event.class);
    }
  }
}
