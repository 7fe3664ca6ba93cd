package ng.bills.domain.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentFixture;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.vend.Outcomes;
import org.junit.jupiter.api.Test;

class BreachFindingTest {

  private static final Duration RECHECK = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Instant LONG_AGO = PaymentFixture.NOON.minusSeconds(86_400);

  private final PaymentFixture failed = PaymentFixture.in(PaymentState.REFUND_INITIATED);
  private final Instant known = failed.now();
  private final Refund refund = RefundClockTest.owed(failed, true);

  private static BreachFinding.Watch watch(Instant began, Instant now) {
    return new BreachFinding.Watch(began, GRACE, now);
  }

  private BreachFinding refund(boolean others, long seconds) {
    return BreachFinding.ofRefund(
        failed.payment(), refund, others, watch(LONG_AGO, known.plusSeconds(seconds)));
  }

  private static BreachFinding pending(PaymentFixture fixture) {
    return BreachFinding.ofPending(fixture.payment(), watch(LONG_AGO, fixture.now()));
  }

  private void hindered(RefundHindrance.Kind kind) {
    refund.postponed(new RefundHindrance(kind, "why"), known.plusSeconds(29));
  }

  private void prepared(long seconds) {
    Instant at = known.plusSeconds(seconds);
    refund.leaseTo(new Lease(new UUID(5, 5), at.plusSeconds(120)));
    refund.prepared(RefundClockTest.signed(at.plusSeconds(99)), at);
  }

  @Test
  void givenNothingRecorded_whenNobodyWasRunning_thenTheServerWasDown() {
    Instant restart = known.plusSeconds(3_600);
    assertThat(
            BreachFinding.ofRefund(
                failed.payment(), refund, false, watch(restart, restart.plusSeconds(1))))
        .isEqualTo(
            new BreachFinding(
                BreachCause.SERVER_DOWN,
                "due since " + known + ", no node was running until " + restart));
  }

  @Test
  void givenNothingRecorded_whenANodeWasRunning_thenNobodyTookItUp() {
    assertThat(refund(false, 31).cause()).isEqualTo(BreachCause.NOT_TAKEN_UP);
    assertThat(refund(true, 31).cause()).isEqualTo(BreachCause.REFUND_QUEUE);
  }

  @Test
  void givenANodeHasIt_whenNothingIsRecordedYet_thenThatIsSaidAndNoMore() {
    refund.leaseTo(new Lease(new UUID(5, 5), known.plusSeconds(120)));
    assertThat(refund(false, 31).cause()).isEqualTo(BreachCause.IN_HAND);
  }

  @Test
  void givenAHindrance_whenFound_thenItIsTheCause() {
    hindered(RefundHindrance.Kind.QUEUE);
    assertThat(refund(false, 31)).isEqualTo(new BreachFinding(BreachCause.REFUND_QUEUE, "why"));
    hindered(RefundHindrance.Kind.STELLAR);
    assertThat(refund(true, 31).cause()).isEqualTo(BreachCause.STELLAR_UNAVAILABLE);
    hindered(RefundHindrance.Kind.REVIEW);
    assertThat(refund(false, 31).cause()).isEqualTo(BreachCause.REVIEW_OPEN);
    hindered(RefundHindrance.Kind.WALLET);
    assertThat(refund(false, 31).cause()).isEqualTo(BreachCause.WALLET_SHORT);
    prepared(30);
    assertThat(refund(false, 31).cause())
        .as("what held it up before it was sent")
        .isEqualTo(BreachCause.WALLET_SHORT);
  }

  @Test
  void givenAHindranceOfLongAgo_whenNobodyWasRunningSince_thenTheServerWasDown() {
    hindered(RefundHindrance.Kind.QUEUE);
    Instant restart = known.plusSeconds(3_600);
    assertThat(
            BreachFinding.ofRefund(
                    failed.payment(), refund, true, watch(restart, restart.plusSeconds(1)))
                .cause())
        .isEqualTo(BreachCause.SERVER_DOWN);
  }

