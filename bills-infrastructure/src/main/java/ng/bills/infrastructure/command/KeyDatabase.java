package ng.bills.infrastructure.command;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import ng.bills.application.partner.IssueApiKey;
import ng.bills.application.partner.RevokeApiKey;
import ng.bills.application.partner.RotateApiKey;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.crypto.KeyRing;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.crypto.SecureIdSource;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.partner.JpaApiKeys;

/**
 * API keys in a database without a server: the same use cases over one connection. The application
 * must have migrated the database before.
 */
public final class KeyDatabase implements AutoCloseable {

  private final Connection connection;
  private final JpaApiKeys keys;
  private final UnitOfWork tx;
  private final IdSource ids = new SecureIdSource();
  private final InstantSource clock = InstantSource.system();

  private KeyDatabase(Connection connection, KeyedHash hash) {
    this.connection = connection;
    this.keys = new JpaApiKeys(new Single(connection), hash);
    this.tx = new OneTransaction(connection);
  }

  /**
   * Connects.
   *
   * @param url JDBC address of the database
   * @param user its user
   * @param password that user's password
   * @param ring the field keys of the running system
   * @throws IllegalStateException when the database does not take it; one line without secrets
   */
  public static KeyDatabase open(String url, String user, String password, KeyRing ring) {
    try {
      return over(DriverManager.getConnection(url, user, password), new KeyedHash(ring));
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  static KeyDatabase over(Connection connection, KeyedHash hash) {
    try {
      connection.setAutoCommit(false);
      return new KeyDatabase(connection, hash);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** {@link IssueApiKey#issue}. */
  public String issue(String partner, Mode mode, KeyTerms terms) {
    return new IssueApiKey(keys, tx, ids, clock).issue(partner, mode, terms);
  }

  /** {@link RotateApiKey#rotate}. */
  public String rotate(String idOrPrefix, Duration overlap) {
    return new RotateApiKey(keys, tx, ids, clock).rotate(idOrPrefix, overlap);
  }

  /** {@link RevokeApiKey#revoke}. */
  public ApiKey revoke(String idOrPrefix) {
    return new RevokeApiKey(keys, tx, clock).revoke(idOrPrefix);
  }

  List<ApiKey> all(Optional<String> partnerName) {
    return tx.call(() -> keys.all(partnerName));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static IllegalStateException refused(SQLException e) {
    return new IllegalStateException(
        "The database did not take it (SQL state " + e.getSQLState() + ")", e);
  }

  /** The connection of the command. */
  private record Single(Connection connection) implements JpaApiKeys.OnConnection {
    @Override
    public <T> T run(OpenUnit.Statements<T> work) {
      try {
        return work.on(connection);
      } catch (SQLException e) {
        throw refused(e);
      }
    }
  }

  /** A transaction of one connection. */
  private record OneTransaction(Connection connection) implements UnitOfWork {
    @Override
    public <T> T call(Supplier<T> work) {
      try {
        try {
          T result = work.get();
          connection.commit();
          return result;
        } finally {
          connection.rollback(); // of nothing, once it is committed
        }
      } catch (SQLException e) {
        throw refused(e);
      }
    }
  }
}
