package ng.bills.infrastructure.persistence.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** First answers as rows of {@code payment_answer}, written with the payment they are about. */
@ApplicationScoped
public class JpaFirstAnswers implements FirstAnswers {

  /** The one way past the trigger that refuses to remove; ends with the transaction. */
  private static final String ALLOW =
      "select set_config('bills.retention', 'payment_answer', true)";

  private static final String PRUNE =
      "delete from payment_answer where payment_id in"
          + " (select payment_id from payment_answer where kept_at < ? limit ?)";

  private final UnitOfWork unitOfWork;
  private final KeyedHash hash;

  @Inject
  public JpaFirstAnswers(UnitOfWork unitOfWork, KeyedHash hash) {
    this.unitOfWork = unitOfWork;
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected JpaFirstAnswers() {
    this(null, null);
  }

  @Override
  public void keep(Payment payment, byte[] asked, FirstAnswer answer) {
    UUID id = payment.id().value();
    byte[] askedHash = hash(asked);
    OpenUnit.require()
        .write(
            "insert into payment_answer (payment_id, asked_hash, location, body, kept_at)"
                + " values (?, ?, ?, ?, ?)",
            insert -> {
              insert.setObject(1, id);
              insert.setBytes(2, askedHash);
              insert.setString(3, answer.location());
              insert.setBytes(4, answer.body());
              Stored.bind(insert, 5, payment.createdAt());
            });
  }

  @Override
  public Optional<Kept> find(PaymentId payment, byte[] asked) {
    return OpenUnit.require().sql(c -> find(c, payment.value(), asked));
  }

  private Optional<Kept> find(Connection connection, UUID payment, byte[] asked)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select asked_hash, location, body from payment_answer where payment_id = ?")) {
      select.setObject(1, payment);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Kept(
                    new FirstAnswer(rows.getString(2), rows.getBytes(3)),
                    MessageDigest.isEqual(rows.getBytes(1), hash(asked))))
            : Optional.empty();
      }
    }
  }

  @Override
  public int prune(Instant before, int limit) {
    return unitOfWork.call(() -> OpenUnit.require().sql(c -> prune(c, before, limit)));
  }

  private static int prune(Connection connection, Instant before, int limit) throws SQLException {
    try (PreparedStatement allow = connection.prepareStatement(ALLOW);
        PreparedStatement prune = connection.prepareStatement(PRUNE)) {
      allow.execute();
      Stored.bind(prune, 1, before);
      prune.setInt(2, limit);
      return prune.executeUpdate();
    }
  }

  private byte[] hash(byte[] asked) {
    return hash.of("request", asked);
  }
}
