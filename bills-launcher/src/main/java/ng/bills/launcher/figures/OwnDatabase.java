package ng.bills.launcher.figures;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import ng.bills.launcher.EmbeddedDatabase;
import org.flywaydb.core.Flyway;

/** A database of the product's schema on the same server, in which no application is at work. */
final class OwnDatabase implements AutoCloseable {

  private static final String NAME = "figures";

  /** A partner to whom all payments belong. */
  static final String PARTNER = "00000000-0000-7000-8000-0000000f1915";

  private final EmbeddedDatabase server;
  private final String url;

  OwnDatabase(EmbeddedDatabase server) throws SQLException {
    this.server = server;
    onServer("drop database if exists " + NAME + " with (force)");
    onServer("create database " + NAME);
    url = server.jdbcUrl().replaceAll("/[a-z]+$", "/" + NAME);
    Flyway.configure()
        .dataSource(url, server.user(), server.password())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    execute("insert into partner values ('" + PARTNER + "', 'figures', now())");
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, server.user(), server.password());
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /**
   * Makes payments, without their histories: the triggers and foreign keys that would ask for them
   * are off for this session.
   *
   * @param from number of the first
   * @param state in SQL; may use the number {@code n}
   * @param due when they are due, in SQL
   */
  void payments(long from, long count, String state, String due) throws SQLException {
    execute(
        "set session_replication_role = replica",
        """
        insert into payment (id, reference, partner_id, bill_type, biller, account_kind, account_sealed,
            account_hash, email_sealed, amount_kobo, fee_kobo, state, move_count, created_at, expires_at, updated_at,
            completed_at, next_action_at, check_tries, retries_used, attempt_count, delivery_number, version)
        select gen_random_uuid(), lpad(n::text, 17, '0'), '%s', 'electricity', 'ikedc', 'prepaid',
            decode(repeat(md5(n::text), 2), 'hex'), decode(repeat(md5(n::text), 2), 'hex'),
            decode(repeat(md5(n::text), 3), 'hex'), 500000, 3000, %s, 5,
            now() - interval '400 days' + n * interval '1 ms', now() - interval '1 day', now() - interval '1 day',
            now() - interval '1 day', %s, 0, 0, 1, 0, 5
          from generate_series(%d::bigint, %d::bigint) n"""
            .formatted(PARTNER, state, due, from, from + count - 1));
  }

  private void onServer(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    onServer("drop database " + NAME + " with (force)");
  }
}
