package ng.bills.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookSecret;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.EventLog;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.RuleBroken;
import ng.bills.simulation.node.Cluster;
import ng.bills.simulation.node.Planting;
import ng.bills.simulation.node.Policies;
import ng.bills.simulation.node.Surprises;
import ng.bills.simulation.outside.Outside;
import ng.bills.simulation.outside.SimulatedPartner;
import ng.bills.simulation.outside.SimulatedProvider;
import ng.bills.simulation.outside.Truth;
import ng.bills.simulation.outside.Webhooks;

/**
 * One run: some customers, three nodes, three providers and a ledger, for a quarter of an hour in
 * which everything goes wrong; then nothing goes wrong any more, and within bounded time all must
 * be settled. The same seed gives the same run, event by event.
 */
public final class Simulation {

  /** After the last fault; nothing may be unsettled for longer than that. */
  private static final Duration BOUND = Policies.DEADLINE.plus(Duration.ofHours(2));

  private static final Duration CUSTOMERS_COME_WITHIN = Duration.ofMinutes(6);

  private final long seed;
  private final Course course;
  private final MemoryWorld database;
  private final Rules rules;
  private final Truth truth;
  private final Outside outside;
  private final Cluster cluster;

  private Simulation(long seed, Planting planting, EventLog log) {
    this.seed = seed;
    course = new Course(seed, log);
    database = new MemoryWorld(seed);
    truth = new Truth(course);
    outside = Outside.of(course, truth);
    rules = new Rules(course, database);
    cluster = new Cluster(course, database, outside, planting, rules::afterCommit);
  }

  /** Runs a seed; nothing is kept of it but the counts. */
  public static Report of(long seed, Planting planting) {
    return run(seed, planting, EventLog.none());
  }

  /** Runs a seed and keeps every event. */
  public static Report withLog(long seed, Planting planting) {
    return run(seed, planting, EventLog.kept());
  }

  private static Report run(long seed, Planting planting, EventLog log) {
    Simulation simulation = new Simulation(seed, planting, log);
    Optional<RuleBroken> broken = Surprises.heed(simulation::play);
    simulation
        .course
        .counts()
        .add(Happening.SIMULATED_MINUTES, simulation.course.lasted().toMinutes());
    return new Report(seed, broken, simulation.course.counts(), log.text());
  }

  private Optional<RuleBroken> play() {
    try {
      stormThenCalm();
      new LastRules(course, database, rules, truth, outside.ledger()).check();
      new LastNews(course, database, outside).check();
      return Optional.empty();
    } catch (RuleBroken broken) {
      course.log(() -> "BROKEN " + broken.rule() + ": " + broken.getMessage());
      return Optional.of(broken);
    }
  }

  private void stormThenCalm() {
    course.log("seed " + seed);
    cluster.start(providers(cluster));
    database.call(() -> database.hooks().add(endpoint()));
    new Customers(course, cluster, database, outside.ledger(), truth)
        .come(course.dice().between(2, 6), CUSTOMERS_COME_WITHIN);
    Instant calm = Course.BEGINNING.plus(course.dice().seconds(600, 1200));
    course.agenda().runUntil(calm);
    course.calmDown();
    Instant end = course.now().plus(BOUND);
    while (!isSettled() && course.now().isBefore(end)) {
      course.agenda().runUntil(course.now().plusSeconds(60));
      course.agenda().passTo(course.now().plusSeconds(1));
    }
  }

  private boolean isSettled() {
    return course.agenda().isQuiet() && cluster.isDone();
  }

  /** Where the partner is told of everything. */
  private static HookEndpoint endpoint() {
    return HookEndpoint.created(
        new HookEndpointId(new UUID(0, 1)),
        TestSystem.PARTNER,
        SimulatedPartner.ADDRESS,
        Optional.empty(),
        Set.of(),
        HookSecret.of(new byte[HookSecret.BYTES]),
        Course.BEGINNING);
  }

  /** With the waits that three real ones ask for. */
  private List<SimulatedProvider> providers(Webhooks webhooks) {
    return List.of(
        new SimulatedProvider(
            course, truth, webhooks, "alpha", rules(Duration.ZERO, Duration.ofMinutes(3)), false),
        new SimulatedProvider(
            course,
            truth,
            webhooks,
            "beta",
            rules(Duration.ofSeconds(5), Duration.ofMinutes(10)),
            true),
        new SimulatedProvider(
            course,
            truth,
            webhooks,
            "gamma",
            rules(Duration.ofSeconds(3), Duration.ofMinutes(5)),
            false));
  }

  private static RequeryRules rules(Duration floor, Duration settle) {
    return new RequeryRules(
        floor,
        settle,
        List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5)),
        Policies.DEADLINE);
  }
}
