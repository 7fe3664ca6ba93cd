package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How long the server takes to start, and what it then holds of memory. */
final class StartFigure implements Figure {

  @Override
  public void measure(Bench bench, Report report) {
    report.add(
        "start.seconds",
        "start of the server to ready",
        BigDecimal.valueOf(bench.readyMillis(), 3).setScale(1, RoundingMode.HALF_UP),
        "s",
        "");
    report.add(
        "start.memory_mib",
        "resident memory of the server after start",
        bench.residentAtStartKib() / 1024,
        "MiB",
        "");
  }
}
