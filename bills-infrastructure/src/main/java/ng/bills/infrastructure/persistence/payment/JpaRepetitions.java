package ng.bills.infrastructure.persistence.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.payment.port.Repetitions;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentState;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/**
 * What was asked for lately as rows of {@code payment_like}; a trigger refuses the same again. It
 * is one statement more, sent together with those of the payment.
 */
@ApplicationScoped
public class JpaRepetitions implements Repetitions {

  private static final String NOTE =
      "insert into payment_like (what, made_at, payment_id, since) values (?, ?, ?, ?)";

  private static final String FIND =
      "select p.id, p.reference, p.state, p.created_at from payment_like l"
          + " join payment p on p.id = l.payment_id where l.what = ? and l.made_at > ?"
          + " and p.state not in ('account_invalid', 'expired', 'refund_initiated',"
          + " 'refund_processing', 'refunded') order by l.made_at desc limit 1";

  private static final String PRUNE =
      "delete from payment_like where ctid = any (array(select ctid from payment_like"
          + " where made_at < ? limit ?))";

  private final KeyedHash hash;

  @Inject
  public JpaRepetitions(KeyedHash hash) {
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected JpaRepetitions() {
    this(null);
  }

  @Override
  public void note(Payment payment, Optional<Instant> since) {
    UUID id = payment.id().value();
    long what = what(payment.request());
    OpenUnit.require()
        .write(
            NOTE,
            insert -> {
              insert.setLong(1, what);
              Stored.bind(insert, 2, payment.createdAt());
              insert.setObject(3, id);
              Stored.bind(insert, 4, since.orElse(null));
            });
  }

  @Override
  public Optional<Earlier> find(PaymentRequest request, Instant since) {
    return OpenUnit.require().sql(c -> find(c, what(request), since));
  }

  private static Optional<Earlier> find(Connection connection, long what, Instant since)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setLong(1, what);
      Stored.bind(find, 2, since);
      try (ResultSet rows = find.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Earlier(
                    new PaymentId(rows.getObject(1, UUID.class)),
                    new PaymentReference(rows.getString(2)),
                    Stored.named(PaymentState.class, rows.getString(3)),
                    Stored.instant(rows, 4)))
            : Optional.empty();
      }
    }
  }

  /** Two purchases that share it are as good as impossible; one of them would be asked about. */
  private long what(PaymentRequest request) {
    return ByteBuffer.wrap(
            hash.of(
                "purchase",
                String.join(
                    " ",
                    request.partner().toString(),
                    request.billType().wireName(),
                    request.biller().value(),
                    request.account().number(),
                    Long.toString(request.amount().kobo()))))
        .getLong();
  }

  @Override
  public int prune(Instant before, int limit) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement prune = c.prepareStatement(PRUNE)) {
                Stored.bind(prune, 1, before);
                prune.setInt(2, limit);
                return prune.executeUpdate();
              }
            });
  }
}
