package ng.bills.infrastructure.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import ng.bills.infrastructure.setting.SettingSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database account that owns the tables, when that is another one than the application's. It
 * migrates and lets the application in; what the application may not do, it then cannot do.
 */
final class DatabaseOwner {

  /** What the application may with what there is; run after each migration. */
  private static final List<String> GRANTS =
      List.of(
          "grant usage on schema public to %1$s",
          "grant select, insert, update, delete on all tables in schema public to %1$s",
          "grant usage, select on all sequences in schema public to %1$s",
          "revoke insert, update, delete on flyway_schema_history from %1$s",
          "revoke update, delete on audit_entry from %1$s",
          "revoke insert, delete on audit_head from %1$s",
          "revoke delete on staff from %1$s");

  private final PGSimpleDataSource dataSource;
  private final String application;

  private DatabaseOwner(PGSimpleDataSource dataSource, String application) {
    this.dataSource = dataSource;
    this.application = application;
  }

  /** The owner as the settings say; empty when the application owns its tables itself. */
  static Optional<DatabaseOwner> of(SettingSource settings) {
    return settings
        .value("BILLS_DB_OWNER_USER")
        .map(
            user -> {
              PGSimpleDataSource source = new PGSimpleDataSource();
              source.setUrl(settings.value("BILLS_DB_URL").orElse(""));
              source.setUser(user);
              source.setPassword(settings.value("BILLS_DB_OWNER_PASSWORD").orElse(""));
              return new DatabaseOwner(source, settings.value("BILLS_DB_USER").orElse(""));
            });
  }

  DataSource dataSource() {
    return dataSource;
  }

  /**
   * Gives the application's account what it needs and no more.
   *
   * @throws IllegalStateException when the database refuses
   */
  void letTheApplicationIn() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // servers that start together take turns: grants of the same table at once fail
      statement.execute("select pg_advisory_xact_lock(hashtext('bills grants'))");
      String quoted = statement.enquoteIdentifier(application, true);
      for (String grant : GRANTS) {
        statement.execute(grant.formatted(quoted));
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the owner of the database could not let BILLS_DB_USER in (SQL state "
              + e.getSQLState()
              + ")",
          e);
    }
  }
}
