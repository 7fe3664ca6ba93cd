package ng.bills.infrastructure.persistence;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ng.bills.application.port.UnitOfWork;
import org.hibernate.StatelessSession;

/**
 * What every unit of work does, whoever brings the transaction: no nesting, commit or roll back,
 * translate conflicts, then the tasks that wait for the commit.
 */
abstract class SessionUnitOfWork implements UnitOfWork {

  /** A transaction that has begun. */
  interface Bracket extends AutoCloseable {

    StatelessSession session();

    UnitConnection connection();

    void commit();

    /** Does nothing when the transaction has ended already. */
    void rollback();

    @Override
    void close();
  }

  /** Begins a transaction. */
  abstract Bracket open();

  private final SharedCommits shared =
      new SharedCommits(
          SharedCommits.LANES,
          work ->
              call(
                  unit -> unit.sendInBatches(),
                  () -> {
                    work.run();
                    return null;
                  }));

  @Override
  public <T> T call(Supplier<T> work) {
    return call(unit -> {}, work);
  }

  @Override
  public void share(Runnable work) {
    OpenUnit.refuse("a second unit of work");
    shared.run(work);
  }

  private <T> T call(Consumer<OpenUnit> first, Supplier<T> work) {
    OpenUnit.refuse("a second unit of work");
    T result;
    List<Runnable> tasks;
    try (Bracket bracket = open()) {
      OpenUnit unit = OpenUnit.begin(bracket.session(), bracket.connection());
      try {
        first.accept(unit);
        result = work.get();
        unit.send();
        bracket.commit();
        tasks = unit.tasksAfterCommit();
      } catch (RuntimeException e) {
        rollback(bracket, e);
        throw ConflictTranslation.translate(e);
      } catch (Error e) {
        rollback(bracket, e);
        throw e;
      } finally {
        OpenUnit.end();
      }
    }
    tasks.forEach(Runnable::run);
    return result;
  }

  private static void rollback(Bracket bracket, Throwable why) {
    try {
      bracket.rollback();
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }
}
