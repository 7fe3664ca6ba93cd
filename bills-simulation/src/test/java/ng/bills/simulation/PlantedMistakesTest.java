package ng.bills.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.course.RuleBroken;
import ng.bills.simulation.mistake.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that finds nothing proves nothing: it must find these. */
class PlantedMistakesTest {

  /** A bound, not a cost: the search ends with the first seed that finds it. */
  private static final int SEEDS = 10_000;

  @ParameterizedTest
  @EnumSource
  void givenMistake_whenSimulated_thenFoundAndTheRuleNamed(Mistake mistake) {
    Optional<Rule> breaks = Optional.of(mistake.breaks());
    Optional<Report> found =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> Simulation.of(seed, mistake.planting()))
            .filter(report -> report.broken().map(RuleBroken::rule).equals(breaks))
            .findFirst();

    assertThat(found).as("a seed of %d that finds it", SEEDS).isPresent();
    assertThat(found.orElseThrow().toString()).contains(mistake.breaks().words());
  }

  /** A rule that no mistake breaks may hold because nobody looks. */
  @Test
  void givenRules_whenMistakesArePlanted_thenOneBreaksEach() {
    Set<Rule> broken = EnumSet.of(Rule.NOTHING_ELSE_BREAKS); // found faults of the product itself
    for (Mistake mistake : Mistake.values()) {
      broken.add(mistake.breaks());
    }

    assertThat(broken).containsExactlyInAnyOrder(Rule.values());
  }
}
