package ng.bills.infrastructure.health;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks something that may hang, such as a client that reconnects for ever, and answers in time all
 * the same. While one question hangs no other is asked, so that callers pile up no threads.
 */
public final class PatientProbe {

  private final Duration patience;
  private Future<Boolean> asked;

  /**
   * @param patience how long an answer is waited for
   */
  public PatientProbe(Duration patience) {
    this.patience = patience;
  }

  /** What the question answers, or false when it fails or gives no answer in time. */
  public boolean ask(ExecutorService threads, Callable<Boolean> question) {
    try {
      return pending(threads, question).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Future<Boolean> pending(
      ExecutorService threads, Callable<Boolean> question) {
    if (asked == null || asked.isDone()) {
      asked = threads.submit(question);
    }
    return asked;
  }
}
