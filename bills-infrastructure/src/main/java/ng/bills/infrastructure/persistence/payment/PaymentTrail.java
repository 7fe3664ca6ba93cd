package ng.bills.infrastructure.persistence.payment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes {@code payment_trail} on, in the order of the payments' ids. */
final class PaymentTrail {

  // whoever holds the row writes; another node that comes meanwhile goes away
  private static final String END = "select upto from payment_trail_end for update skip locked";
  private static final String NEXT =
      "select id, account_hash, phone_hash, email_sealed from payment"
          + " where id > ? and id < ? order by id limit ?";
  private static final String INSERT =
      "insert into payment_trail (payment_id, account, phone, email) values (?, ?, ?, ?)";
  private static final String MOVE = "update payment_trail_end set upto = ?";

  private static final int TIME_BITS = 16;

  private final PaymentSeals seals;

  PaymentTrail(PaymentSeals seals) {
    this.seals = seals;
  }

  private record Row(UUID id, byte[] account, byte[] phone, byte[] email) {}

  /** The least id made at that moment: ids begin with their milliseconds. */
  static UUID firstId(Instant moment) {
    return new UUID(moment.toEpochMilli() << TIME_BITS, 0);
  }

  int write(Connection connection, Instant before, int limit) throws SQLException {
    Optional<UUID> end = end(connection);
    if (end.isEmpty()) {
      return 0;
    }
    List<Row> rows = next(connection, end.get(), firstId(before), limit);
    if (rows.isEmpty()) {
      return 0;
    }
    insert(connection, rows);
    try (PreparedStatement move = connection.prepareStatement(MOVE)) {
      move.setObject(1, rows.get(rows.size() - 1).id);
      move.executeUpdate();
    }
    return rows.size();
  }

  private static Optional<UUID> end(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(END);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
    }
  }

  private static List<Row> next(Connection connection, UUID after, UUID before, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NEXT)) {
      select.setObject(1, after);
      select.setObject(2, before);
      select.setInt(3, limit);
      List<Row> rows = new ArrayList<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.add(
              new Row(
                  found.getObject(1, UUID.class),
                  found.getBytes(2),
                  found.getBytes(3),
                  found.getBytes(4)));
        }
      }
      return rows;
    }
  }

  private void insert(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Row row : rows) {
        Optional<String> email = seals.openEmail(row.id, row.email);
        insert.setObject(1, row.id);
        insert.setLong(2, TrailHashes.shortened(row.account));
        insert.setObject(3, TrailHashes.shortened(row.phone), Types.BIGINT);
        insert.setObject(
            4, TrailHashes.shortened(email.map(seals::hashEmail).orElse(null)), Types.BIGINT);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
