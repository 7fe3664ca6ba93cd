package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.vending.ProviderOrder;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.webhook.TakeInWebhook;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is asked, who is passed over and why, and what happens when nobody can be. */
class RoutingTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Rejected REVERSED =
      new Rejected(RejectionReason.REVERSED, "040 reversed", "TRANSACTION REVERSAL TO WALLET");

  private static final Rejected FAILED =
      new Rejected(RejectionReason.FAILED, "016 failed", "TRANSACTION FAILED");

  private TestSystem system = new TestSystem(7, "flutterwave", "vtpass");

  private ScriptedProvider first() {
    return system.providers.get(0);
  }

  private ScriptedProvider second() {
    return system.providers.get(1);
  }

  @AfterEach
  void booksAreTrue() {
    system.assertBooksAreTrue();
  }

  private Payment paid() {
    Payment payment = system.request(TestSystem.airtime(500));
    system.pay(payment);
    return payment;
  }

  private Payment delivered() {
    Payment payment = paid();
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    return payment;
  }

  private List<String> skipped(Payment payment) {
    return system.notes(payment).stream()
        .filter(n -> n.kind() == PaymentNote.Kind.PROVIDER_SKIPPED)
        .map(PaymentNote::text)
        .toList();
  }

  private static RoutingPolicy with(RoutingPolicy p, RoutingPolicy.Outage outage) {
    return new RoutingPolicy(
        p.order(), p.provider(), p.biller(), p.traffic(), outage, p.floats(), p.requeries());
  }

  private static RoutingPolicy with(RoutingPolicy p, ProviderOrder order) {
    return new RoutingPolicy(
        order, p.provider(), p.biller(), p.traffic(), p.outage(), p.floats(), p.requeries());
  }

  // --- order ---------------------------------------------------------------------------------

  @Test
  void givenOrdersByTypeAndBiller_whenChosen_thenTheNarrowestCounts() {
    ProviderCode vtpass = new ProviderCode("vtpass");
    ProviderCode flutterwave = new ProviderCode("flutterwave");
    RoutingPolicy policy =
        with(
            TestSystem.routing(),
            new ProviderOrder(
                List.of(flutterwave, vtpass),
                Map.of(BillType.AIRTIME, List.of(flutterwave)),
                Map.of(BillType.AIRTIME, Map.of(new BillerCode("mtn"), List.of(vtpass)))));
    system = new TestSystem(7, policy, "flutterwave", "vtpass");

    delivered();
    Payment electricity = system.request(TestSystem.electricity(5000));
    system.pay(electricity);
    system.tick();

    assertThat(second().vended()).hasSize(1);
    assertThat(first().vended()).hasSize(1);
    assertThat(policy.order().everybody()).containsExactlyInAnyOrder(flutterwave, vtpass);
  }

  @Test
  void givenTheFirstChoiceWorks_whenChosen_thenNothingIsNoted() {
    assertThat(system.notes(delivered())).isEmpty();
    assertThat(first().vended()).hasSize(1);
  }

  // --- switch --------------------------------------------------------------------------------

  @Test
  void givenSwitchedOff_whenChosen_thenPassedOverWithTheReasonUntilSwitchedOn() {
    assertThat(system.switchProvider.to(false, first().code(), "ops", "their own advice")).isTrue();
    Payment payment = delivered();
    assertThat(skipped(payment)).containsExactly("flutterwave is switched off");
    assertThat(second().vended()).hasSize(1);

    system.switchProvider.to(true, first().code(), "ops", "they are back");
    delivered();
    assertThat(first().vended()).hasSize(1);
    assertThat(system.switchProvider.to(false, new ProviderCode("nobody"), "ops", "x")).isFalse();
    assertThat(system.world.call(() -> system.world.switches().of(first().code()))).hasSize(2);
  }

  @Test
  void givenAnOpenOrder_whenItsProviderIsSwitchedOff_thenItIsAskedAboutAllTheSame() {
    first().then(Act.DELIVER_UNHEARD);
    Payment payment = paid();
    system.tick();
    system.switchProvider.to(false, first().code(), "ops", "slow");

    system.run(Duration.ofSeconds(10), SECOND);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(second().asked()).isEmpty();
  }

  @Test
  void givenAnOpenOrder_whenItsProviderIsTakenOutOfTheOrder_thenItIsAskedAboutAllTheSame() {
    first().then(Act.PEND, Act.PEND);
    Payment asked = paid();
    Payment told = paid();
    system.tick();
    system.retired.add(first().code());
    first().nowSays(first().asked().get(0), ScriptedProvider.delivered());
    system.run(Duration.ofSeconds(30), SECOND);
    assertThat(system.stateOf(asked)).isEqualTo(PaymentState.COMPLETED);

    first().nowSays(first().asked().get(1), ScriptedProvider.delivered());
    assertThat(
            system.takeInWebhook.takeIn(
                first().code().value(),
                ScriptedProvider.webhook(
                    "1", Optional.of(first().asked().get(1)), Optional.empty(), "delivered")))
        .isEqualTo(TakeInWebhook.Result.TAKEN_IN);
    system.bringEvents();
    assertThat(system.stateOf(told)).isEqualTo(PaymentState.COMPLETED);

    delivered();
    assertThat(first().asked()).as("no new orders").hasSize(2);
    assertThat(second().vended()).hasSize(1);
  }

  // --- health --------------------------------------------------------------------------------

  @Test
  void givenAProviderThatDoesNotAnswer_whenItsCircuitOpens_thenOthersDeliverUntilItWorksAgain() {
    for (int i = 0; i < 5; i++) {
      first().then(Act.DELIVER_UNHEARD);
      paid();
      system.tick();
    }
    Payment sixth = delivered();
    assertThat(skipped(sixth)).containsExactly("flutterwave does not work well just now");
    assertThat(second().vended()).hasSize(1);
    assertThat(system.health.standings())
        .anySatisfy(s -> assertThat(s.successPercent()).contains(0));

    system.world.pass(Duration.ofSeconds(31));
    delivered();
    delivered();
    assertThat(first().asked()).hasSize(7);
    assertThat(skipped(delivered())).isEmpty();
  }

  @Test
  void givenABillerThatIsDownAtOneProvider_whenItsLineOpens_thenItsOtherBillersGoOn() {
    // each is delivered by the second after the first refused it
    for (int i = 0; i < 5; i++) {
      first().then(Act.FAIL);
      delivered();
    }
    assertThat(skipped(delivered())).containsExactly("flutterwave does not work well just now");

    Payment electricity = system.request(TestSystem.electricity(5000));
    system.pay(electricity);
    system.tick();

    assertThat(system.now(electricity.id()).attempts().get(0).provider()).isEqualTo(first().code());
  }

  @Test
  void givenRefusedCredentials_whenHeardOnce_thenTheNextProviderAtOnceAndForAllThatFollow() {
    first().then(Act.CREDENTIALS_REFUSED);
    Payment payment = delivered();
    assertThat(system.now(payment.id()).attempts())
        .extracting(Attempt::provider)
        .containsExactly(first().code(), second().code());
    assertThat(skipped(payment)).containsExactly("flutterwave does not work well just now");
    delivered();
    assertThat(first().asked()).hasSize(1);
  }

  // --- rate ----------------------------------------------------------------------------------

  @Test
  void givenTheHourIsFull_whenChosen_thenPassedOverWithTheReason() {
    RoutingPolicy p = TestSystem.routing("flutterwave", "vtpass");
    RoutingPolicy.Traffic t = p.traffic();
    system =
        new TestSystem(
            7,
            new RoutingPolicy(
                p.order(),
                p.provider(),
                p.biller(),
                new RoutingPolicy.Traffic(
                    t.perHour(),
                    Map.of(new ProviderCode("flutterwave"), 2),
                    t.places(),
                    Map.of(),
                    t.putBack(),
                    t.elsewhereAfter()),
                p.outage(),
                p.floats(),
                p.requeries()),
            "flutterwave",
            "vtpass");
    delivered();
    delivered();
    assertThat(skipped(delivered()))
        .containsExactly("flutterwave has been asked as often as allowed");
    system.world.pass(Duration.ofMinutes(61));
    assertThat(skipped(delivered())).isEmpty();
  }

  // --- float ---------------------------------------------------------------------------------

  private void holds(ScriptedProvider provider, long naira) {
    provider.holds(new FloatReading.Known(Money.ofNaira(naira)));
  }

  private void look() {
    system.watchFloats.look();
  }

  @Test
  void givenTooLittleFloat_whenChosen_thenPassedOverWithTheReason() {
    holds(first(), 900);
    look();
    assertThat(skipped(delivered())).isEmpty();
    assertThat(skipped(delivered())).containsExactly("flutterwave our balance there is too low");
    assertThat(second().vended()).hasSize(1);
  }

  @Test
  void givenItSaysThatFloatIsShort_whenHeard_thenTheNextAtOnceAndItRestsUntilItsBalanceIsTold() {
    first().then(Act.SHORT_OF_FLOAT);
    Payment payment = delivered();
    assertThat(system.now(payment.id()).attempts()).hasSize(2);
    delivered();
    assertThat(first().asked()).hasSize(1);

    holds(first(), 1_000_000);
    look();
    delivered();
    assertThat(first().asked()).hasSize(2);
  }

  @Test
  void givenSpendingThatWillEmptyIt_whenForecast_thenOthersAreAskedFirstBeforeItRunsDry() {
    for (int i = 0; i < 10; i++) {
      delivered();
    }
    // 5,000 were spent within the hour: 2,000 last for 24 minutes
    holds(first(), 2_000);
    look();
    assertThat(system.watchFloats.forecast(first().code()).orElseThrow().lasts())
        .contains(Duration.ofMinutes(24));
    Payment payment = delivered();
    assertThat(skipped(payment)).containsExactly("flutterwave our balance there is too low");

    // when the other one cannot take it, what is there is still used
    system.switchProvider.to(false, second().code(), "ops", "maintenance");
    delivered();
    assertThat(first().vended()).hasSize(11);
  }

  @Test
  void givenAnotherNodeHasJustAsked_whenLookingAtFloats_thenItsAnswerIsTaken() {
    holds(first(), 5_000);
    look();
    first().holds(new FloatReading.Unavailable("timeout"));
    system.world.pass(Duration.ofSeconds(10));
    look();
    system.world.pass(Duration.ofSeconds(31));
    look();
    assertThat(system.watchFloats.history(first().code(), java.time.Instant.EPOCH)).hasSize(1);
    assertThat(system.watchFloats.forecast(second().code())).isEmpty();
  }

  // --- fallback ------------------------------------------------------------------------------

  @Test
  void givenAKnownRefusal_whenAnotherIsLeft_thenItIsAskedAtOnceUnderANewReference() {
    first().then(Act.FAIL);
    Payment payment = delivered();
    assertThat(system.now(payment.id()).attempts())
        .extracting(Attempt::state)
        .containsExactly(AttemptState.REJECTED, AttemptState.DELIVERED);
    assertThat(first().asked()).doesNotContainAnyElementsOf(second().asked());
    assertThat(system.now(payment.id()).retriesUsed()).isZero();
  }

  @Test
  void givenRefusedForGood_whenTheOtherFailsToo_thenItIsNotAskedAgain() {
    first().then(Act.NOT_SOLD);
    second().then(Act.FAIL);
    Payment payment = paid();
    system.run(Duration.ofSeconds(30), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(first().asked()).hasSize(1);
    assertThat(skipped(payment)).contains("flutterwave has refused it before");
  }

  @Test
  void givenNotFoundThatRepeats_whenSettled_thenTheOtherProviderIsAsked() {
    first().then(Act.LOSE);
    Payment payment = paid();
    system.run(Duration.ofMinutes(2), SECOND);
    assertThat(second().asked()).isEmpty();
    system.run(Duration.ofMinutes(10), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(second().vended()).hasSize(1);
    assertThat(first().asked()).hasSize(1);
  }

  // --- outage --------------------------------------------------------------------------------

  /** Neither answers any more; the orders they have are lost. */
  private void bothFallSilent() {
    for (int i = 0; i < 5; i++) {
      first().then(Act.LOSE);
      second().then(Act.LOSE);
    }
    for (int i = 0; i < 10; i++) {
      paid();
      system.tick();
    }
    assertThat(first().asked()).hasSize(5);
    assertThat(second().asked()).hasSize(5);
  }

  private RequestPayment.Result ask() {
    return system.requestPayment.request(
        TestSystem.PARTNER, TestSystem.airtime(500), List.of(), Optional.empty());
  }

  @Test
  void givenNobodyWorks_whenItLasts_thenTheBillerIsNotSoldAndOpensByItself() {
    BillerCode mtn = new BillerCode("mtn");
    delivered();
    Payment before = system.request(TestSystem.airtime(500));
    bothFallSilent();
    system.pay(before);
    system.tick();
    assertThat(system.stateOf(before)).isEqualTo(PaymentState.PROCESSING_BILL);
    assertThat(system.now(before.id()).lease()).isEmpty();
    assertThat(skipped(before)).hasSize(2);
    assertThat(system.gate.isOpen(BillType.AIRTIME, mtn)).isTrue();

    // while it is ill the probes go to waiting payments, and are lost
    for (int i = 0; i < 20; i++) {
      first().then(Act.LOSE);
      second().then(Act.LOSE);
    }
    system.run(Duration.ofSeconds(62), SECOND);

    assertThat(system.gate.isOpen(BillType.AIRTIME, mtn)).isFalse();
    assertThat(system.gate.closed())
        .extracting(closed -> closed.line().toString())
        .containsExactly("airtime/mtn");
    assertThat(system.gate.isOpen(BillType.ELECTRICITY, new BillerCode("ekedc"))).isTrue();
    RequestPayment.Result last = ask();
    for (int i = 0; i < 5 && !(last instanceof RequestPayment.NotSoldNow); i++) {
      last = ask();
    }
    assertThat(last)
        .isInstanceOfSatisfying(
            RequestPayment.NotSoldNow.class,
            closed -> {
              assertThat(closed.biller()).isEqualTo("MTN");
              assertThat(closed.retryAfter()).isBetween(SECOND, Duration.ofMinutes(5));
            });

    // they work again: the probes of those who wait heal them, and everybody is served
    system.providers.forEach(ScriptedProvider::forget);
    system.run(Duration.ofMinutes(12), SECOND);
    assertThat(system.gate.isOpen(BillType.AIRTIME, mtn)).isTrue();
    assertThat(ask()).isInstanceOf(RequestPayment.Accepted.class);
    assertThat(system.stateOf(before)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.stellar.sent()).isEmpty();
  }

  @Test
  void givenNobodyWaits_whenTheTimeOfAProbeComes_thenAFewBuyersAreLetThroughAndOpenIt() {
    RoutingPolicy usual = TestSystem.routing("flutterwave");
    system = new TestSystem(7, with(usual, refundAtOnce()), "flutterwave");
    BillerCode mtn = new BillerCode("mtn");
    first().then(Act.CREDENTIALS_REFUSED);
    Payment unlucky = paid();
    system.run(Duration.ofSeconds(20), SECOND);
    assertThat(system.stateOf(unlucky)).isEqualTo(PaymentState.REFUNDED);
    system.run(Duration.ofSeconds(61), SECOND);
    assertThat(system.gate.isOpen(BillType.AIRTIME, mtn)).isFalse();

    delivered();
    assertThat(system.gate.isOpen(BillType.AIRTIME, mtn)).isFalse();
    assertThat(ask()).isInstanceOf(RequestPayment.Accepted.class);
    Payment second = ((RequestPayment.Accepted) ask()).payment();
    assertThat(ask()).isInstanceOf(RequestPayment.NotSoldNow.class);
    system.pay(second);
    system.tick();

    assertThat(system.gate.isOpen(BillType.AIRTIME, mtn)).isTrue();
    assertThat(ask()).isInstanceOf(RequestPayment.Accepted.class);
  }

  private static RoutingPolicy.Outage refundAtOnce() {
    return new RoutingPolicy.Outage(Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(15));
  }

  @Test
  void givenNobodyWorks_whenAPaidPaymentHasWaitedLongEnough_thenItsMoneyGoesBack() {
    system.switchProvider.to(false, first().code(), "ops", "maintenance");
    system.switchProvider.to(false, second().code(), "ops", "maintenance");
    Payment payment = paid();
    system.run(Duration.ofMinutes(29), Duration.ofSeconds(5));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROCESSING_BILL);
    assertThat(skipped(payment)).hasSize(2);
    system.run(Duration.ofMinutes(2), Duration.ofSeconds(5));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.now(payment.id()).attempts()).isEmpty();
  }

  @Test
  void givenThePolicyIsToRefund_whenNobodyWorks_thenTheMoneyGoesBackAtOnce() {
    RoutingPolicy usual = TestSystem.routing("flutterwave", "vtpass");
    system = new TestSystem(7, with(usual, refundAtOnce()), "flutterwave", "vtpass");
    Payment payment = system.request(TestSystem.airtime(500));
    system.switchProvider.to(false, first().code(), "ops", "maintenance");
    system.switchProvider.to(false, second().code(), "ops", "maintenance");
    system.pay(payment);
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
  }

  @Test
  void givenNobodyCanBeAskedAboutAnAccount_whenPaid_thenItWaitsWithoutUsingUpItsTries() {
    system.switchProvider.to(false, first().code(), "ops", "maintenance");
    system.switchProvider.to(false, second().code(), "ops", "maintenance");
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment);
    system.run(Duration.ofMinutes(20), Duration.ofSeconds(5));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.VERIFYING_ACCOUNT);
    assertThat(skipped(payment)).hasSize(2);
    system.switchProvider.to(true, second().code(), "ops", "back");
    system.run(Duration.ofSeconds(16), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenOneSwitchedOff_whenTheOtherRefusesForGood_thenThePaymentWaitsForItAsInAnyOutage() {
    system.switchProvider.to(false, second().code(), "ops", "maintenance");
    first().then(Act.NOT_SOLD);
    Payment payment = paid();
    system.run(Duration.ofMinutes(5), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROCESSING_BILL);
    assertThat(system.stellar.sent()).isEmpty();

    system.switchProvider.to(true, second().code(), "ops", "back");
    system.run(Duration.ofSeconds(16), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(first().asked()).hasSize(1);
  }

  @Test
  void givenOneSwitchedOff_whenTheOtherRefusesForGoodAndItLasts_thenTheMoneyGoesBack() {
    system.switchProvider.to(false, second().code(), "ops", "maintenance");
    first().then(Act.NOT_SOLD);
    Payment payment = paid();
    system.run(Duration.ofMinutes(29), Duration.ofSeconds(5));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROCESSING_BILL);
    system.run(Duration.ofMinutes(3), Duration.ofSeconds(5));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
  }

  @Test
  void givenAFailureThatMayPass_whenTheOtherRefusesForGood_thenTheFirstIsRetriedWithItsBackoff() {
    first().then(Act.UNREACHABLE);
    second().then(Act.NOT_SOLD);
    Payment payment = paid();
    system.tick();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.RETRY_SCHEDULED);
    system.run(Duration.ofSeconds(9), SECOND);
    assertThat(first().asked()).hasSize(1);
    system.run(Duration.ofSeconds(2), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(first().asked()).hasSize(2);
    assertThat(second().asked()).hasSize(1);
  }

  @Test
  void givenBothRefuseForGood_whenHeard_thenTheMoneyGoesBackAtOnce() {
    first().then(Act.NOT_SOLD);
    second().then(Act.NOT_SOLD);
    Payment payment = paid();
    system.tick();
    system.run(Duration.ofSeconds(10), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
  }

  @Test
  void givenAnOutcomeThatWasOpenForLong_whenItFailedAtLast_thenItMayStillWaitForProviders() {
    first().then(Act.PEND);
    Payment payment = paid();
    system.run(Duration.ofHours(2), Duration.ofSeconds(30));
    system.switchProvider.to(false, first().code(), "ops", "maintenance");
    system.switchProvider.to(false, second().code(), "ops", "maintenance");
    first().nowSays(first().asked().get(0), FAILED);
    system.run(Duration.ofMinutes(20), Duration.ofSeconds(5));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROCESSING_BILL);
    assertThat(system.stellar.sent()).isEmpty();

    system.switchProvider.to(true, second().code(), "ops", "back");
    system.run(Duration.ofSeconds(16), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(second().vended()).hasSize(1);
  }

  @Test
  void givenMoneyThatCameLateInItsWindow_whenNobodyCanBeAsked_thenItWaitsNoShorter() {
    system.switchProvider.to(false, first().code(), "ops", "maintenance");
    system.switchProvider.to(false, second().code(), "ops", "maintenance");
    Payment payment = system.request(TestSystem.electricity(5000));
    Payment airtime = system.request(TestSystem.airtime(500));
    system.world.pass(Duration.ofMinutes(9));
    system.pay(payment);
    system.pay(airtime);
    system.run(Duration.ofMinutes(28), Duration.ofSeconds(5));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.VERIFYING_ACCOUNT);
    assertThat(system.stateOf(airtime)).isEqualTo(PaymentState.PROCESSING_BILL);
    system.run(Duration.ofMinutes(3), Duration.ofSeconds(5));
    assertThat(system.stateOf(airtime)).isEqualTo(PaymentState.REFUNDED);
  }

  // --- places --------------------------------------------------------------------------------

  @Test
  void givenAllPlacesTaken_whenAnotherComes_thenItIsPutBackWithoutItsLeaseAndOthersPass() {
    RoutingPolicy policy =
        with(
            TestSystem.routing(),
            new ProviderOrder(
                List.of(new ProviderCode("vtpass")),
                Map.of(BillType.AIRTIME, List.of(new ProviderCode("flutterwave"))),
                Map.of()));
    system = new TestSystem(7, policy, "flutterwave", "vtpass");
    List<Payment> slow = List.of(paid(), paid(), paid());
    Payment other = system.request(TestSystem.electricity(5000));
    system.pay(other);
    // while one order waits for its answer the next piece of background work runs
    int[] depth = {0};
    first()
        .whileVending(
            () -> {
              depth[0]++;
              system.world.runBackground();
              if (depth[0]-- == 1) {
                assertThat(first().asked()).hasSize(2);
                assertThat(system.stateOf(other)).isEqualTo(PaymentState.COMPLETED);
                Payment third = system.now(slow.get(2).id());
                assertThat(third.state()).isEqualTo(PaymentState.PROCESSING_BILL);
                assertThat(third.attempts()).isEmpty();
                assertThat(third.lease()).isEmpty();
                assertThat(third.nextActionAt().orElseThrow())
                    .isBetween(
                        system.world.instant().plusSeconds(1),
                        system.world.instant().plusSeconds(2));
              }
            });
    system.takeInFunds.takeIn();
    system.world.runBackground();
    first().whileVending(() -> {});

    system.run(Duration.ofSeconds(3), SECOND);
    assertThat(slow)
        .allSatisfy(p -> assertThat(system.stateOf(p)).isEqualTo(PaymentState.COMPLETED));
    assertThat(slow).allSatisfy(p -> assertThat(system.notes(p)).isEmpty());
  }

  // --- late truth ----------------------------------------------------------------------------

  private static BigInteger naira(long naira) {
    return BigInteger.valueOf(naira * 10_000_000L);
  }

  @Test
  void givenRefunded_whenTheProviderDeliveredAfterAll_thenWeHaveAClaimAndAPersonLooks() {
    for (ScriptedProvider provider : system.providers) {
      provider.then(Act.FAIL, Act.FAIL, Act.FAIL, Act.FAIL);
    }
    Payment payment = paid();
    system.run(Duration.ofMinutes(8), SECOND);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);

    system.hear(payment, first().asked().get(0), ScriptedProvider.delivered());

    Payment now = system.now(payment.id());
    assertThat(now.state()).isEqualTo(PaymentState.REFUNDED);
    assertThat(now.review().orElseThrow().kind()).isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(system.balance(AccountCode.LATE_DELIVERIES)).isEqualTo(naira(500));
    assertThat(system.balance(AccountCode.floatAt(first().code()))).isEqualTo(naira(-500));
    assertThat(system.notes(payment))
        .anySatisfy(n -> assertThat(n.kind()).isEqualTo(PaymentNote.Kind.DELIVERED_LATE));

    // and takes it back later: the claim is gone
    system.hear(payment, first().asked().get(0), REVERSED);
    assertThat(system.balance(AccountCode.LATE_DELIVERIES)).isEqualTo(BigInteger.ZERO);
    assertThat(system.balance(AccountCode.floatAt(first().code()))).isEqualTo(BigInteger.ZERO);
    assertThat(system.stellar.sent()).hasSize(1);
  }

  @Test
  void givenDeliveredAirtime_whenTheProviderReversed_thenTheCustomerGetsTheMoneyBack() {
    first().then(Act.DELIVER_WITHOUT_TOKEN);
    Payment payment = delivered();

    system.hear(payment, first().asked().get(0), REVERSED);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUND_INITIATED);
    system.run(Duration.ofSeconds(10), SECOND);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.stellar.sent()).hasSize(1);
    assertThat(system.balance(AccountCode.floatAt(first().code()))).isEqualTo(BigInteger.ZERO);
    assertThat(system.balance(AccountCode.CUSTOMER_FUNDS)).isEqualTo(BigInteger.ZERO);
    assertThat(system.balance(AccountCode.REFUNDS_PAYABLE)).isEqualTo(BigInteger.ZERO);
    assertThat(system.messages).anySatisfy(m -> assertThat(m.subject()).contains("is back"));
  }

  @Test
  void givenATokenInHand_whenTheProviderReversed_thenBookedAndLeftToAPerson() {
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment);
    system.tick();

    system.hear(payment, first().asked().get(0), REVERSED);
    system.run(Duration.ofSeconds(10), SECOND);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.now(payment.id()).review().orElseThrow().kind())
        .isEqualTo(Review.Kind.REVERSED);
    assertThat(system.stellar.sent()).isEmpty();
    assertThat(system.balance(AccountCode.CUSTOMER_FUNDS)).isEqualTo(naira(-5030));
    assertThat(system.balance(AccountCode.FEE_INCOME)).isEqualTo(BigInteger.ZERO);
  }

  @Test
  void givenReversed_whenThePendingAnswersComeAgain_thenTheBooksStay() {
    first().then(Act.DELIVER_WITHOUT_TOKEN);
    Payment payment = delivered();
    var reference = first().asked().get(0);
    system.hear(payment, reference, REVERSED);
    system.hear(payment, reference, REVERSED);
    system.hear(payment, reference, new Delivered(Optional.empty(), Delivery.BARE, "000"));
    assertThat(system.now(payment.id()).review()).isPresent();
    assertThat(system.balance(AccountCode.floatAt(first().code()))).isEqualTo(BigInteger.ZERO);
  }
}
