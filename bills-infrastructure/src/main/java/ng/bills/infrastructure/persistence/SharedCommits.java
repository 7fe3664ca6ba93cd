package ng.bills.infrastructure.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Commits small pieces of work of several threads in one transaction. While some threads commit,
 * the others queue up; the next one takes all that are waiting along. Nobody waits for company:
 * alone, a piece is committed at once. Whoever's piece was taken along goes on as soon as it is
 * committed and stands in nobody's way: behind a lock, those who are done would have to pass one by
 * one before the next could commit. When a transaction with several pieces fails, each is run again
 * by its own thread in a transaction of its own, so that nobody suffers from another's fault
 * (docs/adr/0029).
 */
final class SharedCommits {

  /** As many share a transaction: a longer one would keep the first waiting. */
  private static final int MOST = 32;

  /** As many transactions at the same time. */
  static final int LANES = 1;

  private enum State {
    WAITING,
    COMMITTED,
    TO_RUN_ALONE
  }

  /** A piece of work, and who waits for it. */
  private static final class Piece {
    private final Runnable work;
    private final Thread owner = Thread.currentThread();
    private volatile State state = State.WAITING;

    private Piece(Runnable work) {
      this.work = work;
    }

    private void end(State how) {
      state = how;
      LockSupport.unpark(owner);
    }
  }

  private final Consumer<Runnable> transaction;
  private final Queue<Piece> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore lanes;

  /**
   * @param lanes how many transactions there may be at the same time
   * @param transaction runs something in one transaction and commits
   */
  SharedCommits(int lanes, Consumer<Runnable> transaction) {
    this.lanes = new Semaphore(lanes);
    this.transaction = transaction;
  }

  /** Returns when the work is committed; throws what it throws in a transaction of its own. */
  void run(Runnable work) {
    Piece mine = new Piece(work);
    waiting.add(mine);
    boolean interrupted = false;
    try {
      while (mine.state == State.WAITING) {
        if (lanes.tryAcquire() && lead(mine)) {
          continue;
        }
        // whoever has this piece, or leaves a lane and finds it waiting, wakes its owner
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (mine.state == State.TO_RUN_ALONE) {
      transaction.accept(work);
    }
  }

  /** How many wait for the next transaction. */
  int queued() {
    return waiting.size();
  }

  /**
   * Commits until the own piece is done, then leaves the lane to the first who waits.
   *
   * @return false when the own piece is in another lane
   */
  private boolean lead(Piece mine) {
    try {
      while (mine.state == State.WAITING) {
        if (!commitNext(mine)) {
          return false;
        }
      }
      return true;
    } finally {
      lanes.release();
      Piece first = waiting.peek();
      if (first != null) {
        LockSupport.unpark(first.owner);
      }
    }
  }

  /** Says whether there was something to commit. */
  private boolean commitNext(Piece mine) {
    List<Piece> together = new ArrayList<>();
    for (Piece next = waiting.poll(); next != null; next = waiting.poll()) {
      together.add(next);
      if (together.size() == MOST) {
        break;
      }
    }
    if (together.isEmpty()) {
      return false;
    }
    if (together.size() == 1 && together.get(0) == mine) {
      mine.state = State.COMMITTED;
      transaction.accept(mine.work);
      return true;
    }
    State end = State.TO_RUN_ALONE;
    try {
      transaction.accept(() -> together.forEach(piece -> piece.work.run()));
      end = State.COMMITTED;
    } catch (RuntimeException e) {
      // whose fault it was shows when each is run alone, and is thrown there
    } finally {
      for (Piece piece : together) {
        piece.end(end);
      }
    }
    return true;
  }
}
