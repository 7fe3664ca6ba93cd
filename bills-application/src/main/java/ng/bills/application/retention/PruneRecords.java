package ng.bills.application.retention;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.webhook.port.ProviderEvents;

/** Removes exchanges with providers and their events when their time is over. */
@Singleton
public class PruneRecords {

  private static final System.Logger LOG = System.getLogger(PruneRecords.class.getName());

  /** Small enough to lock nobody out, and one transaction each. */
  private static final int BATCH = 500;

  /** The clock of the database may be behind ours, and it refuses what is a moment too young. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final ProviderExchanges exchanges;
  private final ProviderEvents events;
  private final InstantSource clock;
  private final RetentionPolicy policy;

  @Inject
  public PruneRecords(
      ProviderExchanges exchanges,
      ProviderEvents events,
      InstantSource clock,
      RetentionPolicy policy) {
    this.exchanges = exchanges;
    this.events = events;
    this.clock = clock;
    this.policy = policy;
  }

  /**
   * Removes at most one batch of each.
   *
   * @return how many were removed; 0 when nothing is left to remove
   */
  public int prune() {
    Instant now = clock.instant().minus(MARGIN);
    Instant paymentsBefore = now.minus(policy.ofPayments());
    Instant othersBefore = now.minus(policy.others());
    int exchanged = exchanges.prune(paymentsBefore, othersBefore, BATCH);
    int told = events.prune(paymentsBefore, othersBefore, BATCH);
    if (exchanged + told > 0) {
      LOG.log(
          System.Logger.Level.INFO,
          "retention removed {0} exchanges with providers and {1} of their events",
          exchanged,
          told);
    }
    return exchanged + told;
  }
}
