package ng.bills.domain.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;

/**
 * The return of one receipt to the account it came from.
 *
 * <p>It is owed from the moment it is stored. A transaction is built, signed and stored, then
 * submitted; as long as that one is live no other is built. It ends confirmed, or blocked when the
 * account that paid cannot take the money back.
 */
public final class Refund {

  private final RefundId id;
  private final String operationKey;
  private final Optional<PaymentId> payment;
  private final boolean settlesPayment;
  private final RefundOrder order;
  private final RefundReason reason;
  private final Instant createdAt;
  private final long version;

  private RefundState state;
  private final List<RefundAttempt> attempts;
  private Optional<Instant> nextActionAt;
  private Optional<Lease> lease;
  private Optional<String> blockedBy;
  private Optional<RefundHindrance> hindrance;
  private Optional<Instant> confirmedAt;

  private Refund(RefundSnapshot s) {
    this.id = s.id();
    this.operationKey = s.operationKey();
    this.payment = s.payment();
    this.settlesPayment = s.settlesPayment();
    this.order = s.order();
    this.reason = s.reason();
    this.createdAt = s.createdAt();
    this.version = s.version();
    this.state = s.state();
    this.attempts = new ArrayList<>(s.attempts());
    this.nextActionAt = s.nextActionAt();
    this.lease = s.lease();
    this.blockedBy = s.blockedBy();
    this.hindrance = s.hindrance();
    this.confirmedAt = s.confirmedAt();
  }

  /**
   * A receipt that is to go back, all of it.
   *
   * @param settlesPayment whether the payment's own state follows this refund
   * @param dueAt when to begin
   */
  public static Refund owed(
      RefundId id,
      FundsReceipt receipt,
      Optional<PaymentId> payment,
      boolean settlesPayment,
      RefundReason reason,
      Instant dueAt,
      Instant at) {
    return new Refund(
        new RefundSnapshot(
            id,
            receipt.operationKey(),
            payment,
            settlesPayment,
            new RefundOrder(receipt.from(), receipt.amount(), receipt.transactionHash()),
            reason,
            RefundState.DUE,
            List.of(),
            Optional.of(dueAt),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            at,
            Optional.empty(),
            0));
  }

  /** The refund as it was stored; for adapters. */
  public static Refund reconstitute(RefundSnapshot snapshot) {
    return new Refund(snapshot);
  }

  /**
   * A transaction is built and signed; it must be stored before it is submitted.
   *
   * @throws IllegalStateException while another one is live
   */
  public void prepared(SignedRefund signed, Instant at) {
    if (state != RefundState.DUE || liveAttempt().isPresent()) {
      throw new IllegalStateException("refund " + id + " is " + state.wireName());
    }
    attempts.add(RefundAttempt.prepared(attempts.size() + 1, signed, at));
    state = RefundState.SENDING;
    nextActionAt = Optional.of(at);
  }

  /** Something was heard of the live transaction, asked for just now. */
  public void heard(RefundOutcome outcome, Duration recheck, Instant at) {
    heard(outcome, at, recheck, at);
  }

  /**
   * Something was heard of the live transaction.
   *
   * @param asked when it was looked for or sent: if it has succeeded, it was sent by then
   * @param recheck how long to wait before looking, or building, again
   */
  public void heard(RefundOutcome outcome, Instant asked, Duration recheck, Instant at) {
    RefundAttempt live =
        liveAttempt()
            .orElseThrow(() -> new IllegalStateException("refund " + id + " sends nothing"));
    outcome.fold(
        confirmed -> {
          boolean closedBefore = confirmed.closedAt().isBefore(asked);
          replace(live.confirmed(closedBefore ? confirmed.closedAt() : asked));
          state = RefundState.CONFIRMED;
          confirmedAt = Optional.of(confirmed.closedAt());
          nextActionAt = Optional.empty();
          return null;
        },
        refused -> {
          replace(live.heard(RefundAttempt.State.FAILED, refused.code()));
          state = RefundState.DUE;
          nextActionAt = Optional.of(at.plus(recheck));
          if (refused.blocked()) {
            blocked(refused.code());
          }
          return null;
        },
        dead -> {
          replace(live.heard(RefundAttempt.State.DEAD, dead.proof()));
          state = RefundState.DUE;
          nextActionAt = Optional.of(at);
          return null;
        },
        unknown -> {
          replace(live.heard(RefundAttempt.State.LIVE, unknown.code()));
          nextActionAt = Optional.of(at.plus(recheck));
          return null;
        });
    lease = Optional.empty();
  }

