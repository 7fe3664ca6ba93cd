package ng.bills.application.stage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
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
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.vending.port.ProviderExchanges.Exchange;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendReference;

/** Stage 4: asks the provider what became of an order, under the same reference, until it says. */
@Singleton
public class RequeryStage implements Stage {

  private static final System.Logger LOG = System.getLogger(RequeryStage.class.getName());

  private final Payments payments;
  private final RecordPayment recordPayment;
  private final ProviderRouter router;
  private final ProviderExchanges exchanges;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final StagePolicy policy;

  @Inject
  public RequeryStage(
      Payments payments,
      RecordPayment recordPayment,
      ProviderRouter router,
      ProviderExchanges exchanges,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      StagePolicy policy) {
    this.payments = payments;
    this.recordPayment = recordPayment;
    this.router = router;
    this.exchanges = exchanges;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  @Override
  public Set<PaymentState> states() {
    return Set.of(PaymentState.PROVIDER_PROCESSING);
  }

  @Override
  public Optional<PaymentState> work(PaymentId id, UUID leaseId) {
    Optional<Open> open = tx.call(() -> toAskAbout(id, leaseId));
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Attempt attempt = open.get().attempt();
    try (Seat seat = router.seat()) {
      Optional<BillProvider> provider = router.named(attempt.provider());
      if (provider.isPresent() && !router.takeForRequery(seat, attempt.provider())) {
        tx.run(() -> putOff(id, leaseId, router.soon()));
        return Optional.empty();
      }
      Instant askedAt = clock.instant();
      RequeryOutcome outcome =
          provider
              .map(p -> ask(p, open.get()))
              .orElseGet(() -> new Unknown("not there", "the provider is not configured"));
      router.heard(attempt.provider(), open.get().payment().request(), outcome);
      return tx.call(() -> record(id, leaseId, attempt.reference(), outcome, askedAt));
    }
  }

  /**
   * What to ask about.
   *
   * @param attempt the attempt
   * @param payment what it is for, as it was read
   */
  private record Open(Attempt attempt, Payment payment) {}

  private RequeryOutcome ask(BillProvider provider, Open open) {
    Attempt attempt = open.attempt();
    Money ordered = open.payment().request().amount();
    RequeryOutcome outcome =
        provider.requery(attempt.reference(), attempt.providerReference(), ordered);
    return outcome instanceof Delivered delivered && !open.payment().isEnough(delivered.delivery())
        ? withWhatWasKept(provider, attempt, ordered, delivered)
        : outcome;
  }

  /**
   * A delivery without its token, and the token of an answer that was kept but never recorded,
   * because whoever got it died: some providers do not tell it a second time.
   */
  private Delivered withWhatWasKept(
      BillProvider provider, Attempt attempt, Money ordered, Delivered confirmed) {
    try {
      Delivered all = confirmed;
      for (Exchange kept : exchanges.ordersOf(attempt.reference())) {
        all = provider.reread(kept, ordered).map(all::and).orElse(all);
      }
      return all;
    } catch (RuntimeException e) {
      // alert: the journal of a provider cannot be read; the delivery counts all the same
      LOG.log(
          System.Logger.Level.ERROR,
          "the kept answer to order {0} of {1} cannot be read: {2}",
          attempt.reference(),
          attempt.provider(),
          e.getClass().getName()); // its message may quote the answer
      return confirmed;
    }
  }

  /** The attempt to ask about; empty when there is none, or it is too early for the provider. */
  private Optional<Open> toAskAbout(PaymentId id, UUID leaseId) {
    Optional<Payment> held =
        payments
            .find(id)
            .filter(p -> p.isLeasedTo(leaseId) && p.state() == PaymentState.PROVIDER_PROCESSING);
    Optional<Attempt> attempt = held.flatMap(Payment::attemptToRequery);
    Optional<Instant> floor =
        attempt
            .filter(Attempt::isLive)
            .map(
                a ->
                    a.startedAt()
                        .plus(router.patienceWith(a.provider(), policy.vend()).requeryFloor()))
            .filter(f -> f.isAfter(clock.instant()));
    floor.ifPresent(f -> putOff(id, leaseId, f));
    return floor.isPresent() ? Optional.empty() : attempt.map(a -> new Open(a, held.orElseThrow()));
  }

  private void putOff(PaymentId id, UUID leaseId, Instant until) {
    payments
        .lock(id)
        .filter(p -> p.isLeasedTo(leaseId) && p.state() == PaymentState.PROVIDER_PROCESSING)
        .ifPresent(
            payment -> {
              payment.postponed(until);
              recordPayment.record(payment);
            });
  }

  /**
   * Records what was answered.
   *
   * @param askedAt when it was asked; we may have stood still since
   */
  Optional<PaymentState> record(
      PaymentId id,
      UUID leaseId,
      VendReference reference,
      RequeryOutcome outcome,
      Instant askedAt) {
    Payment payment = payments.lock(id).orElseThrow();
    Instant now = clock.instant();
    payment.requeryAnswered(
        reference,
        outcome,
        router.left(payment, reference),
        router.patienceWith(payment.attempt(reference).provider(), policy.vend()),
        ids.random(),
        askedAt,
        now);
    recordPayment.record(payment);
    if (payment.isTokenMissing()) {
      alertOfMissingToken(payment, now);
    }
    return Optional.of(payment)
        .filter(p -> p.isLeasedTo(leaseId) && p.isDue(now))
        .map(Payment::state);
  }

  private void alertOfMissingToken(Payment payment, Instant now) {
    Duration missing =
        payment
            .deliveredAttempt()
            .flatMap(Attempt::answeredAt)
            .map(since -> Duration.between(since, now))
            .orElse(Duration.ZERO);
    if (missing.compareTo(policy.vend().tokenAlert()) >= 0) {
      // alert: token not delivered
      LOG.log(
          System.Logger.Level.WARNING,
          "payment {0} is delivered but its token is missing since {1} s",
          payment.reference(),
          missing.toSeconds());
    }
  }
}
