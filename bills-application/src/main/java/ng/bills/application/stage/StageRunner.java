package ng.bills.application.stage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.stage.port.DueWork;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentState;

/**
 * Brings due payments to their stages. A payment that can go on goes on at once under its lease;
 * the ticks are the safety net for what was interrupted and the clock for what had to wait.
 */
@Singleton
public class StageRunner {

  /** More steps than any payment makes without waiting; the bound ends at the next tick. */
  private static final int MAX_STEPS = 20;

  private static final System.Logger LOG = System.getLogger(StageRunner.class.getName());

  private final Map<PaymentState, Stage> stages = new EnumMap<>(PaymentState.class);
  private final AccountCheckStage accountCheck;
  private final DueWork dueWork;
  private final Payments payments;
  private final UnitOfWork tx;
  private final AfterCommit background;
  private final IdSource ids;
  private final InstantSource clock;
  private final StagePolicy policy;

  @Inject
  public StageRunner(
      AccountCheckStage accountCheck,
      VendStage vend,
      RequeryStage requery,
      RetryStage retry,
      DueWork dueWork,
      Payments payments,
      UnitOfWork tx,
      AfterCommit background,
      IdSource ids,
      InstantSource clock,
      StagePolicy policy) {
    for (Stage stage : List.of(accountCheck, vend, requery, retry)) {
      stage.states().forEach(state -> stages.put(state, stage));
    }
    this.accountCheck = accountCheck;
    this.dueWork = dueWork;
    this.payments = payments;
    this.tx = tx;
    this.background = background;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  /** A new lease that begins now. */
  public Lease newLease() {
    return new Lease(ids.newId(), clock.instant().plus(policy.lease()));
  }

  /**
   * Claims one batch of due payments of a stage and works on each in the background.
   *
   * @return how many were claimed
   */
  public int tick(Stage stage) {
    int claimed = 0;
    for (PaymentState state : stage.states()) {
      Lease lease = newLease();
      Instant now = clock.instant();
      List<PaymentId> due =
          tx.call(() -> dueWork.claimPayments(state, policy.batchSize(), lease, now));
      due.forEach(id -> background.run(() -> advance(id, lease.id(), state)));
      claimed += due.size();
    }
    return claimed;
  }

  /** Looks at one payment now, when it is due and nobody works on it. */
  public void look(PaymentId id) {
    Lease lease = newLease();
    Optional<PaymentState> state =
        tx.call(
            () ->
                dueWork.claimPayment(id, lease, clock.instant())
                    ? payments.find(id).map(Payment::state)
                    : Optional.empty());
    state.ifPresent(s -> advance(id, lease.id(), s));
  }

  /** Works on a leased payment until it waits. */
  public void advance(PaymentId id, UUID leaseId, PaymentState from) {
    advance(id, leaseId, () -> Optional.of(from));
  }

  /** The same for a payment whose account check was begun, and committed, under that lease. */
  public void checkAccount(PaymentId id, UUID leaseId, PaymentRequest request) {
    advance(id, leaseId, () -> accountCheck.ask(id, leaseId, request));
  }

  private void advance(PaymentId id, UUID leaseId, Supplier<Optional<PaymentState>> first) {
    try {
      Optional<PaymentState> state = first.get();
      for (int step = 0; step < MAX_STEPS && state.isPresent(); step++) {
        Stage stage = stages.get(state.get());
        state = stage == null ? Optional.empty() : stage.work(id, leaseId);
      }
    } catch (RuntimeException e) {
      // the lease ends by itself and a tick takes the payment up again where it stands
      LOG.log(
          System.Logger.Level.ERROR,
          "work on payment " + id + " broke off; it is taken up again when its lease ends",
          e);
    }
  }
}
