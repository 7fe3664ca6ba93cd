package ng.bills.infrastructure.persistence.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.listing.port.PaymentList;
import ng.bills.application.listing.port.Place;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.payment.PaymentSeals;

/** Along the index {@code payment_history}, in both directions. */
@ApplicationScoped
public class JpaPaymentList implements PaymentList {

  // one statement, so that count and snapshot are of the same moment
  private static final String OPEN =
      """
      select pg_current_snapshot()::text, statement_timestamp(),
             (select count(*) from (select from payment p where %s limit ?) counted)""";

  // A transaction that is not in the snapshot of a later list has begun already, or begins later;
  // its payments were created
  // at most two minutes before: 30 s may be waited for a shared commit and 30 s a transaction may
  // last, clocks differ by less
  // than the rest. Who is no more than reading holds it up as well, which is only careful.
  private static final String SETTLED =
      """
      select least(statement_timestamp(), min(xact_start)) - interval '2 minutes'
        from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend'""";

  static final String READ =
      """
select p.id, p.reference, p.state, p.bill_type, p.biller, p.account_kind, p.account_sealed, p.amount_kobo, p.fee_kobo,
       p.created_at, p.updated_at, p.completed_at, p.request_reference, p.plan_code, p.failure_code
  from payment p
 where %s limit %d offset %d""";

  private final PaymentSeals seals;

  @Inject
  public JpaPaymentList(PaymentSeals seals) {
    this.seals = seals;
  }

  /** For the container's proxy. */
  protected JpaPaymentList() {
    this(null);
  }

  @Override
  public Opening open(Filter filter, int countUpTo) {
    Selection selection = Selection.of(filter);
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select =
                  c.prepareStatement(String.format(OPEN, selection.sql()))) {
                select.setInt(selection.bind(c, select, 1), countUpTo);
                try (ResultSet row = select.executeQuery()) {
                  row.next();
                  return new Opening(
                      Horizons.read(row.getString(1)), Stored.instant(row, 2), row.getLong(3));
                }
              }
            });
  }

  @Override
  public Instant settledUntil() {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(SETTLED);
                  ResultSet row = select.executeQuery()) {
                row.next();
                return Stored.instant(row, 1);
              }
            });
  }

  @Override
  public List<Entry> read(Walk walk, Optional<Place> after, int skip, int limit) {
    Selection selection = Selection.of(walk, after);
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select =
                  c.prepareStatement(String.format(READ, selection.sql(), limit, skip))) {
                selection.bind(c, select, 1);
                List<Entry> entries = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    entries.add(entry(rows));
                  }
                }
                return entries;
              }
            });
  }

  private Entry entry(ResultSet row) throws SQLException {
    UUID id = row.getObject(1, UUID.class);
    return new Entry(
        new PaymentHistory.Line(
            new PaymentId(id),
            row.getString(2),
            Stored.named(PaymentState.class, row.getString(3)),
            BillType.named(row.getString(4)).orElseThrow(),
            row.getString(5),
            seals.openAccount(id, row.getString(6), row.getBytes(7)).masked(),
            row.getLong(8),
            row.getLong(9),
            Stored.instant(row, 10),
            Stored.instant(row, 11),
            Optional.ofNullable(Stored.instant(row, 12))),
        Optional.ofNullable(row.getString(13)),
        Optional.ofNullable(row.getString(14)),
        Optional.ofNullable(row.getString(15)));
  }
}
