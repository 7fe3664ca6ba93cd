package ng.bills.infrastructure.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import ng.bills.application.port.AfterCommit;

/**
 * Hands tasks to the server's threads once the open unit of work has committed. A task that finds
 * no thread is dropped with a line in the log: the timers do what it would have done.
 */
@ApplicationScoped
public class ManagedAfterCommit implements AfterCommit {

  private static final Logger LOG = System.getLogger(ManagedAfterCommit.class.getName());

  @Resource(lookup = "java:app/concurrent/bills")
  private ManagedExecutorService executor;

  @Override
  public void run(Runnable task) {
    if (OpenUnit.isOpen()) {
      OpenUnit.require().afterCommit(() -> start(task));
    } else {
      start(task);
    }
  }

  private void start(Runnable task) {
    try {
      executor.execute(() -> finish(task));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.INFO, "no thread for work that could go on at once; left to the timers", e);
    }
  }

  private static void finish(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      // alert: work in the background failed; the timers try again
      LOG.log(Level.ERROR, "work after a commit failed; the timers try again", e);
    }
  }
}
