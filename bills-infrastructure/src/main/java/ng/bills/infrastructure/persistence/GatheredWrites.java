package ng.bills.infrastructure.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Reads a row that a write returned; the first column has the index 1. */
  @FunctionalInterface
  interface Reader {
    void read(ResultSet row) throws SQLException;
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

  /** What becomes of the answer to a write. */
  private record Answer(boolean exactlyOneRow, Optional<Reader> returned) {

    private static final Answer ONE_ROW = new Answer(true, Optional.empty());
    private static final Answer NOBODY_ASKS = new Answer(false, Optional.empty());
  }

  private record Write(String sql, List<Setting> settings, Answer answer) {

    void bind(PreparedStatement statement, int offset) throws SQLException {
      for (Setting setting : settings) {
        setting.on(statement, offset);
      }
    }

    int parameters() {
      return settings.stream().mapToInt(Setting::index).max().orElse(0);
    }

    void check(int count) {
      if (answer.exactlyOneRow() && count != 1) {
        throw new ConflictException("changed by somebody else since it was read", null);
      }
    }

    boolean returns() {
      return answer.returned().isPresent();
    }

    void read(ResultSet rows) throws SQLException {
      while (rows.next()) {
        answer.returned().orElseThrow().read(rows);
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
    return recorder(sql, Answer.ONE_ROW);
  }

  /** Keeps a native write; how many rows it changes is nobody's concern. */
  void keep(String sql, Binder binder) throws SQLException {
    keep(sql, binder, Answer.NOBODY_ASKS);
  }

  /**
   * Keeps a native write that returns rows, which are read when it is sent. In a batch the rows of
   * all its writes are read by the first one's reader, so equal statements have equal readers.
   */
  void keep(String sql, Binder binder, Reader returned) throws SQLException {
    keep(sql, binder, new Answer(false, Optional.of(returned)));
  }

  private void keep(String sql, Binder binder, Answer answer) throws SQLException {
    PreparedStatement recorder = recorder(sql, answer);
    binder.bind(recorder);
    recorder.executeUpdate();
  }

  private PreparedStatement recorder(String sql, Answer answer) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            GatheredWrites.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            new Recorder(sql, answer));
  }

  /** A statement that is not executed but kept with what was bound to it. */
  private final class Recorder implements InvocationHandler {
    private final String sql;
    private final Answer answer;
    private final List<Setting> settings = new ArrayList<>();
    private boolean closed;

    private Recorder(String sql, Answer answer) {
      this.sql = sql;
      this.answer = answer;
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
          kept.add(new Write(sql, List.copyOf(settings), answer));
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
        if (write.returns()) {
          write.read(statement.getResultSet());
        } else {
          write.check(statement.getUpdateCount());
        }
        statement.getMoreResults();
      }
    }
  }

  private static void sendBatch(Connection connection, List<Write> alike) throws SQLException {
    Write first = alike.get(0);
    int keys = first.returns() ? Statement.RETURN_GENERATED_KEYS : Statement.NO_GENERATED_KEYS;
    try (PreparedStatement statement = connection.prepareStatement(first.sql(), keys)) {
      for (Write write : alike) {
        write.bind(statement, 0);
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        alike.get(i).check(counts[i]);
      }
      if (first.returns()) {
        first.read(statement.getGeneratedKeys());
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
