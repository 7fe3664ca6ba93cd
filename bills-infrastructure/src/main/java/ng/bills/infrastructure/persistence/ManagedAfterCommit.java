package ng.bills.infrastructure.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import ng.bills.application.port.AfterCommit;

/**
 * Hands tasks to the server's threads once the open unit of work has committed. A task that finds
 * no thread is dropped with a line in the log: the timers do what it would have done.
 */
@ApplicationScoped
public class ManagedAfterCommit implements AfterCommit {

  private static final Logger LOG = System.getLogger(ManagedAfterCommit.class.getName());

  /** How long a thread waits for another task: each new one costs the server a search of jars. */
  private static final long LINGER_MILLIS = 2_000;

  @Resource(lookup = "java:app/concurrent/bills")
  private ManagedExecutorService executor;

  private final TransferQueue<Runnable> handover = new LinkedTransferQueue<>();

  @Override
  public void run(Runnable task) {
    if (OpenUnit.isOpen()) {
      OpenUnit.require().afterCommit(() -> start(task));
    } else {
      start(task);
    }
  }

  /** To a thread that has just finished another task, else to a new one of the server's. */
  private void start(Runnable task) {
    if (handover.tryTransfer(task)) {
      return;
    }
    try {
      executor.execute(() -> finishAll(task));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.INFO, "no thread for work that could go on at once; left to the timers", e);
    }
  }

  private void finishAll(Runnable first) {
    try {
      for (Runnable task = first; task != null; task = next()) {
        finish(task);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops
    }
  }

  private Runnable next() throws InterruptedException {
    return handover.poll(LINGER_MILLIS, TimeUnit.MILLISECONDS);
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
