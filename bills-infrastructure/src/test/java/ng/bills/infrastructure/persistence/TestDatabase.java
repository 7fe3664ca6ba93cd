package ng.bills.infrastructure.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import ng.bills.application.port.UnitOfWork;
import org.hibernate.SessionFactory;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;

/**
 * One real PostgreSQL for all tests of this module, migrated by Flyway, with the persistence unit
 * of the product in front of it; only transactions are the database's own instead of the server's.
 */
public final class TestDatabase {

  private static final TestDatabase INSTANCE = new TestDatabase();

  private final DataSource dataSource;
  private final SessionFactory sessions;
  private final UnitOfWork unitOfWork;

  private TestDatabase() {
    StartupSettings.provide();
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "60")
              .start();
      dataSource = server.getPostgresDatabase();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
    sessions =
        Persistence.createEntityManagerFactory(
                "bills",
                Map.of(
                    "jakarta.persistence.transactionType",
                    "RESOURCE_LOCAL",
                    "jakarta.persistence.nonJtaDataSource",
                    dataSource,
                    "hibernate.transaction.jta.platform",
                    NoJtaPlatform.INSTANCE,
                    "hibernate.connection.handling_mode",
                    "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION"))
            .unwrap(SessionFactory.class);
    unitOfWork = new LocalUnitOfWork(sessions);
  }

  public static TestDatabase get() {
    return INSTANCE;
  }

  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  public SessionFactory sessions() {
    return sessions;
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /** Runs a statement as somebody at psql would, in a transaction of its own. */
  public int byHand(String... statements) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      int changed = 0;
      for (String sql : statements) {
        changed = statement.executeUpdate(sql);
      }
      connection.commit();
      return changed;
    }
  }

  /** The first column of the first row. */
  public Object value(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getObject(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A partner to whom payments belong. */
  public UUID partner() {
    UUID id = UUID.randomUUID();
    try {
      byHand("insert into partner values ('" + id + "', 'partner " + id + "', now())");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return id;
  }
}
