package ng.bills.application.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the open unit of work has changed, so that it can be taken back: beginning one costs
 * nothing, however many rows there are. Outside a unit of work nothing is noted.
 */
final class UndoLog {

  private final Deque<Runnable> steps = new ArrayDeque<>();
  private boolean open;

  void begin() {
    steps.clear();
    open = true;
  }

  /** How to take back what is about to be changed. */
  void note(Runnable step) {
    if (open) {
      steps.push(step);
    }
  }

  void commit() {
    open = false;
    steps.clear();
  }

  /** The latest change goes first. */
  void rollBack() {
    open = false;
    for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
      step.run();
    }
  }
}
