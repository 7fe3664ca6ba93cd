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
}