  /**
   * Nothing could be built just now.
   *
   * @param why what kept it from being built
   * @throws IllegalStateException when nothing is to be done: confirmed, blocked or withdrawn
   */
  public void postponed(RefundHindrance why, Instant until) {
    if (state != RefundState.DUE && state != RefundState.SENDING) {
      throw new IllegalStateException("refund " + id + " is " + state.wireName());
    }
    hindrance = Optional.of(why);
    nextActionAt = Optional.of(until);
    lease = Optional.empty();
  }

  /**
   * The money cannot go back by rule.
   *
   * @throws IllegalStateException while a transaction is live, or when nothing is to be done:
   *     confirmed, withdrawn, or blocked already (its entry would be booked twice)
   */
  public void blocked(String why) {
    if (liveAttempt().isPresent() || state != RefundState.DUE && state != RefundState.SENDING) {
      throw new IllegalStateException("refund " + id + " is " + state.wireName());
    }
    state = RefundState.BLOCKED;
    blockedBy = Optional.of(why);
    nextActionAt = Optional.empty();
    lease = Optional.empty();
  }

  /**
   * People have decided that it is to go back now: what had to wait waits no more, what was blocked
   * is tried again.
   *
   * @throws IllegalStateException while a transaction is live, or when nothing is left to send
   */
  public void released(Instant at) {
    requireUnsent();
    state = RefundState.DUE;
    blockedBy = Optional.empty();
    nextActionAt = Optional.of(at);
    lease = Optional.empty();
  }

  /**
   * People have decided that the money does not go back but to a payment.
   *
   * @throws IllegalStateException while a transaction is live, when it is confirmed, or when a
   *     payment's own state follows this refund
   */
  public void withdrawn() {
    requireUnsent();
    if (settlesPayment) {
      throw new IllegalStateException("refund " + id + " settles its payment");
    }
    state = RefundState.WITHDRAWN;
    blockedBy = Optional.empty();
    nextActionAt = Optional.empty();
    lease = Optional.empty();
  }

  private void requireUnsent() {
    boolean unsent = state == RefundState.DUE || state == RefundState.BLOCKED;
    if (!unsent || liveAttempt().isPresent()) {
      throw new IllegalStateException("refund " + id + " is " + state.wireName());
    }
  }

  public Optional<RefundAttempt> liveAttempt() {
    return attempts.stream().filter(a -> a.state().isLive()).findFirst();
  }

  /** The hash of the transaction that brought the money back. */
  public Optional<String> confirmedHash() {
    return attempts.stream()
        .filter(a -> a.state() == RefundAttempt.State.CONFIRMED)
        .map(a -> a.signed().hash())
        .findFirst();
  }

  /**
   * When the money was sent, as far as known: empty until the transaction is in a ledger. For one
   * confirmed before this was recorded, when its ledger closed.
   */
  public Optional<Instant> submittedAt() {
    return attempts.stream()
        .flatMap(a -> a.submittedAt().stream())
        .findFirst()
        .or(() -> confirmedAt);
  }

  public boolean isLeasedTo(UUID leaseId) {
    return lease.filter(l -> l.id().equals(leaseId)).isPresent();
  }

  public void leaseTo(Lease newLease) {
    lease = Optional.of(newLease);
  }

  private void replace(RefundAttempt attempt) {
    attempts.set(attempt.number() - 1, attempt);
  }

  public RefundSnapshot snapshot() {
    return new RefundSnapshot(
        id,
        operationKey,
        payment,
        settlesPayment,
        order,
        reason,
        state,
        attempts,
        nextActionAt,
        lease,
        blockedBy,
        hindrance,
        createdAt,
        confirmedAt,
        version);
  }

  public RefundId id() {
    return id;
  }

  public String operationKey() {
    return operationKey;
  }

  public Optional<PaymentId> payment() {
    return payment;
  }

  public boolean settlesPayment() {
    return settlesPayment;
  }

  public RefundOrder order() {
    return order;
  }

  public RefundReason reason() {
    return reason;
  }

  public RefundState state() {
    return state;
  }

  public List<RefundAttempt> attempts() {
    return List.copyOf(attempts);
  }

  public Optional<Instant> confirmedAt() {
    return confirmedAt;
  }

  public Optional<String> blockedBy() {
    return blockedBy;
  }

  public Optional<RefundHindrance> hindrance() {
    return hindrance;
  }

  public Instant createdAt() {
    return createdAt;
  }

  @Override
  public String toString() {
    return "refund " + id + " (" + state.wireName() + ")";
  }
}
