package ng.bills.launcher.figures;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ng.bills.launcher.EmbeddedDatabase;

/**
 * One ledgered bill payment as four commits in plain SQL: request; receipt and start of the vend;
 * delivery; notice sent. What the same database does with nothing in front of it.
 */
final class Yardstick {

  private static final byte[] HASH = new byte[16];
  private static final byte[] SEALED = new byte[32];

  private Yardstick() {}

  /**
   * Runs it.
   *
   * @return payments per second over all clients
   */
  static long paymentsPerSecond(EmbeddedDatabase database, int clients, Duration time)
      throws SQLException, IOException, InterruptedException, ExecutionException {
    try (Connection connection = database.connect()) {
      createSchema(connection);
    }
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      long end = System.nanoTime() + time.toNanos();
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        work.add(() -> client(database, end));
      }
      long done = 0;
      for (Future<Integer> client : pool.invokeAll(work)) {
        done += client.get();
      }
      return done * 1000 / time.toMillis();
    } finally {
      pool.shutdownNow();
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("drop schema yardstick cascade");
      }
    }
  }

  /** Makes the yardstick's tables, empty, in the schema {@code yardstick}. */
  static void createSchema(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        InputStream schema = Yardstick.class.getResourceAsStream("/yardstick/schema.sql")) {
      statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static int client(EmbeddedDatabase database, long end) throws SQLException {
    int done = 0;
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (Statement path = connection.createStatement()) {
        path.execute("set search_path = yardstick");
        connection.commit();
      }
      while (System.nanoTime() < end) {
        payment(connection);
        done++;
      }
    }
    return done;
  }

  private static void payment(Connection c) throws SQLException {
    UUID id = UUID.randomUUID();
    UUID attempt = UUID.randomUUID();
    run(
        c,
        "insert into payment (id, reference, state, bill_type, biller, account_hash, account_sealed,"
            + " amount, fee) values (?, ?, 'pending_payment', 'electricity', 'ekedc', ?, ?, 500000,"
            + " 3000)",
        id,
        id.toString(),
        HASH,
        SEALED);
    run(c, "insert into payment_move values (?, 1, 'requested', 'partner')", id);
    c.commit();
    run(
        c,
        "insert into funds_receipt (operation_id, payment_id, amount, sender, memo) values"
            + " (nextval('operation_seq'), ?, 503000, 'GSENDER', 'BILL-X')",
        id);
    run(
        c,
        "update payment set state = 'processing_bill', version = version + 1, lease_until = now() +"
            + " interval '60 s', updated_at = now() where id = ? and version = 0",
        id);
    run(
        c,
        "insert into payment_move values (?, 2, 'funds_matched', 'stellar'), (?, 3,"
            + " 'account_confirmed', 'vtpass')",
        id,
        id);
    entry(c, id, 1, "(1, 'stellar_wallet', 503000), (2, 'customer_funds', -503000)");
    run(
        c,
        "insert into attempt (id, payment_id, seq, provider, reference, request) values (?, ?, 1,"
            + " 'vtpass', ?, '{\"serviceID\":\"eko-electric\",\"amount\":5000}')",
        attempt,
        id,
        attempt.toString());
    c.commit();
    run(
        c,
        "update attempt set outcome = 'delivered', response ="
            + " '{\"code\":\"000\",\"content\":{\"transactions\":{\"status\":\"delivered\"}}}' where"
            + " id = ?",
        attempt);
    run(c, "insert into token values (?, ?)", id, SEALED);
    run(
        c,
        "update payment set state = 'completed', version = version + 1, lease_until = null,"
            + " updated_at = now() where id = ? and version = 1",
        id);
    run(c, "insert into payment_move values (?, 4, 'vend_delivered', 'vtpass')", id);
    entry(
        c,
        id,
        2,
        "(1, 'customer_funds', 503000), (2, 'float_vtpass', -500000), (3, 'fee_income', -3000)");
    long outbox;
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into outbox (payment_id, kind, payload) values (?, 'token_mail',"
                + " '{\"to\":\"*\"}') returning id")) {
      insert.setObject(1, id);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        outbox = row.getLong(1);
      }
    }
    c.commit();
    run(c, "update outbox set sent_at = now() where id = ?", outbox);
    c.commit();
  }

  private static void entry(Connection c, UUID id, int number, String lines) throws SQLException {
    run(
        c,
        "with e as (insert into journal_entry (reference, payment_id) values (?, ?) returning id)"
            + " insert into posting select e.id, v.line, v.account, v.amount from e, (values "
            + lines
            + ") v (line, account, amount)",
        id + "-" + number,
        id);
  }

  private static void run(Connection c, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
