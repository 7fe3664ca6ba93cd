package ng.bills.domain.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentState;

/**
 * How long the customer of one payment has waited, read from the moments that are stored anyway:
 * moves, attempts and refunds. The view {@code refund_clock} of the database says the same.
 *
 * <p>A payment is pending from the start of the attempt that brought it into {@code
 * provider_processing} until it is completed or its money is to go back, whatever is tried in
 * between: the customer cannot tell. The failure is known when the refund is owed, in the
 * transaction of that move. The refund counts as submitted with the transaction that is known to be
 * in a ledger; one that is not heard of, failed or died stops nothing.
 *
 * @param pendingSince when an outcome was first not known
 * @param pendingUntil when it was known whether the bill is paid; empty as long as it is not
 * @param failureKnownAt when the money was to go back
 * @param submittedAt when it was sent; empty as long as it is not known to be
 */
public record RefundClock(
    Optional<Instant> pendingSince,
    Optional<Instant> pendingUntil,
    Optional<Instant> failureKnownAt,
    Optional<Instant> submittedAt) {

  /** Reads the clock of a payment from all its moves and refunds. */
  public static RefundClock of(Payment payment, List<PaymentMoved> moves, List<Refund> refunds) {
    Optional<PaymentMoved> unsettled =
        moves.stream().filter(m -> m.to() == PaymentState.PROVIDER_PROCESSING).findFirst();
    Optional<Instant> since =
        unsettled
            .map(m -> startOfAttemptBefore(payment, m.at()))
            .or(() -> payment.liveAttempt().map(Attempt::startedAt));
    Optional<Instant> until =
        unsettled.flatMap(
            first ->
                moves.stream()
                    .filter(m -> m.sequence() > first.sequence())
                    .filter(m -> isOutcome(m.to()))
                    .map(PaymentMoved::at)
                    .findFirst()
                    .or(() -> deliveredBesides(payment)));
    List<Refund> settling = refunds.stream().filter(Refund::settlesPayment).toList();
    Optional<Instant> owed =
        settling.stream().map(Refund::createdAt).min(Comparator.naturalOrder());
    boolean allSent = settling.stream().allMatch(r -> r.submittedAt().isPresent());
    Optional<Instant> sent =
        allSent
            ? settling.stream()
                .flatMap(r -> r.submittedAt().stream())
                .max(Comparator.naturalOrder())
            : Optional.empty();
    return new RefundClock(since, until, owed, sent);
  }

  private static Instant startOfAttemptBefore(Payment payment, Instant moved) {
    return payment.attempts().stream()
        .map(Attempt::startedAt)
        .filter(start -> !start.isAfter(moved))
        .max(Comparator.naturalOrder())
        .orElse(moved);
  }

  private static boolean isOutcome(PaymentState state) {
    return state == PaymentState.COMPLETED || state == PaymentState.REFUND_INITIATED;
  }

  /** An earlier attempt has delivered after all and a later one has not: no outcome is awaited. */
  private static Optional<Instant> deliveredBesides(Payment payment) {
    return payment.state() == PaymentState.PROVIDER_PROCESSING || payment.liveAttempt().isPresent()
        ? Optional.empty()
        : payment.attempts().stream()
            .filter(a -> a.state() == AttemptState.DELIVERED)
            .flatMap(a -> a.answeredAt().stream())
            .min(Comparator.naturalOrder());
  }

  /** When a wait began; empty when there was none. */
  public Optional<Instant> since(ClockedWait wait) {
    return wait == ClockedWait.REFUND ? failureKnownAt : pendingSince;
  }

  /** When it ended; empty when it has not, or there was none. */
  public Optional<Instant> until(ClockedWait wait) {
    return wait == ClockedWait.REFUND ? submittedAt : pendingUntil;
  }

  /** How long a wait has lasted so far; empty when there was none. */
  public Optional<Duration> lasted(ClockedWait wait, Instant now) {
    return since(wait)
        .map(from -> Duration.between(from, until(wait).orElse(now)))
        .map(d -> d.isNegative() ? Duration.ZERO : d); // two nodes' clocks may differ
  }

  /** Whether a wait is, or was, longer than its limit. */
  public boolean exceeds(ClockedWait wait, RefundClockPolicy.Limits limits, Instant now) {
    return lasted(wait, now).filter(d -> d.compareTo(limits.of(wait)) > 0).isPresent();
  }
}
