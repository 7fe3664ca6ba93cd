package ng.bills.application.stage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.ledger.Bookkeeper;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.WatchRefundClock;
import ng.bills.application.refund.port.RefundLane;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.application.refund.port.Refunds;
import ng.bills.application.stage.port.DueWork;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.BreachFinding;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundAttempt;
import ng.bills.domain.refund.RefundHindrance;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.refund.SignedRefund;

/**
 * Stage 6: sends money back. The signed transaction is committed before it is submitted; the very
 * same bytes are submitted until they are in a ledger or are proven never to be. One refund at a
 * time per source account.
 */
@Singleton
public class RefundStage {

  private static final System.Logger LOG = System.getLogger(RefundStage.class.getName());
  private static final Duration LANE_TAKEN = Duration.ofSeconds(1);
  private static final RefundHindrance QUEUE =
      new RefundHindrance(RefundHindrance.Kind.QUEUE, "another refund is on its way");
  private static final RefundHindrance REVIEW =
      new RefundHindrance(RefundHindrance.Kind.REVIEW, "a person must look at the payment first");

  private final Refunds refunds;
  private final RefundLane lane;
  private final RefundSender sender;
  private final Payments payments;
  private final RecordPayment recordPayment;
  private final Bookkeeper bookkeeper;
  private final WatchRefundClock refundClock;
  private final DueWork dueWork;
  private final StageRunner runner;
  private final UnitOfWork tx;
  private final InstantSource clock;
  private final StagePolicy policy;
  private final OneAtATime runs = new OneAtATime();

  @Inject
  public RefundStage(
      Refunds refunds,
      RefundLane lane,
      RefundSender sender,
      Payments payments,
      RecordPayment recordPayment,
      Bookkeeper bookkeeper,
      WatchRefundClock refundClock,
      DueWork dueWork,
      StageRunner runner,
      UnitOfWork tx,
      InstantSource clock,
      StagePolicy policy) {
    this.refunds = refunds;
    this.lane = lane;
    this.sender = sender;
    this.payments = payments;
    this.recordPayment = recordPayment;
    this.bookkeeper = bookkeeper;
    this.refundClock = refundClock;
    this.dueWork = dueWork;
    this.runner = runner;
    this.tx = tx;
    this.clock = clock;
    this.policy = policy;
  }

  /**
   * Works on due refunds, one after the other, until none is due or the batch is used up.
   *
   * @return how many were worked on
   */
  public int tick() {
    return runs.run(this::drain);
  }

  private int drain() {
    int worked = 0;
    while (worked < policy.batchSize()) {
      Lease lease = runner.newLease();
      List<RefundId> due = tx.call(() -> dueWork.claimRefunds(1, lease, clock.instant()));
      if (due.isEmpty()) {
        return worked;
      }
      try {
        work(due.get(0), lease.id());
      } catch (RuntimeException e) {
        // the others do not wait for it; its lease ends by itself
        LOG.log(
            System.Logger.Level.ERROR,
            "work on refund " + due.get(0) + " broke off; it is taken up when its lease ends",
            e);
      }
      worked++;
    }
    return worked;
  }

  /** Works on one refund under a lease. */
  void work(RefundId id, UUID leaseId) {
    Optional<Refund> claimed = tx.call(() -> claim(id, leaseId));
    if (claimed.isEmpty()) {
      return;
    }
    Optional<RefundAttempt> live = claimed.get().liveAttempt();
    if (live.isPresent()) {
      settle(id, live.get().signed());
      return;
    }
    RefundSender.Preparation preparation = sender.prepare(claimed.get().order());
    if (preparation instanceof RefundSender.Prepared prepared) {
      if (tx.call(() -> store(id, leaseId, prepared.signed()))) {
        submit(id, prepared.signed());
      }
    } else {
      tx.run(() -> notPrepared(id, leaseId, preparation));
    }
  }

  private void submit(RefundId id, SignedRefund signed) {
    Instant asked = clock.instant();
    RefundOutcome outcome = sender.submit(signed);
    tx.run(() -> record(id, signed, outcome, asked));
  }

  /** The refund, with the lane taken for it; empty when it has to wait. */
  private Optional<Refund> claim(RefundId id, UUID leaseId) {
    Optional<Refund> held = refunds.lock(id).filter(r -> r.isLeasedTo(leaseId));
    if (held.isEmpty() || held.get().state() == RefundState.SENDING) {
      return held;
    }
    Refund refund = held.get();
    Instant now = clock.instant();
    if (needsPerson(settled(refund))) {
      refund.postponed(REVIEW, now.plus(policy.refundRecheck()));
      refunds.save(refund);
      return Optional.empty();
    }
    if (!lane.take(sender.sourceAccount(), id, now.plus(policy.lease()), now)) {
      refund.postponed(QUEUE, now.plus(LANE_TAKEN));
      refunds.save(refund);
      return Optional.empty();
    }
    return held;
  }

