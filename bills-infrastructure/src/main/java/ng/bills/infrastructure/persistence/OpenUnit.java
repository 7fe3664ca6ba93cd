package ng.bills.infrastructure.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/**
 * The unit of work that is open on this thread, with its Hibernate session. The session keeps
 * nothing between statements: what is read is what the database has, what was {@link #write
 * written} is sent together before the next read and before the commit. Adapters that call outside
 * ask {@link #refuse} first.
 */
public final class OpenUnit {

  private static final ThreadLocal<OpenUnit> CURRENT = new ThreadLocal<>();

  /** Work on the bare connection of the unit. */
  @FunctionalInterface
  public interface Statements<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Binds the parameters of a native write, the first of which has the index 1. */
  @FunctionalInterface
  public interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Reads a row that a write returned; the first column has the index 1. */
  @FunctionalInterface
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private final StatelessSession session;
  private final UnitConnection connection;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final Map<Class<?>, Object> memory = new HashMap<>();

  private OpenUnit(StatelessSession session, UnitConnection connection) {
    this.session = session;
    this.connection = connection;
  }

  static OpenUnit begin(StatelessSession session, UnitConnection connection) {
    OpenUnit unit = new OpenUnit(session, connection);
    CURRENT.set(unit);
    return unit;
  }

  static void end() {
    CURRENT.remove();
  }

  /** Whether a unit of work is open on this thread. */
  public static boolean isOpen() {
    return CURRENT.get() != null;
  }

  /**
   * For everything that calls outside or opens a transaction of its own.
   *
   * @param what is about to be done, e.g. {@code "a call to VTpass"}
   * @throws IllegalStateException when a unit of work is open on this thread
   */
  public static void refuse(String what) {
    if (isOpen()) {
      throw new IllegalStateException(what + " inside a unit of work");
    }
  }

  /**
   * The open unit.
   *
   * @throws IllegalStateException when none is open on this thread
   */
  public static OpenUnit require() {
    OpenUnit unit = CURRENT.get();
    if (unit == null) {
      throw new IllegalStateException("no unit of work is open on this thread");
    }
    return unit;
  }

  /**
   * Reads or writes through Hibernate.
   *
   * @throws ng.bills.application.port.ConflictException when somebody else was faster
   */
  public <T> T rows(Function<StatelessSession, T> work) {
    try {
      connection.send();
      return work.apply(session);
    } catch (RuntimeException e) {
      throw ConflictTranslation.translate(e);
    }
  }

  /**
   * Selects rows by one column having one of the values. A list of one is asked for by equality:
   * Hibernate translates a query with a list anew each time, one without only once.
   *
   * @param where the query up to the column, e.g. {@code "from AttemptRow a where a.paymentId"}
   * @param end the rest of it, e.g. {@code " order by a.seq"}
   * @param lock the lock each row gets
   */
  public <T> List<T> rowsIn(
      Class<T> type, String where, List<?> values, String end, LockMode lock) {
    if (values.isEmpty()) {
      return List.of();
    }
    boolean one = values.size() == 1;
    return rows(
        s -> {
          SelectionQuery<T> query =
              s.createSelectionQuery(where + (one ? " = :value" : " in (:value)") + end, type)
                  .setHibernateLockMode(lock);
          return one
              ? query.setParameter("value", values.get(0)).getResultList()
              : query.setParameterList("value", values).getResultList();
        });
  }

  /**
   * Runs native statements.
   *
   * @throws ng.bills.application.port.ConflictException when somebody else was faster
   */
  public <T> T sql(Statements<T> work) {
    return rows(s -> s.doReturningWork(work::on));
  }

  /**
   * Inserts or updates rows through Hibernate. They reach the database before the next read or the
   * commit, and there must be exactly one row for each.
   */
  public void write(Consumer<StatelessSession> work) {
    connection.gather(() -> work.accept(session));
  }

  /**
   * Writes by a native statement, when nobody needs to know how many rows it changes. It reaches
   * the database before the next read or the commit.
   */
  public void write(String sql, Binder binder) {
    connection.keep(sql, binder::bind);
  }

  /**
   * As {@link #write(String, Binder)}, for a statement that returns rows: each is read when the
   * writes are sent, before the commit, so nobody waits for it. Several of the same text may be
   * answered as one, so what reads must not depend on whose row it is.
   */
  public void write(String sql, Binder binder, RowReader returned) {
    connection.keep(sql, binder::bind, returned::read);
  }

  /**
   * Has what is written sent statement by statement, each once with all its rows: where several
   * share a unit no two have the same statements in the same order.
   */
  void sendInBatches() {
    connection.sendInBatches();
  }

  /** Sends what was written and not sent yet. */
  void send() {
    connection.send();
  }

  /** What an adapter wants to remember until the unit ends; one object of a class. */
  public <T> T memory(Class<T> type, Supplier<T> first) {
    return type.cast(memory.computeIfAbsent(type, t -> first.get()));
  }

  /** Runs the task on this thread once the unit has committed; never when it rolls back. */
  public void afterCommit(Runnable task) {
    afterCommit.add(task);
  }

  List<Runnable> tasksAfterCommit() {
    return List.copyOf(afterCommit);
  }
}
