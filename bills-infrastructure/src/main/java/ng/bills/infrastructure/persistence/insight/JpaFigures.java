package ng.bills.infrastructure.persistence.insight;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.insight.port.Figures;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.insight.Period;
import ng.bills.domain.insight.Tally;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Figures by native statements, each on one core and for some seconds at most. */
@ApplicationScoped
public class JpaFigures implements Figures {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  /** One core, and nothing compiled for what takes a few milliseconds. */
  private static final String MODESTLY =
      "set local max_parallel_workers_per_gather = 0; set local jit = off";

  private static final String BRIEFLY = MODESTLY + "; set local statement_timeout = '5s'";

  private static final String ROLLED = "select until from insight_rolled";

  /** Nobody waits for a node that counts. */
  private static final String CLAIM =
      "select until from insight_rolled where until + interval '15 minutes' <= ?"
          + " for update skip locked";

  private static final String ROLL_MOVES =
      "insert into insight_quarter (at, bill_type, provider, "
          + QuarterSql.SUMS
          + ") "
          + QuarterSql.MOVES;

  private static final String ROLL_CALLS =
      "insert into insight_calls (at, provider, kind, "
          + QuarterSql.CALL_SUMS
          + ") "
          + QuarterSql.CALLS;

  private static final String ADVANCE = "update insight_rolled set until = ?";

  private static final String STEP = "floor(extract(epoch from q.at - ?) / ?)::int";

  private static final String SLICES =
      "select "
          + STEP
          + ", q.bill_type, q.provider, "
          + sums(QuarterSql.SUMS)
          + " from (select at, bill_type, provider, "
          + QuarterSql.SUMS
          + " from insight_quarter where at >= ? and at < ? union all ("
          + QuarterSql.MOVES
          + ")) q group by 1, 2, 3 order by 1, 2, 3";

  private static final String CALLS =
      "select q.provider, q.kind, sum(q.calls)::bigint, sum(q.unanswered)::bigint,"
          + " sum(q.millis)::bigint, max(q.most_millis)::bigint, sum(q.within_2s)::bigint,"
          + " sum(q.within_10s)::bigint from (select at, provider, kind, "
          + QuarterSql.CALL_SUMS
          + " from insight_calls where at >= ? and at < ? union all ("
          + QuarterSql.CALLS
          + ")) q group by 1, 2 order by 1, 2";

  // each branch walks a partial index over what is open, however many payments have ended
  private static final String OPEN =
      """
select p.state, p.review_kind is not null,
       case when p.created_at > ?::timestamptz - interval '1 minute' then 0
            when p.created_at > ?::timestamptz - interval '10 minutes' then 1
            when p.created_at > ?::timestamptz - interval '1 hour' then 2
            when p.created_at > ?::timestamptz - interval '1 day' then 3
            else 4 end,
       count(*), sum(p.amount_kobo)::bigint
  from (
    (select id from payment where state = 'pending_payment' limit 200000)
    union
    (select id from payment where next_action_at is not null limit 200000)
    union
    (select id from payment where review_kind is not null limit 200000)
    union
    (select payment_id from refund where settles_payment and state <> 'confirmed' limit 200000)) o
  join payment p on p.id = o.id
 where p.state not in ('completed', 'refunded', 'expired') or p.review_kind is not null
 group by 1, 2, 3
 order by 1, 2, 3""";

  private static final String BALANCES =
      """
      with recursive known as (
        select min(provider) as provider from provider_float
        union all
        select (select min(f.provider) from provider_float f where f.provider > k.provider)
          from known k where k.provider is not null)
      select %s, k.provider, min(q.available_kobo)
        from known k
        join provider_float q on q.provider = k.provider and q.at >= ? and q.at < ?
       group by 1, 2 order by 1, 2"""
          .formatted(STEP);

  private static String sums(String columns) {
    List<String> sums = new ArrayList<>();
    for (String column : columns.split(", ")) {
      sums.add("sum(q." + column.strip() + ")::bigint");
    }
    return String.join(", ", sums);
  }

  private interface Row<T> {
    T of(ResultSet rows) throws SQLException;
  }

  @Override
  public List<Slice> slices(Period period) {
    return OpenUnit.require()
        .sql(
            c -> {
              set(c, BRIEFLY);
              try (PreparedStatement select = c.prepareStatement(SLICES)) {
                Stored.bind(select, 1, period.from());
                select.setLong(2, period.step().toSeconds());
                bindStretch(select, 3, period, rolled(c));
                return list(select, JpaFigures::slice);
              }
            });
  }

