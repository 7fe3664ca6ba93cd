package ng.bills.infrastructure.persistence.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.payment.port.PaymentHistory.Line;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.infrastructure.persistence.Stored;

/** Payments as lines of a list, their accounts masked. */
final class PaymentLines {

  /** Up to the condition. */
  static final String SELECT =
      "select id, reference, state, bill_type, biller, account_kind, account_sealed, amount_kobo,"
          + " fee_kobo, created_at, updated_at, completed_at from payment where ";

  private final PaymentSeals seals;

  PaymentLines(PaymentSeals seals) {
    this.seals = seals;
  }

  Line line(ResultSet rows) throws SQLException {
    UUID id = rows.getObject(1, UUID.class);
    return new Line(
        new PaymentId(id),
        rows.getString(2),
        Stored.named(PaymentState.class, rows.getString(3)),
        BillType.named(rows.getString(4)).orElseThrow(),
        rows.getString(5),
        seals.openAccount(id, rows.getString(6), rows.getBytes(7)).masked(),
        rows.getLong(8),
        rows.getLong(9),
        Stored.instant(rows, 10),
        Stored.instant(rows, 11),
        Optional.ofNullable(Stored.instant(rows, 12)));
  }
}
