package ng.bills.simulation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import ng.bills.simulation.course.Counts;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.node.Planting;

/**
 * The command: runs seeds and prints which failed, what happened in all of them and how fast it
 * went; or replays one seed with its whole event log.
 */
public final class Simulate {

  private static final int FAILURES_SHOWN = 10;

  private Simulate() {}

  /**
   * @param arguments none; {@code -Dseeds} sets how many, {@code -Dfrom} the first one, {@code
   *     -Dseed} the one to replay
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String one = System.getProperty("seed", "").strip();
    boolean held =
        one.isEmpty()
            ? many(out, Long.getLong("from", 1), Long.getLong("seeds", 500))
            : replay(out, Long.parseLong(one));
    System.exit(held ? 0 : 1);
  }

  private static boolean replay(PrintStream out, long seed) {
    Report report = Simulation.withLog(seed, Planting.NONE);
    out.print(report.log());
    report
        .broken()
        .map(Throwable::getCause)
        .ifPresent(
            cause -> {
              out.println(cause);
              Arrays.stream(cause.getStackTrace()).forEach(line -> out.println("    at " + line));
            });
    out.println(report);
    return report.broken().isEmpty();
  }

  private static boolean many(PrintStream out, long from, long seeds) {
    Counts counts = new Counts();
    List<Report> failures = new ArrayList<>();
    long begun = System.nanoTime();
    LongStream.range(from, from + seeds)
        .parallel()
        .mapToObj(seed -> Simulation.of(seed, Planting.NONE))
        .forEach(
            report -> {
              synchronized (counts) {
                counts.add(report.counts());
                if (report.broken().isPresent()) {
                  failures.add(report);
                }
              }
            });
    double seconds = (System.nanoTime() - begun) / 1e9;
    failures.stream()
        .sorted((a, b) -> Long.compare(a.seed(), b.seed()))
        .limit(FAILURES_SHOWN)
        .forEach(
            f -> {
              out.println(f);
              out.println("  again: " + f.replay());
            });
    print(out, counts);
    out.printf(
        Locale.ROOT,
        "seeds %d to %d: %d failed; %.0f seeds per second, %.1f s%n",
        from,
        from + seeds - 1,
        failures.size(),
        seeds / seconds,
        seconds);
    return failures.isEmpty();
  }

  private static void print(PrintStream out, Counts counts) {
    out.println("what happened");
    for (Happening happening : Happening.values()) {
      line(out, happening.name(), counts.of(happening));
    }
    out.println("what went wrong");
    for (Fault fault : Fault.values()) {
      line(out, fault.name(), counts.of(fault));
    }
  }

  private static void line(PrintStream out, String name, long count) {
    out.printf(
        Locale.ROOT, "  %-28s %12d%n", name.toLowerCase(Locale.ROOT).replace('_', ' '), count);
  }
}
