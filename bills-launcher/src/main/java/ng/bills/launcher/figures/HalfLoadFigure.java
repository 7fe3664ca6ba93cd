package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/**
 * What Bills adds to a customer's wait while half of what it can do is asked of it: from the
 * receipt being visible on Horizon to the token being stored, less the two answers of the provider.
 */
final class HalfLoadFigure implements Figure {

  private static final Duration ANSWER = Duration.ofMillis(100);
  private static final BigDecimal BOTH_ANSWERS = BigDecimal.valueOf(2 * ANSWER.toMillis());

  /** Payments per second that count as full load when throughput was not measured in this run. */
  private static final long FULL = Long.getLong("figures.rate", 140);

  private static final int SECONDS = Integer.getInteger("figures.seconds", 30);

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    bench.warmUp();
    BigDecimal full =
        report.value(ThroughputFigure.PER_SECOND).orElseGet(() -> BigDecimal.valueOf(FULL));
    BigDecimal half = full.divide(BigDecimal.valueOf(2), 1, RoundingMode.HALF_UP);
    int count = half.multiply(BigDecimal.valueOf(SECONDS)).intValue();
    bench.say(count + " payments at " + half + "/s, provider at 100 ms");
    bench.sandbox().vtpass().latency(ANSWER);
    List<BigDecimal> steady = added(bench, count, half, true);
    bench.say("the same, those of a fifth of a second at once");
    List<BigDecimal> bursts = added(bench, count, half, false);
    bench.sandbox().vtpass().latency(Duration.ZERO);
    report.add("half_load.payments_per_second", "half load", half, "/s", "");
    report.percentiles(
        "half_load.added", "added latency at half load", steady, "less two answers of 100 ms");
    report.percentiles(
        "half_load.bursts",
        "the same, receipts in bursts",
        bursts,
        "a ledger each 200 ms, all of it at once");
  }

  private static List<BigDecimal> added(
      Bench bench, int count, BigDecimal perSecond, boolean oneByOne) throws Exception {
    return new Load(bench)
        .steady(count, perSecond, oneByOne).stream()
            .map(millis -> millis.subtract(BOTH_ANSWERS))
            .toList();
  }
}