  @Test
  void givenLostAnswer_whenFound_thenSubmissionUnknownWithTheCode() {
    prepared(2);
    assertThat(refund(false, 31).detail()).contains("nothing heard since");
    refund.heard(new RefundOutcome.Unknown("http_504"), RECHECK, known.plusSeconds(12));
    assertThat(refund(false, 31))
        .isEqualTo(
            new BreachFinding(
                BreachCause.SUBMISSION_UNKNOWN, "signed, not known to be in a ledger (http_504)"));
  }

  @Test
  void givenDeadTransaction_whenFound_thenItIsNamed() {
    prepared(2);
    refund.heard(
        new RefundOutcome.Refused("op_underfunded", false), RECHECK, known.plusSeconds(12));
    assertThat(refund(false, 31))
        .isEqualTo(
            new BreachFinding(
                BreachCause.TRANSACTION_DEAD, "transaction 1 failed: op_underfunded"));
  }

  @Test
  void givenBlocked_whenFound_thenBlockedAndNotTheReviewThatFollows() {
    refund.blocked("no trust line");
    failed.payment().needPerson(Review.Kind.REFUND_BLOCKED, "no trust line", known);
    assertThat(refund(false, 31))
        .isEqualTo(new BreachFinding(BreachCause.REFUND_BLOCKED, "no trust line"));
  }

  @Test
  void givenPendingOrUnknownOrNotFound_whenFound_thenTheProviderIsNamed() {
    assertThat(pending(PaymentFixture.ready().vending().answered(Outcomes.pending())).cause())
        .isEqualTo(BreachCause.PROVIDER_PENDING);
    PaymentFixture unknown = PaymentFixture.ready().vending().answered(Outcomes.unknown());
    assertThat(pending(unknown).cause()).isEqualTo(BreachCause.PROVIDER_UNKNOWN);
    assertThat(pending(unknown).detail()).contains("vtpass");
    assertThat(pending(unknown.requeried(Outcomes.notFound())).cause())
        .isEqualTo(BreachCause.PROVIDER_NOT_FOUND);
  }

  @Test
  void givenTokenMissingOrReviewOrRetry_whenFound_thenThatIsTheCause() {
    assertThat(pending(PaymentFixture.ready().vending().answered(Outcomes.deliveredBare())).cause())
        .isEqualTo(BreachCause.TOKEN_MISSING);
    assertThat(pending(PaymentFixture.in(PaymentState.RETRY_SCHEDULED)).cause())
        .isEqualTo(BreachCause.RETRY_AWAITED);
    PaymentFixture reviewed = PaymentFixture.in(PaymentState.PROVIDER_PROCESSING);
    reviewed.payment().needPerson(Review.Kind.OUTCOME_UNKNOWN, "silent", reviewed.now());
    assertThat(pending(reviewed).cause()).isEqualTo(BreachCause.REVIEW_OPEN);
    assertThat(pending(reviewed).detail()).contains("OUTCOME_UNKNOWN").contains("silent");
  }

  @Test
  void givenDueForLong_whenFound_thenServerDownOrNotTakenUp() {
    PaymentFixture fixture = PaymentFixture.in(PaymentState.PROVIDER_PROCESSING);
    Instant later = fixture.now().plus(Duration.ofHours(25));
    assertThat(BreachFinding.ofPending(fixture.payment(), watch(LONG_AGO, later)).cause())
        .isEqualTo(BreachCause.NOT_TAKEN_UP);
    assertThat(
            BreachFinding.ofPending(fixture.payment(), watch(later.minusSeconds(1), later)).cause())
        .isEqualTo(BreachCause.SERVER_DOWN);
    assertThat(
            BreachFinding.ofPendingEnded(
                    fixture.payment(), later.minusSeconds(60), watch(later.minusSeconds(1), later))
                .cause())
        .isEqualTo(BreachCause.SERVER_DOWN);
    assertThat(
            BreachFinding.ofPendingEnded(
                fixture.payment(), later.minusSeconds(60), watch(LONG_AGO, later)))
        .isEqualTo(new BreachFinding(BreachCause.PROVIDER_PENDING, "vtpass said it too late"));
  }
}
