package ng.bills.infrastructure.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the work that is under way and, once closed, lets none begin. Work that does not end in
 * time is left as it is: it is resumable, a lease ends by itself.
 */
@ApplicationScoped
public class Drain {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private int running;
  private boolean closed;

  /**
   * Runs the work unless the drain is closed.
   *
   * @return whether it ran
   */
  public boolean run(Runnable work) {
    if (!enter()) {
      return false;
    }
    try {
      work.run();
    } finally {
      leave();
    }
    return true;
  }

  /** Whether work may begin. */
  public boolean isOpen() {
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets no work begin from now on and waits for what is running.
   *
   * @return how much was still running when the time was over
   */
  public int close(Duration patience) {
    lock.lock();
    try {
      closed = true;
      long left = patience.toNanos();
      while (running > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return running;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return running;
    } finally {
      lock.unlock();
    }
  }

  private boolean enter() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      running++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      running--;
      if (running == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
