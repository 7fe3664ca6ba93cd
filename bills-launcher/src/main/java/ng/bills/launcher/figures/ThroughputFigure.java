package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Payments per second end to end, beside what the same database does in plain SQL. */
final class ThroughputFigure implements Figure {

  static final String PER_SECOND = "throughput.payments_per_second";

  private static final Duration YARDSTICK = Duration.ofSeconds(10);

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    bench.warmUp();
    bench.say("yardstick, " + Bench.CLIENTS + " clients, " + YARDSTICK.toSeconds() + " s");
    long before = Yardstick.paymentsPerSecond(bench.database(), Bench.CLIENTS, YARDSTICK);
    bench.say(Bench.PAYMENTS + " payments end to end, " + Bench.CLIENTS + " clients");
    BigDecimal perSecond = BigDecimal.valueOf(new Load(bench).throughput(Bench.PAYMENTS), 3);
    bench.say("yardstick again");
    long after = Yardstick.paymentsPerSecond(bench.database(), Bench.CLIENTS, YARDSTICK);
    long yardstick = (before + after) / 2;
    report.add(
        PER_SECOND,
        "payments per second, end to end",
        perSecond.setScale(1, RoundingMode.HALF_UP),
        "/s",
        "");
    report.add(
        "throughput.yardstick_per_second",
        "yardstick, four commits in plain SQL",
        yardstick,
        "/s",
        "before " + before + ", after " + after);
    report.add(
        "throughput.ratio",
        "ratio",
        Report.ratio(perSecond, BigDecimal.valueOf(yardstick), 3),
        "",
        "");
  }
}
