package ng.bills.domain.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.Review;

/**
 * What is to be said of a breach when it is found. It says what is recorded and guesses nothing.
 *
 * @param cause for programs
 * @param detail one sentence for people, without personal data
 */
public record BreachFinding(BreachCause cause, String detail) {

  public BreachFinding {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(detail, "detail");
  }

  /**
   * Who was looking.
   *
   * @param began since when this node looks; had any looked before, the breach would be kept
   * @param grace how long due work may lie
   * @param now the present
   */
  public record Watch(Instant began, Duration grace, Instant now) {

    /** Nobody has worked on something that was due then. */
    Optional<BreachFinding> idle(Optional<Instant> due, Optional<Lease> lease) {
      boolean held = lease.filter(l -> l.until().isAfter(now)).isPresent();
      return held
          ? Optional.empty()
          : due.filter(d -> d.plus(grace).isBefore(now)).map(this::notTakenUp);
    }

    private BreachFinding notTakenUp(Instant due) {
      return due.plus(grace).isBefore(began)
          ? new BreachFinding(
              BreachCause.SERVER_DOWN, "due since " + due + ", no node was running until " + began)
          : new BreachFinding(
              BreachCause.NOT_TAKEN_UP, "due since " + due + " and nobody has taken it up");
    }
  }

  /** Why it is not known whether the bill is paid. */
  public static BreachFinding ofPending(Payment payment, Watch watch) {
    if (payment.review().isPresent()) {
      return review(payment.review().get());
    }
    return watch
        .idle(payment.nextActionAt(), payment.lease())
        .or(() -> payment.liveAttempt().map(BreachFinding::ofAttempt))
        .orElseGet(
            () ->
                payment.isTokenMissing()
                    ? new BreachFinding(BreachCause.TOKEN_MISSING, "delivered, token not there yet")
                    : new BreachFinding(
                        BreachCause.RETRY_AWAITED,
                        "known not to be delivered; the next try is awaited"));
  }

  /** Why it was not known for so long, said when it is known. */
  public static BreachFinding ofPendingEnded(Payment payment, Instant limitPassedAt, Watch watch) {
    if (limitPassedAt.isBefore(watch.began())) {
      return new BreachFinding(
          BreachCause.SERVER_DOWN,
          "no node was running when the limit passed, until " + watch.began());
    }
    List<Attempt> attempts = payment.attempts();
    String who =
        attempts.isEmpty()
            ? "the provider"
            : attempts.get(attempts.size() - 1).provider().toString();
    return new BreachFinding(BreachCause.PROVIDER_PENDING, who + " said it too late");
  }

  private static BreachFinding ofAttempt(Attempt attempt) {
    String code = attempt.statusCode().map(c -> " (" + c + ")").orElse("");
    if (attempt.notFounds() > 0) {
      return new BreachFinding(
          BreachCause.PROVIDER_NOT_FOUND,
          attempt.provider() + " does not know it, said " + attempt.notFounds() + " times" + code);
    }
    return attempt.state() == AttemptState.PENDING
        ? new BreachFinding(
            BreachCause.PROVIDER_PENDING, attempt.provider() + " is working on it" + code)
        : new BreachFinding(
            BreachCause.PROVIDER_UNKNOWN, "no usable answer from " + attempt.provider() + code);
  }

  /**
   * Why money has not gone back, or went late.
   *
   * @param others whether another refund is on its way from the same account
   */
  public static BreachFinding ofRefund(
      Payment payment, Refund refund, boolean others, Watch watch) {
    if (refund.state() == RefundState.BLOCKED) {
      return new BreachFinding(BreachCause.REFUND_BLOCKED, refund.blockedBy().orElse("blocked"));
    }
    if (payment.review().isPresent()) {
      return review(payment.review().get());
    }
    RefundSnapshot stored = refund.snapshot();
    boolean due = refund.state() == RefundState.DUE;
    // one that is on its way was taken up at last: what was it waiting for since it was owed?
    Optional<BreachFinding> idle =
        due
            ? watch.idle(stored.nextActionAt(), stored.lease())
            : watch.idle(Optional.of(refund.createdAt()), Optional.empty());
    Optional<BreachFinding> down = idle.filter(f -> f.cause() == BreachCause.SERVER_DOWN);
    return down.filter(f -> due)
        .or(() -> sent(refund, watch))
        .or(() -> refund.hindrance().map(BreachFinding::ofHindrance))
        .or(() -> down)
        .or(() -> others ? Optional.of(queued("other refunds are before it")) : Optional.empty())
        .or(() -> idle)
        .orElseGet(
            () ->
                new BreachFinding(
                    BreachCause.IN_HAND,
                    "a node has it and has said nothing yet: it waits for Horizon, or died"));
  }

  private static Optional<BreachFinding> sent(Refund refund, Watch watch) {
    Optional<String> unheard =
        refund
            .liveAttempt()
            .flatMap(
                a ->
                    a.lastCode()
                        .or(
                            () ->
                                a.preparedAt().plus(watch.grace()).isBefore(watch.now())
                                    ? Optional.of("nothing heard since " + a.preparedAt())
                                    : Optional.empty()));
    if (unheard.isPresent()) {
      return Optional.of(
          new BreachFinding(
              BreachCause.SUBMISSION_UNKNOWN,
              "signed, not known to be in a ledger (" + unheard.get() + ")"));
    }
    return refund.attempts().stream()
        .filter(a -> !a.state().isLive() && a.state() != RefundAttempt.State.CONFIRMED)
        .reduce((first, second) -> second)
        .map(
            a ->
                new BreachFinding(
                    BreachCause.TRANSACTION_DEAD,
                    "transaction "
                        + a.number()
                        + " "
                        + a.state().wireName()
                        + a.lastCode().map(c -> ": " + c).orElse("")));
  }

  private static BreachFinding ofHindrance(RefundHindrance hindrance) {
    return switch (hindrance.kind()) {
      case QUEUE -> queued(hindrance.detail());
      case REVIEW -> new BreachFinding(BreachCause.REVIEW_OPEN, hindrance.detail());
      case STELLAR -> new BreachFinding(BreachCause.STELLAR_UNAVAILABLE, hindrance.detail());
      case WALLET -> new BreachFinding(BreachCause.WALLET_SHORT, hindrance.detail());
    };
  }

  private static BreachFinding queued(String detail) {
    return new BreachFinding(BreachCause.REFUND_QUEUE, detail);
  }

  private static BreachFinding review(Review review) {
    return new BreachFinding(
        BreachCause.REVIEW_OPEN,
        review.kind() + " since " + review.since() + ": " + review.reason());
  }
}
