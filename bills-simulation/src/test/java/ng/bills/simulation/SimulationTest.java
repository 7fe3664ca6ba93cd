package ng.bills.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import ng.bills.simulation.course.Counts;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.mistake.Mistake;
import ng.bills.simulation.node.Planting;
import org.junit.jupiter.api.Test;

/** Five hundred runs of the real stages, and that they go somewhere. */
class SimulationTest {

  private static final int SEEDS = 500;

  @Test
  void givenAnySeed_whenEverythingGoesWrong_thenAllRulesHold() {
    List<Report> reports =
        LongStream.rangeClosed(1, SEEDS)
            .parallel()
            .mapToObj(seed -> Simulation.of(seed, Planting.NONE))
            .toList();

    assertThat(reports.stream().filter(r -> r.broken().isPresent()))
        .as("run one again with: ./mvnw -Psimulate -Dseed=…")
        .isEmpty();
    Counts counts = new Counts();
    reports.forEach(r -> counts.add(r.counts()));
    assertThat(Arrays.stream(Fault.values()).filter(f -> counts.of(f) == 0))
        .as("faults that never struck")
        .isEmpty();
    assertThat(Arrays.stream(Happening.values()).filter(h -> counts.of(h) == 0))
        .as("what never happened")
        .isEmpty();
    assertThat(PromisedTrouble.allMissingIn(counts)).as("trouble that never came").isEmpty();
  }

  @Test
  void givenFaultsThatNeverStruck_whenLookedFor_thenEachIsNamed() {
    Counts counts = new Counts();
    for (Fault fault : Fault.values()) {
      counts.add(fault);
    }

    assertThat(PromisedTrouble.allMissingIn(counts))
        .contains("LEASE_ENDS_UNDER_ITS_HOLDER: LEASES_OUTLIVED_WHILE_BUYING")
        .noneMatch(missing -> missing.startsWith("CLOCK_JUMPS"));
    assertThat(PromisedTrouble.allMissingIn(new Counts()))
        .contains("CLOCK_JUMPS: CLOCK_JUMPED", "COMMIT_RESULT_UNKNOWN: COMMIT_UNKNOWN");
  }

  @Test
  void givenSameSeed_whenRunTwice_thenTheSameEventsByteForByte() {
    for (long seed = 1; seed <= 10; seed++) {
      String first = Simulation.withLog(seed, Planting.NONE).log();
      String second = Simulation.withLog(seed, Planting.NONE).log();

      assertThat(second).isNotEmpty().isEqualTo(first);
    }
  }

  @Test
  void givenLogKeptOrNot_whenRun_thenTheSameHappens() {
    for (long seed = 1; seed <= 10; seed++) {
      Report silent = Simulation.of(seed, Planting.NONE);
      Report kept = Simulation.withLog(seed, Planting.NONE);

      for (Fault fault : Fault.values()) {
        assertThat(silent.counts().of(fault)).isEqualTo(kept.counts().of(fault));
      }
      assertThat(silent.log()).isEmpty();
    }
  }

  @Test
  void givenOtherSeeds_whenRun_thenOtherEvents() {
    assertThat(Simulation.withLog(1, Planting.NONE).log())
        .isNotEqualTo(Simulation.withLog(2, Planting.NONE).log());
  }

  @Test
  void givenBrokenRule_whenReported_thenSeedRuleAndCommandAreNamed() {
    Report report =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> Simulation.withLog(seed, Mistake.JOURNAL_ENTRY_SKIPPED.planting()))
            .filter(r -> r.broken().isPresent())
            .findFirst()
            .orElseThrow();

    assertThat(report.toString()).contains("seed " + report.seed(), "BOOKS_BALANCED");
    assertThat(report.replay()).isEqualTo("./mvnw -Psimulate -Dseed=" + report.seed());
    assertThat(report.log()).contains("BROKEN BOOKS_BALANCED");
  }
}
