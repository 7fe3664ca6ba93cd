package ng.bills.infrastructure.persistence.refund;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.BreachCause;
import ng.bills.domain.refund.BreachFinding;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.ClockedWait;
import ng.bills.domain.refund.RefundId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** The refund clock by native statements: the view of moments, and the breaches that were found. */
@ApplicationScoped
public class JpaRefundClocks implements RefundClocks {

  /** Runs statements on the connection of the open unit of work, or on another one. */
  public interface OnConnection {
    <T> T run(OpenUnit.Statements<T> work);
  }

  // each bill type has its own moment; the latest of them bounds the scan of the index
  private static final String UNSENT =
      """
      select r.created_at, r.payment_id
        from refund r
        join payment p on p.id = r.payment_id
        join (values %s) l (bill_type, moment) on l.bill_type = p.bill_type and r.created_at < l.moment
       where r.settles_payment and r.state <> 'confirmed'
         and r.created_at < ? and (r.created_at, r.payment_id) > (?, ?)
         and not exists (select from refund_clock_breach b
                          where b.payment_id = r.payment_id and b.wait = 'refund')
       order by r.created_at, r.payment_id
       limit ?""";

  // along payment_due: what is in these states is due some time, and nothing older is
  private static final String UNSETTLED =
      """
      select p.created_at, p.id
        from payment p
        join (values %s) l (bill_type, moment) on l.bill_type = p.bill_type and p.created_at < l.moment
       where p.state in ('processing_bill', 'provider_processing', 'retry_scheduled')
         and p.next_action_at is not null
         and p.created_at < ? and (p.created_at, p.id) > (?, ?)
         and not exists (select from refund_clock_breach b
                          where b.payment_id = p.id and b.wait = 'pending')
       order by p.created_at, p.id
       limit ?""";

  private static final String OTHERS =
      "select exists (select from refund_attempt where state = 'live' and refund_id <> ?)";

  private static final String INSERT =
      "insert into refund_clock_breach"
          + " (payment_id, wait, since, limit_millis, breached_at, cause, detail, found_at)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

  private static final String COLUMNS =
      "payment_id, wait, since, limit_millis, cause, detail, found_at";

  private static final String OF =
      "select "
          + COLUMNS
          + " from refund_clock_breach where payment_id = ? order by breached_at, wait desc";

  // the page first, then the clocks of what is on it
  private static final String REPORT =
      """
      select b.payment_id, b.wait, b.since, b.limit_millis, b.cause, b.detail, b.found_at,
             c.reference, c.bill_type, c.biller, c.state,
             case b.wait when 'refund' then c.refund_submitted_at else c.pending_until end
        from (select x.* from refund_clock_breach x
                join payment p on p.id = x.payment_id
               where (?::uuid is null or p.partner_id = ?::uuid)
                 and (?::timestamptz is null or x.breached_at >= ?::timestamptz)
                 and (?::timestamptz is null or x.breached_at < ?::timestamptz)
                 and ((x.breached_at, x.payment_id) > (?, ?)
                      or (?::boolean and x.wait = 'pending'
                          and (x.breached_at, x.payment_id) = (?, ?)))
               order by x.breached_at, x.payment_id, x.wait desc
               limit ?) b
        join refund_clock c on c.payment_id = b.payment_id
       order by b.breached_at, b.payment_id, b.wait desc""";

  private static final Place FIRST = new Place(Instant.EPOCH, new PaymentId(new UUID(0, 0)));

  private final OnConnection connection;

  public JpaRefundClocks() {
    this(
        new OnConnection() {
          @Override
          public <T> T run(OpenUnit.Statements<T> work) {
            return OpenUnit.require().sql(work);
          }
        });
  }

  /** Over another connection, for commands. */
  public JpaRefundClocks(OnConnection connection) {
    this.connection = connection;
  }

  @Override
  public List<Place> unsent(Map<BillType, Instant> owedBefore, Optional<Place> after, int limit) {
    return places(UNSENT, owedBefore, after, limit);
  }

  @Override
  public List<Place> unsettled(
      Map<BillType, Instant> requestedBefore, Optional<Place> after, int limit) {
    return places(UNSETTLED, requestedBefore, after, limit);
  }

