package ng.bills.infrastructure.race;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import ng.bills.application.port.UnitOfWork;
import ng.bills.infrastructure.persistence.LocalUnitOfWork;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty database of its own on the server of all tests, with as many connections as a node has
 * at least; whoever finds none free waits, as in a server.
 */
final class RaceDatabase implements AutoCloseable {

  private static final int CONNECTIONS = 32;
  private static final String TEMPLATE = template();

  private final String name = "race_" + UUID.randomUUID().toString().replace("-", "");
  private final PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
  private final ConcurrentLinkedQueue<PooledConnection> free = new ConcurrentLinkedQueue<>();
  private final Semaphore room = new Semaphore(CONNECTIONS);
  private final UnitOfWork unitOfWork;

  RaceDatabase() throws SQLException {
    create(name, " template " + TEMPLATE);
    PGSimpleDataSource server = server();
    source.setServerNames(server.getServerNames());
    source.setPortNumbers(server.getPortNumbers());
    source.setUser(server.getUser());
    source.setDatabaseName(name);
    unitOfWork = new LocalUnitOfWork(TestDatabase.get().sessions(), this::connect);
  }

  private static PGSimpleDataSource server() {
    return (PGSimpleDataSource) TestDatabase.get().dataSource();
  }

  private static String template() {
    try {
      create("race_template", "");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    PGSimpleDataSource empty = new PGSimpleDataSource();
    empty.setServerNames(server().getServerNames());
    empty.setPortNumbers(server().getPortNumbers());
    empty.setUser(server().getUser());
    empty.setDatabaseName("race_template");
    Flyway.configure().dataSource(empty).locations("classpath:db/migration").load().migrate();
    return "race_template";
  }

  private static void create(String database, String how) throws SQLException {
    onServer("create database " + database + how);
  }

  private static void onServer(String sql) throws SQLException {
    try (Connection connection = server().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  /** That of another node: nobody shares a commit with it. */
  UnitOfWork anotherUnitOfWork(UnaryOperator<Connection> seen) {
    return new LocalUnitOfWork(TestDatabase.get().sessions(), () -> seen.apply(connect()));
  }

  Connection connect() throws SQLException {
    try {
      if (!room.tryAcquire(60, TimeUnit.SECONDS)) {
        throw new SQLException("no connection was given back for a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while waiting for a connection", e);
    }
    PooledConnection pooled = free.poll();
    return (pooled == null ? open() : pooled).getConnection();
  }

  private PooledConnection open() throws SQLException {
    PooledConnection pooled = source.getPooledConnection();
    pooled.addConnectionEventListener(
        new ConnectionEventListener() {
          @Override
          public void connectionClosed(ConnectionEvent event) {
            free.add(pooled);
            room.release();
          }

          @Override
          public void connectionErrorOccurred(ConnectionEvent event) {
            // the test fails anyway
          }
        });
    return pooled;
  }

  /** Runs a statement as somebody at psql would. */
  void byHand(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Rows by column name. */
  List<Map<String, Object>> rows(String sql) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<Map<String, Object>> all = new ArrayList<>();
      while (rows.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
        }
        all.add(row);
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number in the first column of the first row. */
  long number(String sql) {
    return ((Number) rows(sql).get(0).values().iterator().next()).longValue();
  }

  @Override
  public void close() throws SQLException {
    for (PooledConnection pooled : free) {
      pooled.close();
    }
    onServer("drop database " + name + " with (force)");
  }
}
