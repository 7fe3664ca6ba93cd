package ng.bills.infrastructure.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * The connection of one unit of work as Hibernate sees it: opened when it is first needed, and
 * keeping back the writes Hibernate makes while the unit gathers them.
 */
final class UnitConnection implements AutoCloseable {

  /** Where connections come from. */
  @FunctionalInterface
  interface Source {
    Connection open() throws SQLException;
  }

  private final Source source;
  private final GatheredWrites writes = new GatheredWrites();
  private final Connection seen =
      (Connection)
          Proxy.newProxyInstance(
              UnitConnection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> called(proxy, method, arguments));
  private Connection pooled;
  private Connection real;
  private boolean gathering;

  UnitConnection(Source source) {
    this.source = source;
  }

  /** For Hibernate. */
  Connection seen() {
    return seen;
  }

  /** Has the writes sent in batches, one for each statement, however few they are. */
  void sendInBatches() {
    writes.inBatches();
  }

  /** Keeps the writes that Hibernate makes during the work. */
  void gather(Runnable work) {
    gathering = true;
    try {
      work.run();
    } finally {
      gathering = false;
    }
  }

  /** Keeps a native write. */
  void keep(String sql, GatheredWrites.Binder binder) {
    try {
      writes.keep(sql, binder);
    } catch (SQLException e) {
      throw new IllegalStateException("a value could not be bound", e);
    }
  }

  /** Keeps a native write that returns rows. */
  void keep(String sql, GatheredWrites.Binder binder, GatheredWrites.Reader returned) {
    try {
      writes.keep(sql, binder, returned);
    } catch (SQLException e) {
      throw new IllegalStateException("a value could not be bound", e);
    }
  }

  /**
   * Sends the writes that are kept.
   *
   * @throws ng.bills.application.port.ConflictException when a row that must be there was changed
   */
  void send() {
    if (!writes.isEmpty()) {
      try {
        writes.sendTo(real());
      } catch (SQLException e) {
        throw new IllegalStateException("the database refused what was to be written", e);
      }
    }
  }

  /**
   * The driver's own connection: the pool wraps each statement and result, and reads a UUID by
   * reflection.
   */
  private Connection real() throws SQLException {
    if (real == null) {
      pooled = source.open();
      real =
          pooled.isWrapperFor(PGConnection.class)
                  && pooled.unwrap(PGConnection.class) instanceof Connection drivers
              ? drivers
              : pooled;
    }
    return real;
  }

  /** Gives the connection back; the transaction that has it ends by itself. */
  @Override
  public void close() {
    try {
      if (pooled != null && !pooled.isClosed()) {
        pooled.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the connection could not be given back", e);
    }
  }

  private Object called(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "prepareStatement" -> {
        if (gathering) {
          return writes.keeper((String) arguments[0]);
        }
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      case "equals" -> {
        return proxy == arguments[0];
      }
      case "toString" -> {
        return "connection of a unit of work";
      }
      default -> {
        // all else is the driver's
      }
    }
    try {
      return method.invoke(real(), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
