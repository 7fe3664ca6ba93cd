package ng.bills.launcher.kill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import ng.bills.launcher.EmbeddedDatabase;
import ng.bills.launcher.LocalSystem;

/**
 * Runs the kill test: starts everything, lets customers pay while parts of it are killed, lets it
 * come to rest and compares.
 */
final class KillTest {
  /** A part that is not back by then counts as a broken rule. */
  private static final Duration RESUME_BOUND = Duration.ofMinutes(5);

  private static final Duration START_BOUND = Duration.ofMinutes(5);

  /** Refunds that were held up by the kills leave one after the other: some for each kill. */
  private static final Duration REST_BOUND = Duration.ofMinutes(15);

  private static final Duration REST_FOR_EACH_KILL = Duration.ofSeconds(4);
  private static final long FLOAT_KOBO = 100_000_000_000_000L;

  private final Options options;
  private final IntFunction<Strikes.Strike> plan;
  private final PrintStream out;
  private final long began = System.nanoTime();
  private final Map<Part, Integer> kills = new EnumMap<>(Part.class);
  private final Map<String, Long> longest = new TreeMap<>();
  private final List<Long> resumes = new ArrayList<>();
  private final List<Violation> late = new ArrayList<>();
  private int strikes;

  /**
   * What to do.
   *
   * @param built directory with payara-micro.jar, bills.war and bills-jms.rar
   * @param directory of everything that is written; emptied first
   * @param kills how many
   * @param seed of the customers and the faults
   * @param perSecond customers who come in a second
   * @param quick whether customers want only what ends within seconds
   */
  record Options(Path built, Path directory, int kills, long seed, int perSecond, boolean quick) {}

  /**
   * @param plan the next blow, given how many kills are left
   */
  KillTest(Options options, IntFunction<Strikes.Strike> plan, PrintStream out) {
    this.options = options;
    this.plan = plan;
    this.out = out;
  }

