package ng.bills.application.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.stage.StageRunner;
import ng.bills.application.vending.ProviderRouter;
import ng.bills.application.vending.Seat;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.webhook.port.ProviderEvents;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.domain.webhook.ProviderEventState;

/**
 * Applies news of a provider, once: the provider is asked about the order under its own reference,
 * not earlier than it wants to be asked. What it answers counts, the news does not.
 *
 * <p>An order whose outcome is awaited is asked about by its payment, which becomes due. One that
 * was thought settled (they may have reversed it, or delivered it after all) or whose payment waits
 * for a person is asked about here. News of an awaited order stays until the order is settled and
 * was asked about since: a node that stood still may settle it with an answer from before the news.
 */
@Singleton
public class ApplyProviderEvent {

  private static final System.Logger LOG = System.getLogger(ApplyProviderEvent.class.getName());

  /** How long a new event is left to its message before the sweep takes it. */
  private static final Duration MESSAGE_GRACE = Duration.ofSeconds(15);

  /** While somebody else works on the payment, what they are asking may be older than the news. */
  private static final Duration BUSY = Duration.ofSeconds(2);

  /** Waits while an order cannot be found yet or the provider does not answer. */
  private static final Backoff AGAIN =
      new Backoff(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2)),
          20);

  private final ProviderEvents events;
  private final Payments payments;
  private final RecordPayment recordPayment;
  private final BillProviders providers;
  private final ProviderRouter router;
  private final StageRunner runner;
  private final Outbox outbox;
  private final UnitOfWork tx;
  private final AfterCommit background;
  private final IdSource ids;
  private final InstantSource clock;
  private final StagePolicy policy;

  @Inject
  public ApplyProviderEvent(
      ProviderEvents events,
      Payments payments,
      RecordPayment recordPayment,
      BillProviders providers,
      ProviderRouter router,
      StageRunner runner,
      Outbox outbox,
      UnitOfWork tx,
      AfterCommit background,
      IdSource ids,
      InstantSource clock,
      StagePolicy policy) {
    this.events = events;
    this.payments = payments;
    this.recordPayment = recordPayment;
    this.providers = providers;
    this.router = router;
    this.runner = runner;
    this.outbox = outbox;
    this.tx = tx;
    this.background = background;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  /**
   * What is left to do once nothing is locked any more.
   *
   * @param payment the payment that is due now
   * @param provider whom to ask directly; empty when the payment's own stage asks
   * @param attempt the order to ask about directly
   * @param theirs their reference of it, from an answer or from the news
   * @param ordered its amount
   */
  private record Next(
      PaymentId payment,
      Optional<BillProvider> provider,
      Optional<Attempt> attempt,
      Optional<ProviderReference> theirs,
      Money ordered) {}

  /** Applies that event, when it is due and nobody else applies it. */
  public void apply(ProviderEventId id) {
    Lease lease = runner.newLease();
    tx.call(
            () ->
                events.claim(id, lease, clock.instant())
                    ? begin(id, lease.id())
                    : Optional.<Next>empty())
        .ifPresent(next -> goOn(id, lease.id(), next));
  }

  /**
   * Takes one batch of events whose message was lost or failed, and applies each in the background.
   *
   * @return how many were taken
   */
  public int applyDue() {
    Lease lease = runner.newLease();
    List<ProviderEventId> due =
        tx.call(
            () -> events.claimDue(policy.batchSize(), lease, clock.instant().minus(MESSAGE_GRACE)));
    for (ProviderEventId id : due) {
      background.run(
          () -> tx.call(() -> begin(id, lease.id())).ifPresent(next -> goOn(id, lease.id(), next)));
    }
    return due.size();
  }

  private Optional<Next> begin(ProviderEventId id, UUID leaseId) {
    Instant now = clock.instant();
    Optional<ProviderEvent> held = events.find(id).filter(e -> e.isLeasedTo(leaseId));
    if (held.isEmpty()) {
      return Optional.empty();
    }
    ProviderEvent event = held.get();
    Optional<ProviderEvents.Order> order = events.orderOf(event.news());
    if (order.isEmpty()) {
      nobodys(event, now);
      return Optional.empty();
    }
    Payment payment = payments.lock(order.get().payment()).orElseThrow();
    ProviderEvent ours = event.about(payment.id());
    Attempt attempt = payment.attempt(order.get().reference());
    Optional<BillProvider> provider = providers.known(attempt.provider());
    Instant earliest =
        provider.map(p -> attempt.startedAt().plus(p.requeryRules().floor())).orElse(now);
    boolean awaited =
        payment.review().isEmpty()
            && (attempt.isLive() || payment.state() == PaymentState.PROVIDER_PROCESSING)
            && payment
                .attemptToRequery()
                .filter(a -> a.reference().equals(attempt.reference()))
                .isPresent();
    boolean workedOn = payment.lease().filter(l -> l.until().isAfter(now)).isPresent();
    if (workedOn && (awaited || attempt.isLive())) {
      save(ours.postponed(now.plus(BUSY), "the payment is being worked on"));
      return Optional.empty();
    }
    if (awaited) {
      return askByStage(ours, payment, attempt, earliest.isAfter(now) ? earliest : now, now);
    }
    if (provider.isEmpty()) {
      again(ours, payment, "there is no code for this provider any more", now);
    } else if (earliest.isAfter(now)) {
      save(ours.postponed(earliest, "the provider is not to be asked earlier"));
    } else {
      events.save(ours);
      return Optional.of(
          new Next(
              payment.id(),
              provider,
              Optional.of(attempt),
              attempt.providerReference().or(() -> theirs(event)),
              payment.request().amount()));
    }
    return Optional.empty();
  }

  private void nobodys(ProviderEvent event, Instant now) {
    ProviderEvent next =
        event.news().mayBeEarly() && event.tries() < AGAIN.limit()
            ? event.failed("no order has their reference yet", AGAIN, ids.random(), now)
            : event.unmatched("about no order of ours");
    save(next);
    if (next.state() == ProviderEventState.UNMATCHED) {
      // alert: a provider tells us about an order we do not know, or does not say which
      LOG.log(
          System.Logger.Level.WARNING,
          "event {0} of {1} ({2}) is about no order of ours; it is kept",
          event.id(),
          event.news().provider(),
          event.news().kind());
    }
  }

  private Optional<Next> askByStage(
      ProviderEvent event, Payment payment, Attempt attempt, Instant askAt, Instant now) {
    if (payment.state() == PaymentState.PROVIDER_PROCESSING) {
      payment.newsAnnounced(attempt.reference(), theirs(event), askAt);
      recordPayment.record(payment);
    } // else nobody answers for the vend any more, and the payment is due: it will be asked about
    // an answer older than the news may settle the order: then the provider is asked here as well
    again(event, payment, "asked from " + askAt + " on", askAt);
    return Optional.of(
            new Next(
                payment.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                payment.request().amount()))
        .filter(next -> payment.isDue(now));
  }

  /**
   * Their reference of an order that the news names by ours, so that one follows from the other.
   */
  private static Optional<ProviderReference> theirs(ProviderEvent event) {
    return event.news().reference().flatMap(ours -> event.news().theirs());
  }

  private void again(ProviderEvent event, Payment payment, String why, Instant from) {
    ProviderEvent failed = event.failed(why, AGAIN, ids.random(), from);
    save(failed);
    if (failed.state() == ProviderEventState.GIVEN_UP) {
      // alert: a provider says that something happened to an order and does not tell what
      LOG.log(
          System.Logger.Level.WARNING,
          "event {0} about payment {1}: {2} gives no answer that counts; a person must look",
          failed.id(),
          payment.reference(),
          failed.news().provider());
    }
  }

  private void save(ProviderEvent event) {
    events.save(event);
    event.nextActionAt().ifPresent(due -> outbox.eventReady(event.id(), due));
  }

  private void goOn(ProviderEventId id, UUID leaseId, Next next) {
    if (next.provider().isEmpty()) {
      runner.look(next.payment());
      return;
    }
    Attempt attempt = next.attempt().orElseThrow();
    try (Seat seat = router.seat()) {
      if (!router.takeForRequery(seat, attempt.provider())) {
        tx.run(() -> putOff(id, leaseId));
        return;
      }
      Instant askedAt = clock.instant();
      RequeryOutcome outcome =
          next.provider().get().requery(attempt.reference(), next.theirs(), next.ordered());
      tx.run(() -> record(id, leaseId, next.payment(), attempt, outcome, askedAt));
    }
  }

  private void putOff(ProviderEventId id, UUID leaseId) {
    events
        .find(id)
        .filter(e -> e.isLeasedTo(leaseId))
        .ifPresent(e -> save(e.postponed(router.soon(), "the provider has no free place")));
  }

  private void record(
      ProviderEventId id,
      UUID leaseId,
      PaymentId paymentId,
      Attempt attempt,
      RequeryOutcome outcome,
      Instant askedAt) {
    Instant now = clock.instant();
    Payment payment = payments.lock(paymentId).orElseThrow();
    payment.requeryAnswered(
        attempt.reference(),
        outcome,
        router.left(payment, attempt.reference()),
        router.patienceWith(attempt.provider(), policy.vend()),
        ids.random(),
        askedAt,
        now);
    recordPayment.record(payment);
    // whoever took the event over meanwhile asks once more: that changes nothing
    Optional<ProviderEvent> held = events.find(id).filter(e -> e.isLeasedTo(leaseId));
    if (held.isEmpty()) {
      return;
    }
    Optional<String> open = openBecause(outcome, payment, attempt.reference());
    if (open.isPresent()) {
      again(held.get(), payment, open.get(), now);
    } else {
      save(held.get().applied("asked at " + now));
    }
  }

  /** Why the provider is to be asked once more, if so. */
  private static Optional<String> openBecause(
      RequeryOutcome outcome, Payment payment, VendReference reference) {
    if (outcome instanceof Unknown unknown) {
      return Optional.of(unknown.detail());
    }
    boolean doubted =
        outcome instanceof NotFound
            && payment.review().isEmpty()
            && payment.attempt(reference).state() == AttemptState.DELIVERED;
    return doubted ? Optional.of("they do not know what they had delivered") : Optional.empty();
  }
}
