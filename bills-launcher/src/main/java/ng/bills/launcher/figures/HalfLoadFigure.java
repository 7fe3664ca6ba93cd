package ng.bills.launcher.figures;

import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What Bills adds to a customer's wait while half of what it can do is asked of it: from the
 * receipt being visible on Horizon to the token being stored, less the two answers of the provider.
 */
final class HalfLoadFigure implements Figure {

  private static final Duration ANSWER = Duration.ofMillis(100);
  private static final BigDecimal ONE_ANSWER = BigDecimal.valueOf(ANSWER.toMillis());
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
    List<Journey> steady = new Load(bench).steady(count, half, true);
    bench.say("the same, those of a fifth of a second at once");
    List<Journey> bursts = new Load(bench).steady(count, half, false);
    bench.sandbox().vtpass().latency(Duration.ZERO);
    report.add("half_load.payments_per_second", "half load", half, "/s", "");
    added(report, "half_load.added", "added latency at half load", steady);
    added(report, "half_load.bursts", "the same, receipts in bursts of 200 ms", bursts);
  }

  private static void added(Report report, String key, String title, List<Journey> journeys) {
    part(report, key, title, journeys, Journey::millis, BOTH_ANSWERS);
    part(report, key + ".intake", "  until taken in", journeys, Journey::intakeMillis, ZERO);
    part(report, key + ".check", "  until ordered", journeys, Journey::checkMillis, ONE_ANSWER);
    part(report, key + ".order", "  until stored", journeys, Journey::orderMillis, ONE_ANSWER);
  }

  private static void part(
      Report report,
      String key,
      String title,
      List<Journey> journeys,
      Function<Journey, BigDecimal> millis,
      BigDecimal answers) {
    report.percentiles(
        key,
        title,
        journeys.stream().map(millis).map(m -> m.subtract(answers)).sorted().toList(),
        answers.signum() == 0 ? "" : "less " + answers + " ms of the provider's answers");
  }
}
