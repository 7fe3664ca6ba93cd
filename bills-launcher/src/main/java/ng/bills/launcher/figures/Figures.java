package ng.bills.launcher.figures;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures the whole system on this machine. Everything runs here, the sandbox included, so the
 * figures are of two cores doing all of it. They are printed as a table and written as JSON beside
 * the build, {@code target/figures.json}.
 */
public final class Figures {

  private static final Map<String, Figure> ALL = new LinkedHashMap<>();

  static {
    ALL.put("start", new StartFigure());
    ALL.put("throughput", new ThroughputFigure());
    ALL.put("latency", new LatencyFigure());
    ALL.put("commits", new CommitsFigure());
    ALL.put("half_load", new HalfLoadFigure());
    ALL.put("slow_answers", new SlowAnswersFigure());
    ALL.put("due_lag", new DueLagFigure());
    ALL.put("claims", new ClaimsFigure());
    ALL.put("history", new HistoryFigure());
    ALL.put("replay", new ReplayFigure());
  }

  private Figures() {}

  /**
   * @param arguments none; {@code -Dfigures.only=claims,history} chooses, {@code -Dfigures.warmup}
   *     and others set how many of what (docs/figures.md)
   */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    PrintStream out = System.out;
    List<String> chosen = chosen();
    Report report = new Report();
    try (Bench bench = new Bench(step -> progress(out, step))) {
      for (String name : chosen) {
        ALL.get(name).measure(bench, report);
      }
      report.add(
          "memory.after_load_mib",
          "resident memory of the server after all that",
          bench.residentKib() / 1024,
          "MiB",
          "");
      report.add(
          "books.difference",
          "trial balance",
          bench.number("select coalesce(sum(stroops), 0) from posting"),
          "",
          "0 is right");
    } finally {
      // what was measured is worth something although another figure broke off
      report.print(out);
      Path json = Path.of(System.getProperty("figures.json", "target/figures.json"));
      report.write(json);
      out.println("written to " + json);
    }
    System.exit(0);
  }

  private static List<String> chosen() {
    String only = System.getProperty("figures.only", "");
    List<String> chosen =
        only.isBlank()
            ? List.copyOf(ALL.keySet())
            : Arrays.stream(only.split(",")).map(String::strip).toList();
    for (String name : chosen) {
      if (!ALL.containsKey(name)) {
        throw new IllegalArgumentException(
            "figures.only=" + only + ": there is no " + name + ", only " + ALL.keySet());
      }
    }
    return chosen;
  }

  private static void progress(PrintStream out, String step) {
    out.println("  " + step);
    out.flush();
  }
}
