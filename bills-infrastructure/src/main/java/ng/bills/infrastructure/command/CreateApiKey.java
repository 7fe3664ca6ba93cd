package ng.bills.infrastructure.command;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import ng.bills.application.partner.IssueApiKey;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.Partner;
import ng.bills.infrastructure.crypto.KeyRing;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.crypto.SecureIdSource;
import ng.bills.infrastructure.persistence.partner.PartnerKeys;

/**
 * Issues an API key to a partner and prints it, once: only its hash is kept. Reads BILLS_DB_URL,
 * BILLS_DB_USER, BILLS_DB_PASSWORD and BILLS_FIELD_KEYS; the application must have migrated the
 * database before.
 */
public final class CreateApiKey {
  private static final int USAGE = 64;

  private CreateApiKey() {}

  /**
   * @param arguments the partner's name, then {@code live} or {@code test}
   */
  public static void main(String[] arguments) {
    if (arguments.length != 2 || !(arguments[1].equals("live") || arguments[1].equals("test"))) {
      System.err.println("arguments: the partner's name, then live or test");
      System.exit(USAGE);
    }
    try {
      System.out.println(
          create(
              Environment.required("BILLS_DB_URL"),
              Environment.required("BILLS_DB_USER"),
              Environment.required("BILLS_DB_PASSWORD"),
              Environment.required(KeyRing.SETTING),
              arguments[0],
              arguments[1].equals("live")));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Issues a key.
   *
   * @param url JDBC address of the database
   * @param user its user
   * @param password that user's password
   * @param fieldKeys the key ring, as in BILLS_FIELD_KEYS
   * @param partner the partner's name, made if there is none
   * @param live whether the key is for real money
   * @return the key
   * @throws IllegalStateException when the database does not take it; one line without secrets
   */
  public static String create(
      String url, String user, String password, String fieldKeys, String partner, boolean live) {
    KeyedHash hash = new KeyedHash(KeyRing.parse(fieldKeys));
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      connection.setAutoCommit(false);
      return new IssueApiKey(
              new Keys(connection, hash),
              new OneTransaction(connection),
              new SecureIdSource(),
              InstantSource.system())
          .issue(partner, live);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The database did not take the key (SQL state " + e.getSQLState() + ")", e);
    }
  }

  /** Adds keys by the connection of the command. */
  private record Keys(Connection connection, KeyedHash hash) implements ApiKeys {
    @Override
    public Optional<Partner> owner(String presentedKey) {
      throw new UnsupportedOperationException("This command only adds keys");
    }

    @Override
    public Partner add(Partner partner, String key, Instant at) {
      try {
        return PartnerKeys.add(connection, hash, partner, key, at);
      } catch (SQLException e) {
        throw new IllegalStateException(
            "The database did not take the key (SQL state " + e.getSQLState() + ")", e);
      }
    }
  }

  /** A transaction of one connection. */
  private record OneTransaction(Connection connection) implements UnitOfWork {
    @Override
    public <T> T call(Supplier<T> work) {
      try {
        T result = work.get();
        connection.commit();
        return result;
      } catch (SQLException e) {
        throw new IllegalStateException(
            "The database did not commit (SQL state " + e.getSQLState() + ")", e);
      }
    }
  }
}
