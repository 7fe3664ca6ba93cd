package ng.bills.application.stage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Work that runs once at a time on a node. A call that comes while it runs does not wait: the one
 * that is running looks once more before it ends. However a run ends, the next call works again.
 */
public final class OneAtATime {

  private final AtomicInteger calls = new AtomicInteger();

  /**
   * Runs the work, or leaves it to the run under way.
   *
   * @return how much was done by this call
   */
  public int run(IntSupplier work) {
    if (calls.getAndIncrement() > 0) {
      return 0;
    }
    boolean ended = false;
    try {
      int done = 0;
      int answered;
      do {
        answered = calls.get();
        done += work.getAsInt();
      } while (calls.addAndGet(-answered) > 0);
      ended = true;
      return done;
    } finally {
      if (!ended) {
        calls.set(0); // errors too: else nobody would ever run it again
      }
    }
  }
}
