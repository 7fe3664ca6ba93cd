package ng.bills.application.retention;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.webhook.port.ProviderEvents;

/**
 * Removes exchanges with providers, their events and first answers to requests when their time is
 * over.
 */
@Singleton
public class PruneRecords {

  private static final System.Logger LOG = System.getLogger(PruneRecords.class.getName());

  /** Small enough to lock nobody out, and one transaction each. */
  private static final int BATCH = 500;

  /** The clock of the database may be behind ours, and it refuses what is a moment too young. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final ProviderExchanges exchanges;
  private final ProviderEvents events;
  private final FirstAnswers answers;
  private final InstantSource clock;
  private final RetentionPolicy policy;

  @Inject
  public PruneRecords(
      ProviderExchanges exchanges,
      ProviderEvents events,
      FirstAnswers answers,
      InstantSource clock,
      RetentionPolicy policy) {
    this.exchanges = exchanges;
    this.events = events;
    this.answers = answers;
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
    int answered = answers.prune(now.minus(FirstAnswers.KEPT), BATCH);
    if (exchanged + told + answered > 0) {
      LOG.log(
          System.Logger.Level.INFO,
          "retention removed {0} exchanges with providers, {1} of their events and {2} answers",
          exchanged,
          told,
          answered);
    }
    return exchanged + told + answered;
  }
}
