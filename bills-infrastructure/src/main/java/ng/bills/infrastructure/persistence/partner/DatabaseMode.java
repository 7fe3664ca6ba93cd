package ng.bills.infrastructure.persistence.partner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import ng.bills.domain.partner.Mode;

/**
 * What the database is for, written down by the first start on it and never changed: payments of a
 * sandbox must never be worked on by a live system (docs/adr/0030).
 */
public final class DatabaseMode {

  private static final String CLAIM =
      "insert into deployment_mode (mode) values (?) on conflict do nothing";
  private static final String READ = "select mode from deployment_mode";

  private DatabaseMode() {}

  /**
   * Writes the mode down unless one is there.
   *
   * @param connection outside a transaction: each statement stands by itself
   * @return the mode that is there now
   * @throws SQLException when the database refuses
   */
  public static Mode claim(Connection connection, Mode mode) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
      insert.setString(1, mode.wireName());
      insert.executeUpdate();
    }
    return of(connection).orElseThrow(() -> new SQLException("The mode was written and is gone"));
  }

  /** The mode that is there, if any. */
  static Optional<Mode> of(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(READ);
        ResultSet row = query.executeQuery()) {
      return row.next() ? Mode.named(row.getString(1)) : Optional.empty();
    }
  }
}
