package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ng.bills.sandbox.fault.FaultRule;

/**
 * Receipts per second when the intake has to catch up: once over receipts it has never seen,
 * because Horizon was not to be reached while they came, with all the work they set going; and once
 * over receipts it knows, because its position was set back. The second time nothing is booked.
 */
final class ReplayFigure implements Figure {

  private static final String POSITION = "select position from feed_cursor";

  /** Several pages of 200 at least: the first one tells nothing. */
  private static final int COUNT = Math.max(600, Math.min(Bench.PAYMENTS, 2000));

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    bench.warmUp();
    report.add(
        "replay.new_per_second",
        "receipts taken in per second, after a gap",
        caughtUp(bench),
        "/s",
        COUNT + " receipts, payments go on at once");
    long known = bench.number("select count(*) from funds_receipt");
    report.add(
        "replay.known_per_second",
        "receipts replayed per second, all known",
        readAgain(bench, known),
        "/s",
        known + " receipts");
    if (bench.number("select count(*) from funds_receipt") != known) {
      throw new IllegalStateException("a receipt was taken in twice");
    }
  }

  private static BigDecimal caughtUp(Bench bench) throws Exception {
    bench.say(COUNT + " payments while Horizon is not to be reached");
    long before = bench.number("select count(*) from funds_receipt");
    String since = bench.query("select now()");
    String fault =
        bench
            .sandbox()
            .horizon()
            .faults()
            .add(FaultRule.when("GET", ".*").effect("status", Map.of("code", 503)));
    new Load(bench).askAndPay(COUNT);
    bench.sandbox().horizon().faults().remove(fault);
    await(bench, "select count(*) from funds_receipt", before + COUNT);
    // each page has the time its transaction began
    String pages = " from funds_receipt where stored_at > '" + since + "'";
    long micros =
        bench.number(
            "select (extract(epoch from max(stored_at) - min(stored_at)) * 1000000)::bigint"
                + pages);
    long first =
        bench.number(
            "select count(*)" + pages + " and stored_at = (select min(stored_at)" + pages + ")");
    await(
        bench,
        "select count(*) from payment where state = 'completed' and created_at > '" + since + "'",
        COUNT);
    return perSecond(COUNT - first, micros);
  }

  private static BigDecimal readAgain(Bench bench, long known) throws Exception {
    bench.say("reading " + known + " known receipts again");
    long end = bench.number(POSITION);
    // an operation's id is its position; one less is before it
    long begin = bench.number("select min(operation_key::bigint) - 1 from funds_receipt");
    bench.execute("update feed_cursor set position = '" + begin + "'");
    // the next look may be seconds away: time runs from the first page on
    await(bench, POSITION, begin + 1);
    long began = System.nanoTime();
    long first = bench.number(POSITION);
    await(bench, POSITION, end);
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
    long left =
        bench.number("select count(*) from funds_receipt where operation_key::bigint > " + first);
    return perSecond(left, micros);
  }

  private static BigDecimal perSecond(long count, long micros) {
    return BigDecimal.valueOf(count)
        .multiply(BigDecimal.valueOf(TimeUnit.SECONDS.toMicros(1)))
        .divide(BigDecimal.valueOf(Math.max(1, micros)), 0, RoundingMode.HALF_UP);
  }

  private static void await(Bench bench, String sql, long atLeast) throws SQLException {
    long deadline = System.nanoTime() + Bench.PATIENCE.toNanos();
    while (bench.number(sql) < atLeast) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not " + atLeast + " in time: " + sql);
      }
      Bench.pause(Duration.ofMillis(5));
    }
  }
}
