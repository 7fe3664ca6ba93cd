package ng.bills.infrastructure.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ng.bills.application.port.ConflictException;

/**
 * The writes of a unit of work that nobody waits for: kept, and sent to the database together
 * before the next read or the commit. A step of a payment writes six to nine rows; one after the
 * other each costs a journey to the database and back (docs/adr/0017).
 *
 * <p>They reach the database in the order in which they were given, with one exception: more than
 * {@value #TOGETHER}, and those of a shared unit, go in batches, one for each statement, in the
 * order in which the statements were first seen.
 */
final class GatheredWrites {

  /** As many writes go as one statement; a longer text would be different every time. */
  private static final int TOGETHER = 12;

  /** Binds the parameters of a statement, the first of which has the index 1. */
  @FunctionalInterface
  interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** A setter that was called on a statement: its index is the first argument. */
  private record Setting(Method setter, Object[] arguments) {

    int index() {
      return (Integer) arguments[0];
    }

    void on(PreparedStatement statement, int offset) throws SQLException {
      Object[] shifted = arguments.clone();
      shifted[0] = index() + offset;
      invoke(statement, setter, shifted);
    }
  }

  private record Write(String sql, List<Setting> settings, boolean exactlyOneRow) {

    void bind(PreparedStatement statement, int offset) throws SQLException {
      for (Setting setting : settings) {
        setting.on(statement, offset);
      }
    }

    int parameters() {
      return settings.stream().mapToInt(Setting::index).max().orElse(0);
    }

    void check(int count) {
      if (exactlyOneRow && count != 1) {
        throw new ConflictException("changed by somebody else since it was read", null);
      }
    }
  }

  private final List<Write> kept = new ArrayList<>();
  private boolean batches;

  /** From now on all go in batches. */
  void inBatches() {
    batches = true;
  }

  /** Keeps a write that Hibernate is about to make; its row must be there. */
  PreparedStatement keeper(String sql) {
    return recorder(sql, true);
  }

  /** Keeps a native write; how many rows it changes is nobody's concern. */
  void keep(String sql, Binder binder) throws SQLException {
    PreparedStatement recorder = recorder(sql, false);
    binder.bind(recorder);
    recorder.executeUpdate();
  }

  private PreparedStatement recorder(String sql, boolean exactlyOneRow) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            GatheredWrites.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            new Recorder(sql, exactlyOneRow));
  }

  /** A statement that is not executed but kept with what was bound to it. */
  private final class Recorder implements InvocationHandler {
    private final String sql;
    private final boolean exactlyOneRow;
    private final List<Setting> settings = new ArrayList<>();
    private boolean closed;

    private Recorder(String sql, boolean exactlyOneRow) {
      this.sql = sql;
      this.exactlyOneRow = exactlyOneRow;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      String name = method.getName();
      boolean binds = arguments != null && arguments.length > 1 && arguments[0] instanceof Integer;
      if (name.startsWith("set") && binds) {
        settings.add(new Setting(method, arguments));
        return null;
      }
      return switch (name) {
        case "executeUpdate" -> {
          kept.add(new Write(sql, List.copyOf(settings), exactlyOneRow));
          yield 1;
        }
        case "close" -> {
          closed = true;
          yield null;
        }
        case "isClosed" -> closed;
        case "getWarnings", "clearWarnings", "setQueryTimeout" -> null;
        case "getMaxRows", "getQueryTimeout" -> 0;
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> proxy == arguments[0];
        case "toString" -> "kept " + sql;
        default -> throw new UnsupportedOperationException(name + " of a write that is kept");
      };
    }
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /**
   * Sends what is kept.
   *
   * @throws ConflictException when a row that must be there was changed or taken meanwhile
   */
  void sendTo(Connection connection) throws SQLException {
    List<Write> writes = List.copyOf(kept);
    kept.clear();
    if (!batches && writes.size() <= TOGETHER) {
      sendTogether(connection, writes);
    } else {
      Map<String, List<Write>> bySql = new LinkedHashMap<>();
      writes.forEach(w -> bySql.computeIfAbsent(w.sql(), sql -> new ArrayList<>()).add(w));
      for (List<Write> alike : bySql.values()) {
        sendBatch(connection, alike);
      }
    }
  }

  /** The driver sends the parts of a text with semicolons at once and asks for answers once. */
  private static void sendTogether(Connection connection, List<Write> writes) throws SQLException {
    String sql = writes.stream().map(Write::sql).collect(Collectors.joining(";\n"));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int offset = 0;
      for (Write write : writes) {
        write.bind(statement, offset);
        offset += write.parameters();
      }
      statement.execute();
      for (Write write : writes) {
        write.check(statement.getUpdateCount());
        statement.getMoreResults();
      }
    }
  }

  private static void sendBatch(Connection connection, List<Write> alike) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(alike.get(0).sql())) {
      for (Write write : alike) {
        write.bind(statement, 0);
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        alike.get(i).check(counts[i]);
      }
    }
  }

  private static void invoke(PreparedStatement statement, Method setter, Object[] arguments)
      throws SQLException {
    try {
      setter.invoke(statement, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException("a value could not be bound", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a value could not be bound", e);
    }
  }
}
