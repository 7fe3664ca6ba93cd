package ng.bills.infrastructure.persistence.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import ng.bills.application.payment.port.PaymentNotes;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Notes by native statements; the table's unique key leaves out what was said before. */
@ApplicationScoped
public class JpaPaymentNotes implements PaymentNotes {

  private static final String INSERT =
      "insert into payment_note (payment_id, kind, attempt, provider, text, at)"
          + " values (?, ?, ?, ?, ?, ?) on conflict do nothing";

  private static final String SELECT =
      "select kind, attempt, provider, text, at from payment_note where payment_id = ? order by id";

  @Override
  public void append(PaymentId payment, List<PaymentNote> notes) {
    OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement insert = c.prepareStatement(INSERT)) {
                for (PaymentNote note : notes) {
                  insert.setObject(1, payment.value());
                  insert.setString(2, note.kind().wireName());
                  insert.setInt(3, note.attempt());
                  insert.setString(4, note.provider().value());
                  insert.setString(5, note.text());
                  Stored.bind(insert, 6, note.at());
                  insert.addBatch();
                }
                return insert.executeBatch();
              }
            });
  }

  @Override
  public List<PaymentNote> of(PaymentId payment) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(SELECT)) {
                select.setObject(1, payment.value());
                List<PaymentNote> notes = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    notes.add(
                        new PaymentNote(
                            Stored.named(PaymentNote.Kind.class, rows.getString(1)),
                            rows.getInt(2),
                            new ProviderCode(rows.getString(3)),
                            rows.getString(4),
                            Stored.instant(rows, 5)));
                  }
                }
                return notes;
              }
            });
  }
}
