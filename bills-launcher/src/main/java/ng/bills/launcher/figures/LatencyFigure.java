package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the receipt being visible on Horizon to the token being stored, one payment at a time. */
final class LatencyFigure implements Figure {

  private static final int COUNT = Integer.getInteger("figures.latencies", 200);
  private static final Duration ANSWER = Duration.ofMillis(100);

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    bench.warmUp();
    bench.say(COUNT + " payments one after the other, provider at 100 ms");
    bench.sandbox().vtpass().latency(ANSWER);
    List<BigDecimal> millis = new ArrayList<>();
    Load load = new Load(bench);
    for (int i = 0; i < COUNT; i++) {
      load.steady(1, BigDecimal.TEN, true).forEach(j -> millis.add(j.millis()));
    }
    bench.sandbox().vtpass().latency(Duration.ZERO);
    millis.sort(null);
    report.percentiles(
        "latency", "receipt visible to token stored", millis, "two provider calls of 100 ms");
  }
}
