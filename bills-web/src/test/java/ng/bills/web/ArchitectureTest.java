package ng.bills.web;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dependency rule and what goes with it, over all classes of the WAR: this module alone sees
 * them all, infrastructure at runtime scope. What was broken on purpose to see each rule fail
 * stands in {@code docs/fences.md}.
 */
@AnalyzeClasses(
    packages = "ng.bills",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** Test fixtures of other modules come as jars in a whole build and as folders in a short one. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String DOMAIN = "ng.bills.domain..";
  private static final String APPLICATION = "ng.bills.application..";
  private static final String INFRASTRUCTURE = "ng.bills.infrastructure..";
  private static final String WEB = "ng.bills.web..";

  private static final Pattern USE_CASE_PACKAGE =
      Pattern.compile("ng\\.bills\\.application\\.(?!port\\b)(\\w+)(?!.*\\.port\\b).*");

  // --- who sees whom -------------------------------------------------------------------------

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(false)
          .layer("domain")
          .definedBy(DOMAIN)
          .layer("application")
          .definedBy(APPLICATION)
          .layer("infrastructure")
          .definedBy(INFRASTRUCTURE)
          .layer("web")
          .definedBy(WEB)
          .whereLayer("web")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("infrastructure")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("application")
          .mayOnlyBeAccessedByLayers("infrastructure", "web")
          .whereLayer("domain")
          .mayOnlyBeAccessedByLayers("application", "infrastructure", "web")
          .because("web -> application -> domain <- application <- infrastructure");

  @ArchTest
  static final ArchRule DOMAIN_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              DOMAIN,
              "java.lang",
              "java.math",
              "java.time..",
              "java.util",
              "java.util.function",
              "java.util.random",
              "java.util.regex",
              "java.util.stream")
          .because("the domain sees nobody: put a port in bills-application");

  @ArchTest
  static final ArchRule APPLICATION_SEES_THE_DOMAIN_AND_INJECTION_ONLY =
      classes()
          .that()
          .resideInAPackage(APPLICATION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              DOMAIN,
              APPLICATION,
              "jakarta.inject",
              "jakarta.enterprise.context",
              "java.lang",
              "java.math",
              "java.time..",
              "java.util",
              "java.util.concurrent..",
              "java.util.function",
              "java.util.random",
              "java.util.regex",
              "java.util.stream")
          .because("what is outside is a port here and an adapter in bills-infrastructure");

  @ArchTest
  static final ArchRule PROVIDERS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("ng.bills.infrastructure.provider.(*)..")
          .should()
          .notDependOnEachOther()
          .because("adding a provider edits nothing else");

  @ArchTest
  static final ArchRule DOMAIN_FEATURES_HAVE_NO_CYCLES =
      slices().matching("ng.bills.domain.(*)..").should().beFreeOfCycles();

  /** Ports lie below all use cases, whatever their feature: anybody may ask the payments. */
  @ArchTest
  static final ArchRule USE_CASES_HAVE_NO_CYCLES_BETWEEN_FEATURES =
      slices().assignedFrom(featuresWithoutPorts()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PORTS_SEE_NO_USE_CASE =
      classes()
          .that()
          .resideInAPackage("ng.bills.application..port..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(DOMAIN, "ng.bills.application..port..", "java..")
          .because("an adapter that implements a port must not meet the use cases behind it");

  private static SliceAssignment featuresWithoutPorts() {
    return new SliceAssignment() {
      @Override
      public String getDescription() {
        return "use cases by feature";
      }

      @Override
      public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        Matcher use = USE_CASE_PACKAGE.matcher(javaClass.getPackageName());
        return use.matches() ? SliceIdentifier.of(use.group(1)) : SliceIdentifier.ignore();
      }
    };
  }

  @ArchTest
  static final ArchRule INFRASTRUCTURE_FEATURES_HAVE_NO_CYCLES =
      slices().matching("ng.bills.infrastructure.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule STELLAR_SDK_STAYS_IN_ITS_ADAPTER =
      noClasses()
          .that()
          .resideOutsideOfPackage("ng.bills.infrastructure.stellar..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.stellar..")
          .because("the SDK is one adapter's tool: ask a port");

  // --- time, chance, environment -------------------------------------------------------------

  @ArchTest
  static final ArchRule CORE_READS_NO_CLOCK_CHANCE_OR_ENVIRONMENT =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN, APPLICATION)
          .should()
          .accessTargetWhere(
              describe(
                  "reads the clock, chance or the environment",
                  ArchitectureTest::readsTheSurroundings))
          .because(
              "time is an InstantSource, chance a RandomGenerator or IdSource, settings are values"
                  + " handed in: else a test cannot set them");

  private static boolean readsTheSurroundings(JavaAccess<?> access) {
    String owner = access.getTarget().getOwner().getName();
    String name = access.getTarget().getName();
    boolean clock =
        owner.startsWith("java.time.")
            && (name.equals("now")
                || name.startsWith("system")
                || name.startsWith("tick") && owner.equals("java.time.Clock"));
    boolean system =
        owner.equals("java.lang.System")
            && Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "getProperties")
                .contains(name);
    boolean property =
        Set.of(
                "java.lang.Boolean.getBoolean",
                "java.lang.Integer.getInteger",
                "java.lang.Long.getLong")
            .contains(owner + "." + name);
    boolean chance =
        owner.equals("java.util.UUID") && name.equals("randomUUID")
            || owner.equals("java.lang.Math") && name.equals("random")
            || owner.equals("java.util.concurrent.ThreadLocalRandom")
            || owner.equals("java.security.SecureRandom")
            || owner.startsWith("java.util.random.RandomGeneratorFactory")
            || owner.equals("java.util.random.RandomGenerator")
                && Set.of("getDefault", "of").contains(name)
            || Set.of("java.util.Random", "java.util.SplittableRandom").contains(owner)
                && name.equals("<init>")
            || owner.equals("java.util.Date") && name.equals("<init>");
    return clock || system || property || chance;
  }

  // --- transactions and persistence ----------------------------------------------------------

  @ArchTest
  static final ArchRule ENTITIES_STAY_IN_PERSISTENCE =
      noClasses()
          .that()
          .resideOutsideOfPackage("ng.bills.infrastructure.persistence..")
          .should()
          .beAnnotatedWith("jakarta.persistence.Entity")
          .orShould()
          .beAnnotatedWith("jakarta.persistence.Embeddable")
          .orShould()
          .beAnnotatedWith("jakarta.persistence.MappedSuperclass")
          .because("rows are a matter of the adapter; the aggregates are in the domain");

  @ArchTest
  static final ArchRule TRANSACTIONS_OPEN_IN_ONE_PLACE =
      noClasses()
          .that()
          .haveNameNotMatching("ng\\.bills\\.infrastructure\\.persistence\\.JtaUnitOfWork(\\$.*)?")
          .should()
          .dependOnClassesThat(
              describe(
                  "begin or end transactions",
                  (JavaClass c) ->
                      Set.of(
                              "jakarta.transaction.UserTransaction",
                              "jakarta.transaction.Transactional",
                              "jakarta.transaction.TransactionManager",
                              "jakarta.persistence.EntityTransaction")
                          .contains(c.getName())))
          .because("transactions open and close in sight, through UnitOfWork");

  // --- form ----------------------------------------------------------------------------------

  @ArchTest
  static final ArchRule APPLICATION_IS_INJECTED_BY_CONSTRUCTOR =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(DOMAIN, APPLICATION)
          .should()
          .beAnnotatedWith("jakarta.inject.Inject")
          .because("a field that is injected cannot be final and hides what a class needs");

  @ArchTest
  static final ArchRule USE_CASES_DO_ONE_THING =
      classes()
          .that()
          .resideInAPackage(APPLICATION)
          .and()
          .areTopLevelClasses()
          .and()
          .haveNameMatching(
              ".*\\.(Request|Cancel|Expire|Resolve|Check|Issue|Authenticate|Record)[A-Z]\\w*")
          .should(haveOnePublicMethod())
          .because(
              "a use case is somebody asking for one thing; questions (Find, List) may be many");

  private static ArchCondition<JavaClass> haveOnePublicMethod() {
    return new ArchCondition<>("have one public method besides constructors") {
      @Override
      public void check(JavaClass useCase, ConditionEvents events) {
        List<String> names =
            useCase.getMethods().stream()
                .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(m -> !m.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaMethod::getName)
                .sorted()
                .toList();
        events.add(
            new SimpleConditionEvent(
                useCase,
                names.size() == 1,
                useCase.getName() + " has the public methods " + names));
      }
    };
  }

  @ArchTest
  static final ArchRule CORE_DOES_NOT_PRINT =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN, APPLICATION, WEB)
          .should(ACCESS_STANDARD_STREAMS)
          .because("the domain says things by values and exceptions, the others by a logger");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_IT_IS =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Utils?|Helper|Impl|DTO|Dto)")
          .because("the code is read in the words of the bill-payment trade");
}