  private List<Place> places(
      String sql, Map<BillType, Instant> before, Optional<Place> after, int limit) {
    String rows = String.join(", ", Collections.nCopies(before.size(), "(?, ?::timestamptz)"));
    return connection.run(
        c -> {
          try (PreparedStatement select = c.prepareStatement(String.format(sql, rows))) {
            int at = 1;
            for (Map.Entry<BillType, Instant> type : before.entrySet()) {
              select.setString(at++, type.getKey().wireName());
              Stored.bind(select, at++, type.getValue());
            }
            Stored.bind(select, at++, Collections.max(before.values()));
            Place from = after.orElse(FIRST);
            Stored.bind(select, at++, from.at());
            select.setObject(at++, from.payment().value());
            select.setInt(at, limit);
            List<Place> places = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
              while (found.next()) {
                places.add(
                    new Place(
                        Stored.instant(found, 1), new PaymentId(found.getObject(2, UUID.class))));
              }
            }
            return places;
          }
        });
  }

  @Override
  public boolean othersOnTheirWay(RefundId refund) {
    return connection.run(
        c -> {
          try (PreparedStatement select = c.prepareStatement(OTHERS)) {
            select.setObject(1, refund.value());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getBoolean(1);
            }
          }
        });
  }

  @Override
  public boolean keep(ClockBreach breach) {
    return connection.run(
        c -> {
          try (PreparedStatement insert = c.prepareStatement(INSERT)) {
            insert.setObject(1, breach.payment().value());
            insert.setString(2, breach.clocked().wireName());
            Stored.bind(insert, 3, breach.since());
            insert.setLong(4, breach.limit().toMillis());
            Stored.bind(insert, 5, breach.at());
            insert.setString(6, breach.finding().cause().wireName());
            insert.setString(7, breach.finding().detail());
            Stored.bind(insert, 8, breach.foundAt());
            return insert.executeUpdate() == 1;
          }
        });
  }

  @Override
  public List<ClockBreach> of(PaymentId payment) {
    return connection.run(
        c -> {
          try (PreparedStatement select = c.prepareStatement(OF)) {
            select.setObject(1, payment.value());
            List<ClockBreach> breaches = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
              while (found.next()) {
                breaches.add(breach(found));
              }
            }
            return breaches;
          }
        });
  }

  @Override
  public List<Line> breaches(Filter filter, Optional<Cursor> after, int limit) {
    return connection.run(c -> breaches(c, filter, after, limit));
  }

  private static List<Line> breaches(
      Connection connection, Filter filter, Optional<Cursor> after, int limit) throws SQLException {
    Place from = after.map(Cursor::place).orElse(FIRST);
    try (PreparedStatement select = connection.prepareStatement(REPORT)) {
      for (int i = 1; i <= 2; i++) {
        select.setObject(i, filter.partner().map(p -> p.value()).orElse(null));
        Stored.bind(select, 2 + i, filter.from().orElse(null));
        Stored.bind(select, 4 + i, filter.to().orElse(null));
      }
      Stored.bind(select, 7, from.at());
      select.setObject(8, from.payment().value());
      select.setBoolean(9, after.filter(Cursor::refund).isPresent());
      Stored.bind(select, 10, from.at());
      select.setObject(11, from.payment().value());
      select.setInt(12, limit);
      List<Line> lines = new ArrayList<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          lines.add(
              new Line(
                  breach(found),
                  found.getString(8),
                  BillType.named(found.getString(9)).orElseThrow(),
                  found.getString(10),
                  Stored.named(PaymentState.class, found.getString(11)),
                  Optional.ofNullable(Stored.instant(found, 12))));
        }
      }
      return lines;
    }
  }

  private static ClockBreach breach(ResultSet row) throws SQLException {
    return new ClockBreach(
        new PaymentId(row.getObject(1, UUID.class)),
        Stored.named(ClockedWait.class, row.getString(2)),
        Stored.instant(row, 3),
        Duration.ofMillis(row.getLong(4)),
        new BreachFinding(Stored.named(BreachCause.class, row.getString(5)), row.getString(6)),
        Stored.instant(row, 7));
  }
}
