package ng.bills.application.port;

import java.util.function.Supplier;

/**
 * The only place where transactions open and close. What runs inside is committed together or not
 * at all, and calls nothing outside: no provider, no Horizon, no mail. Units do not nest.
 */
public interface UnitOfWork {

  /**
   * Runs the work in one transaction and commits.
   *
   * @throws ConflictException when somebody else changed the same rows first; nothing is stored
   */
  <T> T call(Supplier<T> work);

  /** As {@link #call}, without a result. */
  default void run(Runnable work) {
    call(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * As {@link #run}, for small work that may be committed together with that of others who come at
   * the same moment: it only adds rows or changes rows nobody else wants, reads nothing that it
   * then relies on, and can be run a second time. What it did is committed when this returns;
   * whether others share the commit makes no difference to anybody but the database.
   */
  default void share(Runnable work) {
    run(work);
  }
}
