package ng.bills.application.retention;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import ng.bills.application.limit.port.PermitCounts;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.payment.port.Repetitions;
import ng.bills.application.port.UnitOfWork;

/**
 * Removes counts whose windows are over, and notes of what was asked for longer ago than matters.
 */
@Singleton
public class PruneLimits {

  /** Small enough to lock nobody out. */
  private static final int BATCH = 500;

  /** Longer than any window. */
  private static final Duration UNASKED = Duration.ofHours(3);

  /** Clocks of nodes differ. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final PermitCounts counts;
  private final Repetitions repetitions;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public PruneLimits(
      PermitCounts counts, Repetitions repetitions, UnitOfWork tx, InstantSource clock) {
    this.counts = counts;
    this.repetitions = repetitions;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Removes one batch.
   *
   * @return how many rows; 0 when none is left to remove
   */
  public int prune() {
    return tx.call(() -> counts.prune(UNASKED, BATCH))
        + tx.call(
            () ->
                repetitions.prune(
                    clock.instant().minus(BuyAgainPolicy.LONGEST).minus(MARGIN), BATCH));
  }
}
