package ng.bills.simulation.node;

import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import ng.bills.application.port.ConflictException;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.course.RuleBroken;
import ng.bills.simulation.course.SimulatedFailure;

/**
 * Hears of everything that broke off: stages catch what goes wrong with one payment and log it.
 * Faults that were put in are expected, and nothing else is. Nothing is printed.
 */
public final class Surprises {

  /** Held, for java.util.logging forgets the settings of a logger nobody holds. */
  private static final Logger PRODUCT = Logger.getLogger("ng.bills");

  private static final ThreadLocal<Boolean> LISTENING = new ThreadLocal<>();

  private static final Handler EAR =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (LISTENING.get() != null && record.getThrown() != null) {
            judge(record.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  static {
    PRODUCT.addHandler(EAR);
    PRODUCT.setUseParentHandlers(false);
    PRODUCT.setLevel(Level.SEVERE);
  }

  private Surprises() {}

  /** Listens to what happens in this thread meanwhile. */
  public static <T> T heed(Supplier<T> run) {
    LISTENING.set(true);
    try {
      return run.get();
    } finally {
      LISTENING.remove();
    }
  }

  /**
   * Lets pass what was put in.
   *
   * @throws RuleBroken for anything else
   */
  static void judge(Throwable broke) {
    boolean expected = broke instanceof SimulatedFailure || broke instanceof ConflictException;
    if (!expected) {
      throw new RuleBroken(Rule.NOTHING_ELSE_BREAKS, broke.toString(), broke);
    }
  }
}
