package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Random;

/**
 * Payments per second while each answer of the provider takes its time: half of them longer than
 * 120 ms and one in a hundred longer than 380 ms, log-normal.
 */
final class SlowAnswersFigure implements Figure {

  private static final int COUNT = Math.min(Bench.PAYMENTS, 6000);

  private static final double MEDIAN_MILLIS = 120;
  private static final double P99_MILLIS = 380;

  /** The 99th percentile of the normal distribution, in standard deviations. */
  private static final double P99 = 2.326347874;

  private static final double SIGMA = Math.log(P99_MILLIS / MEDIAN_MILLIS) / P99;

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    bench.warmUp();
    bench.say(COUNT + " payments end to end, provider at p50 120 ms and p99 380 ms");
    Random random = new Random(20261121);
    bench.sandbox().vtpass().latencies(() -> answer(random));
    long milliPerSecond = new Load(bench).throughput(COUNT);
    bench.sandbox().vtpass().latency(Duration.ZERO);
    report.add(
        "slow_answers.payments_per_second",
        "payments per second, slow provider",
        BigDecimal.valueOf(milliPerSecond, 3).setScale(1, RoundingMode.HALF_UP),
        "/s",
        "answers p50 120 ms, p99 380 ms");
  }

  private static Duration answer(Random random) {
    return Duration.ofMillis(Math.round(MEDIAN_MILLIS * Math.exp(SIGMA * random.nextGaussian())));
  }
}
