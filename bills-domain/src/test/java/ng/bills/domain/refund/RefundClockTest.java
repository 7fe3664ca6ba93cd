package ng.bills.domain.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.PaymentFixture;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.RejectionReason;
import org.junit.jupiter.api.Test;

class RefundClockTest {

  private static final Duration RECHECK = Duration.ofSeconds(5);
  private static final RefundClockPolicy.Limits LIMITS = RefundClockPolicy.Limits.STANDARD;

  static Refund owed(PaymentFixture of, boolean settles) {
    return Refund.owed(
        new RefundId(new UUID(4, 4)),
        new FundsReceipt(
            "op",
            "ab".repeat(32),
            of.now(),
            "GSENDER",
            new AssetAmount(new Asset("cNGN", "GISSUER"), 50_300_000_000L),
            Optional.empty(),
            Optional.empty()),
        Optional.of(of.payment().id()),
        settles,
        settles ? RefundReason.BILL_NOT_PAID : RefundReason.REPEATED,
        of.now(),
        of.now());
  }

  static SignedRefund signed(Instant until) {
    return new SignedRefund("GOURS", 7, "AAAA", "cd".repeat(32), until);
  }

  private static RefundClock clock(PaymentFixture fixture, Refund... refunds) {
    return RefundClock.of(fixture.payment(), fixture.history(), List.of(refunds));
  }

  @Test
  void givenPaymentDeliveredAtOnce_whenRead_thenNothingWasWaitedFor() {
    RefundClock clock = clock(PaymentFixture.in(PaymentState.COMPLETED));

    assertThat(clock)
        .isEqualTo(
            new RefundClock(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(clock.lasted(ClockedWait.PENDING, Instant.MAX)).isEmpty();
    assertThat(clock.exceeds(ClockedWait.REFUND, LIMITS, Instant.MAX)).isFalse();
  }

  @Test
  void givenUnknownOutcome_whenRead_thenPendingSinceTheAttemptBeganUntilTheOutcomeIsKnown() {
    PaymentFixture fixture = PaymentFixture.ready();
    Instant began = fixture.now();
    fixture.vending().after(Duration.ofSeconds(60)).answered(Outcomes.unknown());

    RefundClock running = clock(fixture);
    assertThat(running.pendingSince()).contains(began);
    assertThat(running.pendingUntil()).isEmpty();
    assertThat(running.lasted(ClockedWait.PENDING, began.plusSeconds(90)))
        .contains(Duration.ofSeconds(90));
    assertThat(running.exceeds(ClockedWait.PENDING, LIMITS, began.plus(LIMITS.pending())))
        .isFalse();
    assertThat(
            running.exceeds(
                ClockedWait.PENDING, LIMITS, began.plus(LIMITS.pending()).plusMillis(1)))
        .isTrue();

    fixture.after(Duration.ofHours(25)).requeried(Outcomes.deliveredWithToken());
    RefundClock ended = clock(fixture);
    assertThat(ended.pendingUntil()).contains(fixture.now());
    assertThat(ended.exceeds(ClockedWait.PENDING, LIMITS, fixture.now())).isTrue();
  }

  @Test
  void givenNotDeliveredAfterAll_whenTriedAgain_thenStillPendingForTheCustomer() {
    PaymentFixture fixture = PaymentFixture.ready();
    Instant began = fixture.now();
    fixture.vending().answered(Outcomes.unknown()).after(Duration.ofMinutes(9));
    fixture.requeried(Outcomes.rejected(RejectionReason.FAILED));
    assertThat(fixture.state()).isEqualTo(PaymentState.RETRY_SCHEDULED);
    fixture.retrying().vending().after(Duration.ofMinutes(1)).answered(Outcomes.unknown());

    RefundClock clock = clock(fixture);
    assertThat(clock.pendingSince()).contains(began);
    assertThat(clock.pendingUntil()).isEmpty();
  }

  @Test
  void givenNodeDiedWhileBuying_whenRead_thenPendingSinceTheAttemptAndNotSinceItWasNoticed() {
    PaymentFixture fixture = PaymentFixture.ready();
    Instant began = fixture.now();
    fixture.vending();
    assertThat(clock(fixture).pendingSince()).as("nobody has noticed").contains(began);

    fixture.after(Duration.ofHours(30)).leaseLost();
    assertThat(clock(fixture).pendingSince()).contains(began);
    assertThat(clock(fixture).exceeds(ClockedWait.PENDING, LIMITS, fixture.now())).isTrue();
  }

  @Test
  void givenRefusedForGood_whenRefunded_thenFromTheMomentItIsOwedUntilItIsSent() {
    PaymentFixture fixture = PaymentFixture.in(PaymentState.REFUND_INITIATED);
    Refund refund = owed(fixture, true);
    Instant known = fixture.now();

    assertThat(clock(fixture, refund).failureKnownAt()).contains(known);
    assertThat(clock(fixture, refund).lasted(ClockedWait.REFUND, known.plusSeconds(31)))
        .contains(Duration.ofSeconds(31));

    refund.prepared(signed(known.plusSeconds(99)), known.plusSeconds(10));
    refund.heard(new RefundOutcome.Unknown("http_504"), RECHECK, known.plusSeconds(12));
    assertThat(clock(fixture, refund).submittedAt()).as("not known to be sent").isEmpty();
    assertThat(clock(fixture, refund).exceeds(ClockedWait.REFUND, LIMITS, known.plusSeconds(31)))
        .isTrue();

    refund.heard(
        new RefundOutcome.Confirmed("h", known.plusSeconds(15)), RECHECK, known.plusSeconds(40));
    RefundClock ended = clock(fixture, refund);
    assertThat(ended.lasted(ClockedWait.REFUND, Instant.MAX)).contains(Duration.ofSeconds(15));
    assertThat(ended.exceeds(ClockedWait.REFUND, LIMITS, known.plusSeconds(40))).isFalse();
  }

  @Test
  void givenMoneyThatCameTwice_whenItGoesBack_thenThatIsNoFailureOfThePayment() {
    PaymentFixture fixture = PaymentFixture.in(PaymentState.COMPLETED);

    assertThat(clock(fixture, owed(fixture, false)).failureKnownAt()).isEmpty();
  }

  @Test
  void givenAnotherNodesClockBehind_whenRead_thenNoNegativeWait() {
    PaymentFixture fixture = PaymentFixture.in(PaymentState.REFUND_INITIATED);
    Refund refund = owed(fixture, true);

    assertThat(clock(fixture, refund).lasted(ClockedWait.REFUND, fixture.now().minusSeconds(5)))
        .contains(Duration.ZERO);
  }

  @Test
  void givenPolicy_whenAskedByType_thenItsOwnLimitsOrTheUsual() {
    RefundClockPolicy.Limits airtime =
        new RefundClockPolicy.Limits(Duration.ofSeconds(20), Duration.ofHours(1));
    RefundClockPolicy policy =
        new RefundClockPolicy(LIMITS, Map.of(BillType.AIRTIME, airtime), Duration.ofSeconds(20));

    assertThat(policy.of(BillType.AIRTIME).of(ClockedWait.PENDING)).isEqualTo(Duration.ofHours(1));
    assertThat(policy.of(BillType.WATER).of(ClockedWait.REFUND)).isEqualTo(Duration.ofSeconds(30));
    assertThatThrownBy(() -> new RefundClockPolicy.Limits(Duration.ZERO, Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RefundClockPolicy(LIMITS, Map.of(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
