package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Payments per second end to end, beside what the same database does in plain SQL. The two take
 * turns, and the middle one of the ratios counts, the lower one of two: machines that others use
 * too change their speed within minutes.
 */
final class ThroughputFigure implements Figure {

  static final String PER_SECOND = "throughput.payments_per_second";

  private static final Duration YARDSTICK = Duration.ofSeconds(6);
  private static final int ROUNDS = Integer.getInteger("figures.rounds", 5);

  /**
   * A turn of each.
   *
   * @param payments per second
   * @param yardstick per second, of the mean of before and after
   */
  private record Round(BigDecimal payments, BigDecimal yardstick) {
    BigDecimal ratio() {
      return Report.ratio(payments, yardstick, 3);
    }
  }

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    bench.warmUp();
    int each = Math.max(1, Bench.PAYMENTS / ROUNDS);
    bench.say(
        ROUNDS + " rounds of " + each + " payments end to end, " + Bench.CLIENTS + " clients");
    List<Round> rounds = new ArrayList<>();
    long before = yardstick(bench);
    for (int i = 0; i < ROUNDS; i++) {
      BigDecimal payments = BigDecimal.valueOf(new Load(bench).throughput(each), 3);
      long after = yardstick(bench);
      Round round = new Round(payments, Report.ratio(BigDecimal.valueOf(before + after), TWO, 1));
      bench.say(
          "  "
              + payments.setScale(1, RoundingMode.HALF_UP)
              + "/s beside "
              + round.yardstick()
              + "/s: "
              + round.ratio());
      rounds.add(round);
      before = after;
    }
    add(report, rounds);
  }

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private static long yardstick(Bench bench) throws Exception {
    return Yardstick.paymentsPerSecond(bench.database(), Bench.CLIENTS, YARDSTICK);
  }

  private static void add(Report report, List<Round> rounds) {
    List<Round> sorted = rounds.stream().sorted(Comparator.comparing(Round::ratio)).toList();
    Round middle = sorted.get((sorted.size() - 1) / 2);
    report.add(
        PER_SECOND,
        "payments per second, end to end",
        middle.payments().setScale(1, RoundingMode.HALF_UP),
        "/s",
        "the round with the middle ratio");
    report.add(
        "throughput.yardstick_per_second",
        "yardstick, four commits in plain SQL",
        middle.yardstick(),
        "/s",
        "mean of before and after");
    report.add(
        "throughput.ratio",
        "ratio",
        middle.ratio(),
        "",
        rounds.stream().map(r -> r.ratio().toPlainString()).collect(Collectors.joining(", ")));
  }
}