  private boolean store(RefundId id, UUID leaseId, SignedRefund signed) {
    Optional<Refund> held =
        refunds.lock(id).filter(r -> r.isLeasedTo(leaseId) && r.state() == RefundState.DUE);
    if (held.isEmpty()) {
      return false;
    }
    Refund refund = held.get();
    Instant now = clock.instant();
    Optional<Payment> payment = settled(refund);
    if (needsPerson(payment)) {
      // while it was being built the provider said that it has delivered after all
      refund.postponed(REVIEW, now.plus(policy.refundRecheck()));
      refunds.save(refund);
      lane.release(signed.sourceAccount(), id);
      return false;
    }
    refund.prepared(signed, now);
    refund.leaseTo(new Lease(leaseId, now.plus(policy.lease())));
    refunds.save(refund);
    payment.ifPresent(
        p -> {
          p.refundStarted(now);
          recordPayment.record(p);
        });
    return true;
  }

  private static boolean needsPerson(Optional<Payment> payment) {
    return payment.filter(p -> p.review().isPresent()).isPresent();
  }

  private void notPrepared(RefundId id, UUID leaseId, RefundSender.Preparation preparation) {
    Optional<Refund> held = refunds.lock(id).filter(r -> r.isLeasedTo(leaseId));
    held.ifPresent(
        refund -> {
          if (preparation instanceof RefundSender.CannotReceive cannot) {
            block(refund, cannot.why());
          } else {
            RefundHindrance why = hindrance(preparation);
            LOG.log(
                System.Logger.Level.WARNING,
                "refund {0} must wait: {1}",
                refund.id(),
                why.detail());
            refund.postponed(why, clock.instant().plus(policy.refundRecheck()));
          }
          refunds.save(refund);
          lane.release(sender.sourceAccount(), id);
        });
  }

  private static RefundHindrance hindrance(RefundSender.Preparation preparation) {
    boolean ours = preparation instanceof RefundSender.NotNow notNow && notNow.ours();
    String detail = preparation instanceof RefundSender.NotNow notNow ? notNow.detail() : "";
    return new RefundHindrance(
        ours ? RefundHindrance.Kind.WALLET : RefundHindrance.Kind.STELLAR, detail);
  }

  /** A transaction is live: look for it, and submit the same bytes again while it is not found. */
  private void settle(RefundId id, SignedRefund signed) {
    Instant asked = clock.instant();
    RefundOutcome found = sender.lookUp(signed);
    if (found instanceof RefundOutcome.Unknown) {
      submit(id, signed);
    } else {
      tx.run(() -> record(id, signed, found, asked));
    }
  }

  private void record(RefundId id, SignedRefund signed, RefundOutcome outcome, Instant asked) {
    Refund refund = refunds.lock(id).orElseThrow();
    if (refund.liveAttempt().filter(a -> a.signed().hash().equals(signed.hash())).isEmpty()) {
      return; // another worker has recorded it
    }
    Instant now = clock.instant();
    Optional<Payment> payment = settled(refund);
    Optional<BreachFinding> late = payment.flatMap(p -> refundClock.whyLate(p, refund));
    refund.heard(outcome, asked, policy.refundRecheck(), now);
    outcome.fold(
        confirmed -> {
          bookkeeper.refundPaid(refund, now);
          payment.ifPresent(p -> p.refundConfirmed(now));
          late.ifPresent(why -> refundClock.sent(payment.orElseThrow(), refund, why));
          return null;
        },
        refused -> {
          payment.ifPresent(p -> p.refundProvenDead("refund failed: " + refused.code(), now));
          if (refund.state() == RefundState.BLOCKED) {
            blocked(refund, payment, refused.code());
          }
          return null;
        },
        dead -> {
          payment.ifPresent(p -> p.refundProvenDead(dead.proof(), now));
          return null;
        },
        unknown -> null);
    refunds.save(refund);
    payment.ifPresent(recordPayment::record);
    if (refund.liveAttempt().isEmpty()) {
      lane.release(signed.sourceAccount(), id);
    }
  }

  private void block(Refund refund, String why) {
    refund.blocked(why);
    Optional<Payment> payment = settled(refund);
    blocked(refund, payment, why);
    payment.ifPresent(recordPayment::record);
  }

  private void blocked(Refund refund, Optional<Payment> payment, String why) {
    bookkeeper.refundBlocked(refund, clock.instant());
    payment.ifPresent(p -> p.needPerson(Review.Kind.REFUND_BLOCKED, why, clock.instant()));
    // alert: money cannot go back by itself
    LOG.log(System.Logger.Level.WARNING, "refund {0} is blocked: {1}", refund.id(), why);
  }

  private Optional<Payment> settled(Refund refund) {
    return refund.settlesPayment() ? refund.payment().flatMap(payments::lock) : Optional.empty();
  }
}
