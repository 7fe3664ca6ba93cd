package ng.bills.simulation;

import java.util.Optional;
import ng.bills.simulation.course.Counts;
import ng.bills.simulation.course.RuleBroken;

/**
 * How a run went.
 *
 * @param seed what it was made from
 * @param broken the rule that did not hold, if one did not
 * @param counts what happened in it
 * @param log its event log; empty when it was not kept
 */
public record Report(long seed, Optional<RuleBroken> broken, Counts counts, String log) {

  /** What to do to see it again. */
  public String replay() {
    return "./mvnw -Psimulate -Dseed=" + seed;
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + broken
            .map(b -> ": " + b.rule() + " (" + b.rule().words() + "): " + b.getMessage())
            .orElse(": all rules hold");
  }
}
