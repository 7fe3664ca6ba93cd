package ng.bills.application.port;

/** Work that is to go on at once, in the background, after the present unit of work. */
public interface AfterCommit {

  /**
   * Runs the task on another thread when the open unit of work has committed, at once when none is
   * open, never when it rolled back. A task that is lost (shutdown, crash) is found by the timers.
   */
  void run(Runnable task);
}
