package ng.bills.application.insight;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import ng.bills.application.insight.port.Figures;
import ng.bills.application.port.UnitOfWork;

/** Counts what happened in each quarter of an hour, once it is well over. */
@Singleton
public class RollUpFigures {

  /** A transaction that began before the quarter ended is committed by then, or never. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** Of one tick; more than that only after a long standstill. */
  private static final int MOST = 200;

  private final Figures figures;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public RollUpFigures(Figures figures, UnitOfWork tx, InstantSource clock) {
    this.figures = figures;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Counts what is over, a quarter in each transaction.
   *
   * @return how many quarters were counted
   */
  public int roll() {
    Instant over = clock.instant().minus(MARGIN);
    int rolled = 0;
    while (rolled < MOST && tx.call(() -> figures.roll(over))) {
      rolled++;
    }
    return rolled;
  }
}
