package ng.bills.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What makes a run depend on its seed and on nothing else. */
@AnalyzeClasses(
    packages = "ng.bills.simulation",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_CHANCE_OR_TIME_BUT_FROM_THE_SEED =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Simulate.class)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class, Clock.class, Thread.class);

  @ArchTest
  static final ArchRule THE_OUTSIDE_WORLD_KNOWS_NO_ROWS_AND_NO_STAGES =
      noClasses()
          .that()
          .resideInAPackage("..simulation.outside..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..application.stage..", "..simulation.node..")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("MemoryWorld");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("ng.bills.simulation.(*)..").should().beFreeOfCycles();
}
