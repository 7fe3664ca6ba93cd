package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.port.UnitOfWork;

/** Removes events and their log when their time is over. */
@Singleton
public class PruneHooks {

  /** Small enough to lock nobody out. */
  private static final int BATCH = 500;

  /** The clock of the database may be behind ours, and it refuses what is a moment too young. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final HookDeliveries deliveries;
  private final UnitOfWork tx;
  private final InstantSource clock;
  private final HookPolicy policy;

  @Inject
  public PruneHooks(
      HookDeliveries deliveries, UnitOfWork tx, InstantSource clock, HookPolicy policy) {
    this.deliveries = deliveries;
    this.tx = tx;
    this.clock = clock;
    this.policy = policy;
  }

  /**
   * Removes one batch.
   *
   * @return how many events; 0 when none is left to remove
   */
  public int prune() {
    return tx.call(
        () -> deliveries.prune(clock.instant().minus(policy.kept()).minus(MARGIN), BATCH));
  }
}
