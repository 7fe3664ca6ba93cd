package ng.bills.application.insight;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import ng.bills.application.insight.port.Figures;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.insight.Period;

/** Somebody wants to know how it goes. */
@Singleton
public class FindFigures {

  private final Figures figures;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public FindFigures(Figures figures, UnitOfWork tx, InstantSource clock) {
    this.figures = figures;
    this.tx = tx;
    this.clock = clock;
  }

  /** Everything about a period. */
  public Dashboard of(Period period) {
    Instant now = clock.instant();
    return tx.call(
        () ->
            new Dashboard(
                period,
                figures.slices(period),
                figures.calls(period),
                figures.open(now),
                figures.balances(period),
                now));
  }

  /** How providers answered in a period. */
  public List<Figures.Calls> calls(Period period) {
    return tx.call(() -> figures.calls(period));
  }

  /** What became of attempts in a period. */
  public List<Figures.Slice> slices(Period period) {
    return tx.call(() -> figures.slices(period));
  }
}