  private static Slice slice(ResultSet r) throws SQLException {
    Tally tally =
        new Tally(
            r.getLong(4),
            r.getLong(5),
            r.getLong(6),
            r.getLong(7),
            r.getLong(8),
            r.getLong(9),
            r.getLong(10),
            r.getLong(11),
            r.getLong(12),
            r.getLong(13),
            r.getLong(14),
            r.getLong(15),
            r.getLong(16),
            new Tally.Speed(
                r.getLong(17), r.getLong(18), r.getLong(19), r.getLong(20), r.getLong(21)));
    return new Slice(
        r.getInt(1),
        BillType.named(r.getString(2)).orElseThrow(),
        Optional.of(r.getString(3)).filter(p -> !p.isEmpty()).map(ProviderCode::new),
        tally);
  }

  @Override
  public List<Calls> calls(Period period) {
    return OpenUnit.require()
        .sql(
            c -> {
              set(c, BRIEFLY);
              try (PreparedStatement select = c.prepareStatement(CALLS)) {
                bindStretch(select, 1, period, rolled(c));
                return list(
                    select,
                    r ->
                        new Calls(
                            new ProviderCode(r.getString(1)),
                            r.getString(2),
                            r.getLong(3),
                            r.getLong(4),
                            r.getLong(5),
                            r.getLong(6),
                            r.getLong(7),
                            r.getLong(8)));
              }
            });
  }

  /** What was counted, then what was not yet. */
  private static void bindStretch(
      PreparedStatement select, int first, Period period, Instant rolled) throws SQLException {
    Instant live = rolled.isAfter(period.from()) ? rolled : period.from();
    boolean counted = live.isAfter(period.until());
    Stored.bind(select, first, period.from());
    Stored.bind(select, first + 1, counted ? period.until() : live);
    Stored.bind(select, first + 2, counted ? period.until() : live);
    Stored.bind(select, first + 3, period.until());
  }

  @Override
  public List<Open> open(Instant now) {
    return OpenUnit.require()
        .sql(
            c -> {
              set(c, BRIEFLY);
              try (PreparedStatement select = c.prepareStatement(OPEN)) {
                for (int i = 1; i <= 4; i++) {
                  Stored.bind(select, i, now);
                }
                return list(
                    select,
                    r ->
                        new Open(
                            Stored.named(PaymentState.class, r.getString(1)),
                            r.getBoolean(2),
                            Age.values()[r.getInt(3)],
                            r.getLong(4),
                            r.getLong(5)));
              }
            });
  }

  @Override
  public List<Balance> balances(Period period) {
    return OpenUnit.require()
        .sql(
            c -> {
              set(c, BRIEFLY);
              try (PreparedStatement select = c.prepareStatement(BALANCES)) {
                Stored.bind(select, 1, period.from());
                select.setLong(2, period.step().toSeconds());
                Stored.bind(select, 3, period.from());
                Stored.bind(select, 4, period.until());
                return list(
                    select,
                    r -> new Balance(r.getInt(1), new ProviderCode(r.getString(2)), r.getLong(3)));
              }
            });
  }

  @Override
  public Instant rolledUntil() {
    return OpenUnit.require().sql(JpaFigures::rolled);
  }

  @Override
  public boolean roll(Instant over) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement claim = c.prepareStatement(CLAIM)) {
                Stored.bind(claim, 1, over);
                List<Instant> from = list(claim, r -> Stored.instant(r, 1));
                if (from.isEmpty()) {
                  return false;
                }
                set(c, MODESTLY);
                Instant next = from.get(0).plus(QUARTER);
                change(c, ROLL_MOVES, from.get(0), next);
                change(c, ROLL_CALLS, from.get(0), next);
                change(c, ADVANCE, next);
                return true;
              }
            });
  }

  private static Instant rolled(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ROLLED)) {
      return list(select, r -> Stored.instant(r, 1)).get(0);
    }
  }

  private static void change(Connection connection, String sql, Instant... times)
      throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      for (int i = 0; i < times.length; i++) {
        Stored.bind(change, i + 1, times[i]);
      }
      change.executeUpdate();
    }
  }

  private static void set(Connection connection, String limits) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(limits);
    }
  }

  private static <T> List<T> list(PreparedStatement select, Row<T> row) throws SQLException {
    List<T> all = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        all.add(row.of(rows));
      }
    }
    return all;
  }
}
