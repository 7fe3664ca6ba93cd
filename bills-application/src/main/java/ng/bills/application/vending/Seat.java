package ng.bills.application.vending;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A place at a provider, taken or not; for one piece of work on one thread. Closing gives the place
 * back, whatever happened.
 */
public final class Seat implements AutoCloseable {

  private Optional<Semaphore> held = Optional.empty();

  Seat() {}

  /** Takes one of those places, without waiting. */
  boolean take(Semaphore places) {
    if (held.isPresent()) {
      throw new IllegalStateException("one place at a time");
    }
    boolean taken = places.tryAcquire();
    if (taken) {
      held = Optional.of(places);
    }
    return taken;
  }

  @Override
  public void close() {
    held.ifPresent(Semaphore::release);
    held = Optional.empty();
  }
}
