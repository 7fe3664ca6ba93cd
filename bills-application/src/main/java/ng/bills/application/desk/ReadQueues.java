package ng.bills.application.desk;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ng.bills.application.act.port.StaffActs;
import ng.bills.application.desk.port.DeskQueues;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.application.vending.ProviderHealth;
import ng.bills.application.vending.SalesGate;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.ProviderSwitches;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.payment.Review;
import ng.bills.domain.provider.Circuit;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.vend.ProviderCode;

/** The queues of what needs a person, each up to a bound. */
@Singleton
public class ReadQueues {

  /** More than one person works off in a day. */
  public static final int LIMIT = 100;

  private static final Duration BREACHES_SINCE = Duration.ofDays(7);
  private static final Duration BACKLOG_AFTER = Duration.ofMinutes(1);

  private final DeskQueues queues;
  private final StaffActs acts;
  private final RefundClocks clocks;
  private final ProviderHealth health;
  private final ProviderSwitches switches;
  private final BillProviders providers;
  private final SalesGate gate;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public ReadQueues(
      DeskQueues queues,
      StaffActs acts,
      RefundClocks clocks,
      ProviderHealth health,
      ProviderSwitches switches,
      BillProviders providers,
      SalesGate gate,
      UnitOfWork tx,
      InstantSource clock) {
    this.queues = queues;
    this.acts = acts;
    this.clocks = clocks;
    this.health = health;
    this.switches = switches;
    this.providers = providers;
    this.gate = gate;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Payments that need a person.
   *
   * @param counts all of them by kind
   * @param lines those asked for, the longest waiting first
   */
  public record Reviews(List<DeskQueues.ReviewCount> counts, List<DeskQueues.Reviewed> lines) {}

  /**
   * Money that waits.
   *
   * @param money the longest waiting first
   * @param unreadable what the ledger told and nobody could read
   */
  public record Suspense(
      List<DeskQueues.WaitingMoney> money, List<DeskQueues.Unreadable> unreadable) {}

  /**
   * What is not tried any more, and what waits for the broker.
   *
   * @param letters the latest first
   * @param backlog messages that should have been handed over
   */
  public record DeadLetters(List<DeskQueues.DeadLetter> letters, DeskQueues.Backlog backlog) {}

  /**
   * Something is wrong with a provider, as this node sees it.
   *
   * @param provider who
   * @param line which biller there; empty for all of them
   * @param kind {@code circuit_open}, {@code circuit_half_open} or {@code switched_off}
   * @param successPercent the share of good answers lately
   * @param admitsAt when it is tried again, if not now
   * @param detail who switched it off and why
   */
  public record Incident(
      ProviderCode provider,
      Optional<String> line,
      String kind,
      Optional<Integer> successPercent,
      Optional<Instant> admitsAt,
      Optional<String> detail) {}

  /**
   * Acts that take two people.
   *
   * @param waiting for a second person, the oldest first
   * @param decided the latest first
   */
  public record Acts(List<StaffAct> waiting, List<StaffAct> decided) {}

  public Reviews reviews(Optional<Review.Kind> kind, Optional<StaffId> owner, boolean ownerless) {
    return tx.call(
        () -> new Reviews(queues.reviewCounts(), queues.reviews(kind, owner, ownerless, LIMIT)));
  }

  public Suspense suspense() {
    return tx.call(() -> new Suspense(queues.waitingMoney(LIMIT), queues.unreadable(LIMIT)));
  }

  public DeadLetters deadLetters() {
    return tx.call(
        () ->
            new DeadLetters(
                queues.deadLetters(LIMIT), queues.backlog(clock.instant().minus(BACKLOG_AFTER))));
  }

  /** Breaches of the last week, the longest ago first. */
  public List<RefundClocks.Line> breaches() {
    Instant from = clock.instant().minus(BREACHES_SINCE);
    RefundClocks.Filter filter =
        new RefundClocks.Filter(Optional.empty(), Optional.of(from), Optional.empty());
    return tx.call(() -> clocks.breaches(filter, Optional.empty(), LIMIT));
  }

  public Acts acts() {
    return tx.call(() -> new Acts(acts.waiting(LIMIT), acts.decided(LIMIT)));
  }

  /** Billers that are not sold because none of their providers works. */
  public List<SalesGate.Closed> notSold() {
    return gate.closed();
  }

  /** Providers that are switched off, or do not work for somebody. */
  public List<Incident> incidents() {
    List<Incident> all = new ArrayList<>();
    Supplier<Map<ProviderCode, ProviderSwitches.Switching>> latest = switches::latest;
    Map<ProviderCode, ProviderSwitches.Switching> switched = tx.call(latest);
    providers.inOrder().stream()
        .map(p -> switched.get(p.code()))
        .filter(s -> s != null && !s.on())
        .forEach(
            s ->
                all.add(
                    new Incident(
                        s.provider(),
                        Optional.empty(),
                        "switched_off",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(s.actor() + ": " + s.reason()))));
    health.standings().stream()
        .filter(s -> s.state() != Circuit.State.CLOSED)
        .forEach(
            s ->
                all.add(
                    new Incident(
                        s.provider(),
                        s.line().map(Object::toString),
                        s.admitsAt().isPresent() ? "circuit_open" : "circuit_half_open",
                        s.successPercent(),
                        s.admitsAt(),
                        Optional.empty())));
    return all;
  }
}
