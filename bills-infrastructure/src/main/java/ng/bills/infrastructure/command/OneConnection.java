package ng.bills.infrastructure.command;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Supplier;
import ng.bills.application.port.UnitOfWork;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.UnitStatements;

/** The one connection of a command: its transactions, and the statements in them. */
final class OneConnection implements UnitOfWork, UnitStatements, AutoCloseable {

  private final Connection connection;

  OneConnection(Connection connection) {
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw refused(e);
    }
    this.connection = connection;
  }

  /**
   * Connects as the settings say.
   *
   * @throws IllegalStateException when the database does not take it; one line without secrets
   */
  static OneConnection open(String url, String user, String password) {
    try {
      return new OneConnection(DriverManager.getConnection(url, user, password));
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** Connects as the environment says. */
  static OneConnection ofEnvironment() {
    return open(
        Environment.required("BILLS_DB_URL"),
        Environment.required("BILLS_DB_USER"),
        Environment.required("BILLS_DB_PASSWORD"));
  }

  @Override
  public <T> T run(OpenUnit.Statements<T> work) {
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

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
}
