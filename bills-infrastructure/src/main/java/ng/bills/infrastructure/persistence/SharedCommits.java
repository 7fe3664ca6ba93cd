package ng.bills.infrastructure.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Commits small pieces of work of several threads in one transaction. While one thread commits, the
 * others queue up; the next one takes all that are waiting along. Nobody waits for company: alone,
 * a piece is committed at once. When a transaction with several pieces fails, each is run again by
 * its own thread in a transaction of its own, so that nobody suffers from another's fault
 * (docs/adr/0029).
 */
final class SharedCommits {

  /** As many share a transaction: a longer one would keep the first waiting. */
  private static final int MOST = 32;

  private enum State {
    WAITING,
    COMMITTED,
    TO_RUN_ALONE
  }

  /** A piece of work; its state is guarded by the lock. */
  private static final class Piece {
    private final Runnable work;
    private State state = State.WAITING;

    private Piece(Runnable work) {
      this.work = work;
    }
  }

  private final Consumer<Runnable> transaction;
  private final Queue<Piece> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * @param transaction runs something in one transaction and commits
   */
  SharedCommits(Consumer<Runnable> transaction) {
    this.transaction = transaction;
  }

  /** Returns when the work is committed; throws what it throws in a transaction of its own. */
  void run(Runnable work) {
    Piece mine = new Piece(work);
    waiting.add(mine);
    lock.lock();
    try {
      while (mine.state == State.WAITING) {
        commitNext(mine);
      }
    } finally {
      lock.unlock();
    }
    if (mine.state == State.TO_RUN_ALONE) {
      transaction.accept(work);
    }
  }

  /** How many wait for the next transaction. */
  int queued() {
    return waiting.size();
  }

  private void commitNext(Piece mine) {
    List<Piece> together = new ArrayList<>();
    for (Piece next = waiting.poll(); next != null; next = waiting.poll()) {
      together.add(next);
      if (together.size() == MOST) {
        break;
      }
    }
    if (together.size() == 1) { // ours: whoever comes meanwhile queues up behind it
      mine.state = State.COMMITTED;
      transaction.accept(mine.work);
      return;
    }
    State end = State.TO_RUN_ALONE;
    try {
      transaction.accept(() -> together.forEach(piece -> piece.work.run()));
      end = State.COMMITTED;
    } catch (RuntimeException e) {
      // whose fault it was shows when each is run alone, and is thrown there
    } finally {
      for (Piece piece : together) {
        piece.state = end;
      }
    }
  }
}