  /**
   * @param arguments none; {@code -Dkill.kills}, {@code -Dkill.seed} (any when empty) and {@code
   *     -Dkill.rate} say how many, which and how fast
   */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    Path built = Path.of(System.getProperty("bills.system", "bills-launcher/target/system"));
    String chosen = System.getProperty("kill.seed", "").strip();
    long seed = chosen.isEmpty() ? new SecureRandom().nextInt(1_000_000) : Long.parseLong(chosen);
    Options options =
        new Options(
            built.toAbsolutePath().normalize(),
            built.toAbsolutePath().normalize().resolveSibling("kill"),
            Integer.getInteger("kill.kills", 20),
            seed,
            Integer.getInteger("kill.rate", 4),
            false);
    KillReport report = new KillTest(options, new Strikes(seed)::next, System.out).run();
    System.exit(report.violations().isEmpty() ? 0 : 1);
  }

  /** Runs all of it; the report is printed and written too. */
  KillReport run() throws IOException, SQLException, InterruptedException {
    Path home = options.directory().resolve("system");
    EmbeddedDatabase.stopLeftover(home.resolve("database"));
    LocalSystem.deleteHome(options.directory());
    LocalSystem.Options local = LocalSystem.Options.onFreePorts(options.built(), home);
    try (LocalSystem system =
            LocalSystem.start(
                local
                    .withSandbox(KillSettings.impatient(local.sandbox()))
                    .withOverrides(KillSettings.BILLS),
                this::progress);
        Supervisor supervisor = new Supervisor(system, options.directory().resolve("logs"))) {
      Thread brokenOff = new Thread(supervisor::abandon, "broken off");
      Runtime.getRuntime().addShutdownHook(brokenOff);
      system.sandbox().vtpass().setFloatKobo(FLOAT_KOBO);
      system.sandbox().flutterwave().setFloatKobo(FLOAT_KOBO);
      system.sandbox().interswitch().setFloatKobo(FLOAT_KOBO);
      supervisor.start();
      progress("starting the server; seed " + options.seed());
      PartnerApi probe = new PartnerApi("http://127.0.0.1:" + local.httpPort(), "");
      if (!await(START_BOUND, probe::isReady)) {
        throw new IllegalStateException("the server was not ready after " + START_BOUND);
      }
      PartnerApi api =
          new PartnerApi("http://127.0.0.1:" + local.httpPort(), system.developmentApiKey());
      Witness witness = new Witness(system, api);
      try (Customers customers = new Customers(system, api, options.seed())) {
        return run(system, supervisor, api, witness, customers);
      } finally {
        Runtime.getRuntime().removeShutdownHook(brokenOff);
      }
    }
  }

  private KillReport run(
      LocalSystem system,
      Supervisor supervisor,
      PartnerApi api,
      Witness witness,
      Customers customers)
      throws IOException, SQLException, InterruptedException {
    Troubles troubles = new Troubles(system.sandbox(), options.seed());
    troubles.begin();
    customers.come(options.perSecond(), options.quick());
    long first = System.nanoTime();
    strike(supervisor, api, witness, customers);
    final Duration took = Duration.ofNanos(System.nanoTime() - first);
    progress("no more kills, no more customers, no more faults; waiting for quiet");
    troubles.end();
    customers.comeNoMore();
    long last = System.nanoTime();
    rest(witness, customers);
    Duration rested = Duration.ofNanos(System.nanoTime() - last);
    progress("comparing");
    Evidence evidence = witness.collect(customers.asked());
    List<Violation> violations = new ArrayList<>(late);
    violations.addAll(Comparison.of(evidence));
    Map<String, Long> answers =
        api.answers().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue().sum(), Long::sum, TreeMap::new));
    violations.addAll(Comparison.refusals(answers));
    KillReport report =
        new KillReport(
            options.seed(),
            kills,
            strikes,
            supervisor.serverStarts(),
            supervisor.endedByThemselves(),
            took,
            rested,
            evidence.asked().size(),
            evidence.asked().stream().mapToLong(Evidence.Asked::tries).sum(),
            evidence.incoming().size(),
            evidence.vended().size(),
            evidence.vended().stream().filter(vend -> vend.token().isPresent()).count(),
            evidence.outgoing().size(),
            witness.states(),
            longest,
            (long) resumes.stream().mapToLong(Long::longValue).average().orElse(0),
            answers,
            violations);
    Path file = options.directory().resolve("report.json");
    report.write(file);
    out.println();
    out.print(report.text());
    out.println();
    progress("written to " + file + ", logs beside it");
    return report;
  }

  /** Kills until it is enough, each time only after the work has gone on. */
  private void strike(Supervisor supervisor, PartnerApi api, Witness witness, Customers customers)
      throws InterruptedException {
    awaitWork(witness, Instant.now(), 3);
    while (killed() < options.kills()) {
      Strikes.Strike next = plan.apply(options.kills() - killed());
      pause(next.delayMillis());
      Instant at = Instant.now();
      List<Part> hit = new ArrayList<>();
      for (Part part : next.parts()) {
        hit(supervisor, part, hit);
      }
      strikes++;
      if (next.again().isPresent()) {
        pause(next.againMillis());
        hit(supervisor, next.again().get(), hit);
      }
      if (!resumed(supervisor, api, witness, at, hit, next.paymentsAfter(), customers)) {
        return; // the rest of the plan would only blur what is to be looked at
      }
    }
  }

  private void hit(Supervisor supervisor, Part part, List<Part> hit) {
    if (supervisor.kill(part)) {
      hit.add(part);
      kills.merge(part, 1, Integer::sum);
    }
  }

  private int killed() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Waits until all runs, is ready and has completed payments; how long that took is noted. */
  private boolean resumed(
      Supervisor supervisor,
      PartnerApi api,
      Witness witness,
      Instant at,
      List<Part> hit,
      int payments,
      Customers customers)
      throws InterruptedException {
    String what = hit.stream().map(Part::word).collect(Collectors.joining("+"));
    boolean ready = await(RESUME_BOUND, api::isReady);
    Instant readyAt = Instant.now();
    Optional<Instant> first = ready ? awaitWork(witness, readyAt, payments) : Optional.empty();
    if (first.isEmpty()) {
      late.add(new Violation(Rule.RESUME, what, "killed at " + at + ", ready " + ready));
      supervisor.dumpThreads();
      progress("NOT RESUMED after " + what);
      return false;
    }
    long millis = Duration.between(at, first.get()).toMillis();
    longest.merge(what, millis, Math::max);
    resumes.add(millis);
    progress(
        String.format(
            "kill %d of %d: %s; ready after %d ms, next payment after %d ms; %d came, %d wait",
            killed(),
            options.kills(),
            what,
            Duration.between(at, readyAt).toMillis(),
            millis,
            customers.came(),
            customers.waiting()));
    return true;
  }

  /** Waits for so many payments completed since then; when the first was, or empty in vain. */
  private static Optional<Instant> awaitWork(Witness witness, Instant since, int payments)
      throws InterruptedException {
    List<Instant> first = new ArrayList<>();
    boolean done =
        await(
            RESUME_BOUND,
            () -> {
              Optional<Witness.Completed> completed = witness.completedSince(since);
              completed.flatMap(Witness.Completed::first).ifPresent(first::add);
              return completed.filter(c -> c.count() >= payments).isPresent();
            });
    return done ? Optional.of(first.get(0)) : Optional.empty();
  }

  private void rest(Witness witness, Customers customers) {
    Duration bound = REST_BOUND.plus(REST_FOR_EACH_KILL.multipliedBy(options.kills()));
    long deadline = System.nanoTime() + bound.toNanos();
    for (int look = 0; System.nanoTime() < deadline; look++) {
      List<String> unrest = new ArrayList<>();
      if (customers.waiting() > 0) {
        unrest.add(customers.waiting() + " customers wait");
      }
      try {
        unrest.addAll(witness.unrest(customers.sent()));
      } catch (SQLException e) {
        unrest.add("the database does not answer: " + e.getMessage());
      }
      if (unrest.isEmpty()) {
        return;
      }
      if (look % 10 == 0) {
        progress(String.join(", ", unrest));
      }
      pause(1_000);
    }
    progress("no quiet within " + bound);
  }

  /** Something that becomes true. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private static boolean await(Duration bound, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    while (System.nanoTime() < deadline) {
      if (condition.holds()) {
        return true;
      }
      pause(250);
    }
    return false;
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void progress(String step) {
    out.printf("  %6.1f s  %s%n", (System.nanoTime() - began) / 1e9, step);
    out.flush();
  }
}
