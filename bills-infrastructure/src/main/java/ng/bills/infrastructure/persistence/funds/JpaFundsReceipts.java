package ng.bills.infrastructure.persistence.funds;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.funds.port.FundsReceipts;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Receipts by Hibernate; the position moves by comparing and setting it in one statement. */
@ApplicationScoped
public class JpaFundsReceipts implements FundsReceipts {

  private static final String CURSOR =
      "select position, seen_through from feed_cursor where feed = ?";
  private static final String BEGIN =
      "insert into feed_cursor (feed, position, seen_through) values (?, ?, ?)";
  private static final String ADVANCE =
      "update feed_cursor set position = ?, seen_through = ? where feed = ? and position = ?";
  private static final String KNOWN =
      "select operation_key from funds_receipt where feed = ? and operation_key = any (?)";
  private static final String QUARANTINE =
      "insert into funds_quarantine (feed, operation_key, raw, why) values (?, ?, ?, ?)"
          + " on conflict do nothing";

  /** What people gave to a payment: at most one receipt. */
  private static final String GIVEN =
      "select r.* from funds_assignment a join funds_receipt r on r.operation_key = a.operation_key"
          + " where a.payment_id = ?";

  private static final String GIVEN_AND_HELD =
      GIVEN
          + " and not exists (select from refund f"
          + " where f.operation_key = r.operation_key and f.state <> 'withdrawn')";

  @Override
  public Optional<Cursor> cursor(String feed) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(CURSOR)) {
                select.setString(1, feed);
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next()
                      ? Optional.of(new Cursor(rows.getString(1), Stored.instant(rows, 2)))
                      : Optional.empty();
                }
              }
            });
  }

  @Override
  public void begin(String feed, Cursor cursor) {
    OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement insert = c.prepareStatement(BEGIN)) {
                insert.setString(1, feed);
                insert.setString(2, cursor.position());
                Stored.bind(insert, 3, cursor.seenThrough());
                return insert.executeUpdate();
              }
            });
  }

  @Override
  public boolean advance(String feed, String from, Cursor to) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement update = c.prepareStatement(ADVANCE)) {
                update.setString(1, to.position());
                Stored.bind(update, 2, to.seenThrough());
                update.setString(3, feed);
                update.setString(4, from);
                return update.executeUpdate() == 1;
              }
            });
  }

  @Override
  public List<String> known(String feed, List<String> operationKeys) {
    if (operationKeys.isEmpty()) {
      return List.of();
    }
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(KNOWN)) {
                select.setString(1, feed);
                select.setArray(2, c.createArrayOf("text", operationKeys.toArray()));
                List<String> known = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    known.add(rows.getString(1));
                  }
                }
                return known;
              }
            });
  }

  @Override
  public void add(
      String feed, FundsReceipt receipt, FundsMatch match, Optional<PaymentId> payment) {
    OpenUnit.require().write(s -> s.insert(FundsReceiptRow.of(feed, receipt, match, payment)));
  }

  @Override
  public void quarantine(String feed, FundsFeed.Unreadable record) {
    OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement insert = c.prepareStatement(QUARANTINE)) {
                insert.setString(1, feed);
                insert.setString(2, record.operationKey());
                insert.setString(3, withoutNul(record.raw()));
                insert.setString(4, withoutNul(record.why()));
                return insert.executeUpdate();
              }
            });
  }

  /** PostgreSQL's text holds every character but U+0000. */
  private static String withoutNul(String text) {
    return text.replace("\u0000", "\\u0000");
  }

  @Override
  public List<FundsReceipt> heldFor(PaymentId payment) {
    List<FundsReceipt> meant =
        receipts(
            "from FundsReceiptRow r where r.paymentId = ?1 and r.match = 'exact'"
                + " and not exists (select 1 from RefundRow f"
                + " where f.operationKey = r.operationKey and f.state <> 'withdrawn')"
                + " order by r.closedAt, r.operationKey",
            payment.value());
    return meant.isEmpty() ? given(GIVEN_AND_HELD, payment) : meant;
  }

  @Override
  public List<FundsReceipt> of(PaymentId payment) {
    List<FundsReceipt> all =
        new ArrayList<>(
            receipts(
                "from FundsReceiptRow r where r.paymentId = ?1 order by r.closedAt, r.operationKey",
                payment.value()));
    all.addAll(given(GIVEN, payment));
    return all;
  }

  private static List<FundsReceipt> given(String sql, PaymentId payment) {
    return OpenUnit.require()
        .rows(
            s ->
                s.createNativeQuery(sql, FundsReceiptRow.class)
                    .setParameter(1, payment.value())
                    .getResultList())
        .stream()
        .map(FundsReceiptRow::toReceipt)
        .toList();
  }

  @Override
  public Optional<FundsReceipt> find(String operationKey) {
    return receipts(
            "from FundsReceiptRow r where r.operationKey = ?1 order by r.closedAt", operationKey)
        .stream()
        .findFirst();
  }

  private static List<FundsReceipt> receipts(String query, Object parameter) {
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery(query, FundsReceiptRow.class)
                    .setParameter(1, parameter)
                    .getResultList())
        .stream()
        .map(FundsReceiptRow::toReceipt)
        .toList();
  }
}
