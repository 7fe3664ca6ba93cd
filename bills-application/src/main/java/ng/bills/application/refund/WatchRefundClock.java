package ng.bills.application.refund;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.application.refund.port.Refunds;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.BreachFinding;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.ClockedWait;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundClock;
import ng.bills.domain.refund.RefundClockPolicy;

/**
 * Finds customers who wait longer than the policy allows, while they wait: a timer sweeps. What
 * ended between two sweeps, or while no node was running, is found when it ends. Each breach is
 * kept and told once, whichever node finds it.
 */
@Singleton
public class WatchRefundClock {

  private static final System.Logger LOG = System.getLogger(WatchRefundClock.class.getName());
  private static final int BATCH = 100;

  /** So many breaches in one sweep; the next one finds the rest. */
  private static final int MAX_BATCHES = 20;

  private final RefundClocks clocks;
  private final Payments payments;
  private final PaymentHistory history;
  private final Refunds refunds;
  private final UnitOfWork tx;
  private final InstantSource clock;
  private final RefundClockPolicy policy;
  private final Instant began;

  @Inject
  public WatchRefundClock(
      RefundClocks clocks,
      Payments payments,
      PaymentHistory history,
      Refunds refunds,
      UnitOfWork tx,
      InstantSource clock,
      RefundClockPolicy policy) {
    this.clocks = clocks;
    this.payments = payments;
    this.history = history;
    this.refunds = refunds;
    this.tx = tx;
    this.clock = clock;
    this.policy = policy;
    this.began = clock.instant();
  }

  /**
   * Looks for waits that are too long by now.
   *
   * @return how many were not known before
   */
  public int sweep() {
    return sweep(ClockedWait.REFUND) + sweep(ClockedWait.PENDING);
  }

  private int sweep(ClockedWait clocked) {
    Map<BillType, Instant> before = new EnumMap<>(BillType.class);
    for (BillType type : BillType.values()) {
      before.put(type, clock.instant().minus(policy.of(type).of(clocked)));
    }
    Optional<RefundClocks.Place> after = Optional.empty();
    int found = 0;
    for (int batch = 0; batch < MAX_BATCHES; batch++) {
      Optional<RefundClocks.Place> from = after;
      List<RefundClocks.Place> places =
          tx.call(
              () ->
                  clocked == ClockedWait.REFUND
                      ? clocks.unsent(before, from, BATCH)
                      : clocks.unsettled(before, from, BATCH));
      for (RefundClocks.Place place : places) {
        found += look(place.payment(), clocked) ? 1 : 0;
      }
      if (places.size() < BATCH) {
        return found;
      }
      after = Optional.of(places.get(places.size() - 1));
    }
    return found;
  }

  private boolean look(PaymentId id, ClockedWait clocked) {
    try {
      return tx.call(() -> payments.find(id).filter(p -> keep(p, clocked)).isPresent());
    } catch (RuntimeException e) {
      // the others' clocks do not wait for it
      LOG.log(System.Logger.Level.ERROR, "the clock of payment " + id + " cannot be read", e);
      return false;
    }
  }

  private boolean keep(Payment payment, ClockedWait clocked) {
    List<Refund> ours = refunds.of(payment.id());
    RefundClock read = RefundClock.of(payment, history.moves(payment.id()), ours);
    if (!read.exceeds(clocked, limits(payment), clock.instant())) {
      return false;
    }
    Optional<BreachFinding> finding =
        clocked == ClockedWait.PENDING
            ? Optional.of(BreachFinding.ofPending(payment, watch()))
            : ours.stream()
                .filter(r -> r.settlesPayment() && r.submittedAt().isEmpty())
                .findFirst()
                .map(r -> found(payment, r));
    // sent since we listed it: whoever has sent it has looked at the clock
    return finding.filter(f -> keep(payment, clocked, read, f)).isPresent();
  }

  /**
   * It may be known by these moves whether the bill is paid: if that took too long, it is kept.
   * Inside the unit of work that stores them, after they are stored.
   */
  public void moved(Payment payment, List<PaymentMoved> moves) {
    boolean known =
        moves.stream()
            .map(PaymentMoved::to)
            .anyMatch(to -> to == PaymentState.COMPLETED || to == PaymentState.REFUND_INITIATED);
    Duration limit = limits(payment).pending();
    if (!known
        || payment.attempts().isEmpty()
        || !payment.attempts().get(0).startedAt().plus(limit).isBefore(clock.instant())) {
      return; // nearly always: nothing is read for it
    }
    RefundClock read = RefundClock.of(payment, history.moves(payment.id()), List.of());
    if (read.exceeds(ClockedWait.PENDING, limits(payment), clock.instant())) {
      Instant passed = read.since(ClockedWait.PENDING).orElseThrow().plus(limit);
      keep(
          payment,
          ClockedWait.PENDING,
          read,
          BreachFinding.ofPendingEnded(payment, passed, watch()));
    }
  }

  /**
   * Why a refund is late; empty when it is not. Inside a unit of work, before the refund hears what
   * became of it.
   */
  public Optional<BreachFinding> whyLate(Payment payment, Refund refund) {
    boolean late = refund.createdAt().plus(limits(payment).refund()).isBefore(clock.instant());
    return late ? Optional.of(found(payment, refund)) : Optional.empty();
  }

  /**
   * A refund is known to have been sent: if that took too long, it is kept. Inside the unit of work
   * that stores it.
   *
   * @param why as {@link #whyLate} said before
   */
  public void sent(Payment payment, Refund refund, BreachFinding why) {
    RefundClock read = RefundClock.of(payment, List.of(), List.of(refund));
    if (read.exceeds(ClockedWait.REFUND, limits(payment), clock.instant())) {
      keep(payment, ClockedWait.REFUND, read, why);
    }
  }

  private BreachFinding found(Payment payment, Refund refund) {
    return BreachFinding.ofRefund(payment, refund, clocks.othersOnTheirWay(refund.id()), watch());
  }

  private boolean keep(
      Payment payment, ClockedWait clocked, RefundClock read, BreachFinding finding) {
    ClockBreach breach =
        new ClockBreach(
            payment.id(),
            clocked,
            read.since(clocked).orElseThrow(),
            limits(payment).of(clocked),
            finding,
            clock.instant());
    boolean first = clocks.keep(breach);
    if (first) {
      // alert: a customer waits, or has waited, longer than the policy allows
      LOG.log(
          System.Logger.Level.WARNING,
          "refund clock: payment {0} ({1}) {2} {3} s, allowed are {4} s: {5} ({6})",
          payment.reference(),
          payment.request().billType().wireName(),
          clocked == ClockedWait.PENDING ? "is pending since" : "waits for its refund since",
          read.lasted(clocked, clock.instant()).orElseThrow().toSeconds(),
          breach.limit().toSeconds(),
          finding.detail(),
          finding.cause().wireName());
    }
    return first;
  }

  private RefundClockPolicy.Limits limits(Payment payment) {
    return policy.of(payment.request().billType());
  }

  private BreachFinding.Watch watch() {
    return new BreachFinding.Watch(began, policy.grace(), clock.instant());
  }
}
