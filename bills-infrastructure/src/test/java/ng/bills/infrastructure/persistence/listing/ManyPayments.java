package ng.bills.infrastructure.persistence.listing;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.UUID;
import javax.sql.PooledConnection;
import ng.bills.application.port.UnitOfWork;
import ng.bills.infrastructure.persistence.LocalUnitOfWork;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of its own with one partner of many payments, among those of another: every third is a
 * stranger's. Each has a journal entry of two lines.
 */
final class ManyPayments implements AutoCloseable {

  private static final String PAYMENTS =
      "copy payment (id, reference, partner_id, request_reference, bill_type, biller, account_kind,"
          + " account_sealed, account_hash, amount_kobo, fee_kobo, state, move_count, created_at,"
          + " expires_at, updated_at, check_tries, retries_used, attempt_count, delivery_number,"
          + " failure_code, failure_reason, failure_at, version) from stdin";

  private final String name = "listing_" + UUID.randomUUID().toString().replace("-", "");
  private final PooledConnection pooled;
  private final UnitOfWork unitOfWork;
  final UUID partner = UUID.randomUUID();
  private final UUID stranger = UUID.randomUUID();

  ManyPayments(long rows) throws SQLException {
    onServer("create database " + name);
    PGSimpleDataSource server = (PGSimpleDataSource) TestDatabase.get().dataSource();
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setServerNames(server.getServerNames());
    source.setPortNumbers(server.getPortNumbers());
    source.setUser(server.getUser());
    source.setDatabaseName(name);
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setServerNames(server.getServerNames());
    own.setPortNumbers(server.getPortNumbers());
    own.setUser(server.getUser());
    own.setDatabaseName(name);
    Flyway.configure().dataSource(own).locations("classpath:db/migration").load().migrate();
    pooled = source.getPooledConnection();
    unitOfWork = new LocalUnitOfWork(TestDatabase.get().sessions(), this::connect);
    fill(rows);
  }

  UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  Connection connect() throws SQLException {
    return pooled.getConnection();
  }

  private void fill(long rows) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      // the moves of these payments are not stored: no list reads them
      statement.execute("set session_replication_role = replica");
      for (UUID who : new UUID[] {partner, stranger}) {
        statement.execute("insert into partner values ('" + who + "', '" + who + "', now())");
      }
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(PAYMENTS);
      String hash = HexFormat.of().formatHex(Samples.HASH.of("account", "08031234567"));
      for (long i = 0; i < rows + rows / 2; i++) {
        byte[] line = line(i, hash).getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(line, 0, line.length);
      }
      copy.endCopy();
      statement.execute(
          "insert into journal_entry (reference, payment_id, at)"
              + " select 'receipt:' || id, id, created_at from payment");
      statement.execute(
          "insert into posting select e.id, l.line, l.account, l.stroops from journal_entry e,"
              + " (values (1, 'stellar_wallet', 50300000000), (2, 'customer_funds', -50300000000))"
              + " l (line, account, stroops)");
      statement.execute("reset session_replication_role");
      statement.execute("vacuum (analyze)");
    }
  }

  private String line(long i, String hash) {
    UUID id = new UUID(0x0190_0000_0000_7000L + (i << 16), 0x8000_0000_0000_0000L | i);
    byte[] account = Samples.CRYPT.seal("payment.account_sealed/" + id, "08031234567");
    String at = Samples.later(i / 2).toString(); // two of a moment
    return String.join(
            "\t",
            id.toString(),
            String.format("R%016d", i),
            (i % 3 == 2 ? stranger : partner).toString(),
            "order-" + i,
            i % 10 == 0 ? "electricity" : "airtime",
            "mtn",
            "phone",
            "\\\\x" + HexFormat.of().formatHex(account),
            "\\\\x" + hash,
            "500000",
            "3000",
            "expired",
            "2",
            at,
            at,
            at,
            "0",
            "0",
            "0",
            "0",
            "PAYMENT_EXPIRED",
            "nothing came",
            at,
            "2")
        + "\n";
  }

  @Override
  public void close() throws SQLException {
    pooled.close();
    onServer("drop database " + name);
  }

  private static void onServer(String sql) throws SQLException {
    try (Connection connection = TestDatabase.get().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
