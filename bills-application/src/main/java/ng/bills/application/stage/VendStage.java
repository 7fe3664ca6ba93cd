package ng.bills.application.stage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.ProviderRouter;
import ng.bills.application.vending.Seat;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;

/**
 * Stage 3: buys the bill. The attempt is committed, then the provider is called with no transaction
 * open, then the answer is recorded with everything that follows from it. Whoever dies in between
 * leaves a live attempt, and a live attempt is only ever asked about.
 */
@Singleton
public class VendStage implements Stage {

  private static final System.Logger LOG = System.getLogger(VendStage.class.getName());
  private static final int SUFFIX_LENGTH = 16;

  private final Payments payments;
  private final RecordPayment recordPayment;
  private final ProviderRouter router;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final StagePolicy policy;

  @Inject
  public VendStage(
      Payments payments,
      RecordPayment recordPayment,
      ProviderRouter router,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      StagePolicy policy) {
    this.payments = payments;
    this.recordPayment = recordPayment;
    this.router = router;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  /**
   * A vend that has begun, or why none has.
   *
   * @param state the payment's state when the claim was committed
   * @param provider whom to call; empty when nobody is to be called
   * @param order what to ask for
   * @param until when the lease ends: it must not be called after that
   */
  record Claim(
      PaymentState state, Optional<BillProvider> provider, VendOrder order, Instant until) {}

  @Override
  public Set<PaymentState> states() {
    return Set.of(PaymentState.PROCESSING_BILL);
  }

  @Override
  public Optional<PaymentState> work(PaymentId id, UUID leaseId) {
    try (Seat seat = router.seat()) {
      Optional<Claim> claim =
          tx.call(
              () ->
                  payments
                      .lock(id)
                      .filter(
                          p -> p.isLeasedTo(leaseId) && p.state() == PaymentState.PROCESSING_BILL)
                      .map(payment -> begin(payment, leaseId, seat)));
      return claim.flatMap(c -> carryOut(id, leaseId, c));
    }
  }

  /** Calls the provider of a committed claim, with no transaction open, and records the answer. */
  Optional<PaymentState> carryOut(PaymentId id, UUID leaseId, Claim claim) {
    if (claim.provider().isEmpty()) {
      return Optional.of(claim.state()).filter(s -> s == PaymentState.PROVIDER_PROCESSING);
    }
    if (!clock.instant().isBefore(claim.until())) {
      // we stood still since the commit: by now the provider may have been asked about this order,
      // have said that it never came, and a second one be on its way
      LOG.log(
          System.Logger.Level.WARNING,
          "payment {0}: the lease ended before the provider was called; not called",
          id);
      return Optional.empty();
    }
    BillProvider provider = claim.provider().get();
    VendOutcome said = provider.vend(claim.order());
    router.heard(provider.code(), claim.order(), said);
    VendOutcome outcome = confirmed(provider, claim.order(), said);
    return tx.call(() -> record(id, leaseId, claim.order().reference(), outcome));
  }

  /**
   * A provider that has tried and says "failed" may have delivered all the same: it is believed
   * when it says so again under the same reference. That it does not find the order is no second
   * word: its lists may lag, so that counts here as little as anywhere. What was refused before
   * anything was tried (account, amount, float, keys) needs no second word.
   */
  private static VendOutcome confirmed(
      BillProvider provider, VendOrder order, VendOutcome outcome) {
    if (!(outcome instanceof Rejected refusal)
        || refusal.reason() != RejectionReason.FAILED
        || provider.provesFailures()) {
      return outcome;
    }
    if (!provider.requeryRules().floor().isZero()) {
      // it is not to be asked now: the requery stage does it in time
      return new Unknown(refusal.statusCode(), "said to have failed, to be asked about");
    }
    return provider
        .requery(order.reference(), Optional.empty(), order.amount())
        .<VendOutcome>fold(
            delivered -> delivered,
            pending -> pending,
            rejected -> refusal,
            notFound -> new Unknown(refusal.statusCode(), "said to have failed, and is not found"),
            unknown -> unknown);
  }

  /**
   * Begins an attempt, inside the caller's unit of work, and records the payment.
   *
   * @param seat gets the place at the provider; the caller closes it when all is over, also when
   *     the unit of work does not commit
   */
  Claim begin(Payment payment, UUID leaseId, Seat seat) {
    Instant now = clock.instant();
    if (payment.liveAttempt().isPresent()) {
      payment.leaseLost(now);
      return nobodyToCall(payment, now);
    }
    ProviderRouter.Decision decision = router.choose(payment, seat);
    payment.providersSkipped(decision.skips(), now);
    if (!(decision instanceof ProviderRouter.Buy buy)) {
      if (decision instanceof ProviderRouter.Wait wait) {
        putOff(payment, wait, now);
      } else if (router.isPlanGone(payment)) {
        payment.planUnavailable(now);
      } else {
        payment.noProviderFound(policy.vend(), ids.random(), now);
      }
      return nobodyToCall(payment, now);
    }
    VendOrder order =
        payment.vendStarted(
            ids.newId(),
            buy.provider().code(),
            buy.item(),
            VendReference.at(now, ids.randomText(SUFFIX_LENGTH)),
            now);
    Instant until = now.plus(policy.lease());
    payment.leaseTo(new Lease(leaseId, until));
    recordPayment.record(payment);
    return new Claim(payment.state(), Optional.of(buy.provider()), order, until);
  }

  private static void putOff(Payment payment, ProviderRouter.Wait wait, Instant now) {
    if (now.isBefore(wait.patience())) {
      payment.postponed(wait.until());
    } else {
      payment.providersGaveOut(now);
    }
  }

  private Claim nobodyToCall(Payment payment, Instant now) {
    recordPayment.record(payment);
    return new Claim(payment.state(), Optional.empty(), null, now);
  }

  /** The answer counts whoever holds the lease by now: what the provider did, it did. */
  private Optional<PaymentState> record(
      PaymentId id, UUID leaseId, VendReference reference, VendOutcome outcome) {
    Payment payment = payments.lock(id).orElseThrow();
    payment.vendAnswered(
        reference,
        outcome,
        router.left(payment, reference),
        router.patienceWith(payment.attempt(reference).provider(), policy.vend()),
        ids.random(),
        clock.instant());
    recordPayment.record(payment);
    return Optional.of(payment)
        .filter(p -> p.isLeasedTo(leaseId) && p.isDue(clock.instant()))
        .map(Payment::state);
  }
}
