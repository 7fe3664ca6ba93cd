package ng.bills.launcher.figures;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Transactions and statements of a payment, by the database's own counts, from the request until
 * the customer is told. What runs on timers all the time is measured first and taken off.
 */
final class CommitsFigure implements Figure {

  private static final int COUNT = Math.min(Bench.PAYMENTS, 1000);

  /** A connection that does nothing tells its counts after ten seconds (PostgreSQL's pgstat.c). */
  private static final Duration TOLD = Duration.ofSeconds(12);

  private static final Duration IDLE = Duration.ofSeconds(15);

  /** Statements that are no control of transactions: of these each has its own count below. */
  private static final String STATEMENTS =
      "select coalesce(sum(s.calls), 0)::bigint from pg_stat_statements s join pg_database d on"
          + " d.oid = s.dbid and d.datname = current_database() where s.query !~*"
          + " '^(begin|commit|rollback|set |show |discard|deallocate)'";

  /**
   * Counts at a moment.
   *
   * @param writing transactions that wrote: each was given a number
   * @param all transactions that were committed, those that only read among them
   */
  private record Counts(long nanos, long writing, long all, long statements) {

    /** What was counted since, less what the timers do in that time. */
    Counts since(Counts before, Counts idle) {
      long time = nanos - before.nanos;
      return new Counts(
          time,
          writing - before.writing - share(idle.writing, time, idle.nanos),
          all - before.all - share(idle.all, time, idle.nanos),
          statements - before.statements - share(idle.statements, time, idle.nanos));
    }

    private static long share(long count, long time, long of) {
      return of == 0 ? 0 : Math.round((double) count * time / of);
    }
  }

  private static final Counts NONE = new Counts(0, 0, 0, 0);

  @Override
  public void measure(Bench bench, Report report) throws Exception {
    bench.warmUp();
    StatementCounts.on(bench.database());
    Bench.pause(TOLD);
    bench.say("counting what the timers do, " + IDLE.toSeconds() + " s");
    Counts before = counts(bench);
    Bench.pause(IDLE);
    Counts idle = counts(bench).since(before, NONE);
    bench.say("counting what " + COUNT + " payments do");
    Counts start = counts(bench);
    new Load(bench).throughput(COUNT);
    Bench.pause(TOLD);
    Counts end = counts(bench).since(start, idle);
    StatementCounts.off(bench.database());
    add(report, "writing", "transactions that write, of a payment", end.writing);
    add(report, "all", "transactions, of a payment", end.all);
    add(report, "statements", "statements, of a payment", end.statements);
  }

  private static void add(Report report, String key, String title, long count) {
    report.add("commits." + key, title, Report.ratio(count, COUNT, 2), "", "");
  }

  private static Counts counts(Bench bench) throws SQLException {
    return new Counts(
        System.nanoTime(),
        bench.number("select pg_snapshot_xmax(pg_current_snapshot())::text"),
        bench.number("select xact_commit from pg_stat_database where datname = current_database()"),
        bench.number(STATEMENTS));
  }
}
