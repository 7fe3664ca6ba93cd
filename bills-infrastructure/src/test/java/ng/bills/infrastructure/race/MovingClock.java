package ng.bills.infrastructure.race;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** One clock for all nodes; it moves when it is told to. */
final class MovingClock implements InstantSource {

  private final AtomicReference<Instant> now = new AtomicReference<>();

  MovingClock(Instant start) {
    now.set(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  void pass(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }
}
