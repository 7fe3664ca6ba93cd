package ng.bills.launcher.figures;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import ng.bills.launcher.EmbeddedDatabase;
import ng.bills.launcher.LocalSystem;

/**
 * The database's own count of statements, pg_stat_statements: loaded before the application starts,
 * and off until somebody counts, so that it costs the other figures nothing.
 */
final class StatementCounts {

  private StatementCounts() {}

  /** Restarts the database with it; nothing else runs yet. */
  static void install(LocalSystem system) throws SQLException {
    alter(
        system.database(),
        "alter system set shared_preload_libraries = 'pg_stat_statements'",
        "alter system set pg_stat_statements.track = 'none'");
    Path home = system.options().home().resolve("database");
    EmbeddedDatabase.start(home, system.database().port());
    alter(system.database(), "create extension if not exists pg_stat_statements");
  }

  static void on(EmbeddedDatabase database) throws SQLException {
    alter(
        database,
        "alter system set pg_stat_statements.track = 'top'",
        "select pg_reload_conf()",
        "select pg_stat_statements_reset()");
  }

  static void off(EmbeddedDatabase database) throws SQLException {
    alter(
        database, "alter system set pg_stat_statements.track = 'none'", "select pg_reload_conf()");
  }

  private static void alter(EmbeddedDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
