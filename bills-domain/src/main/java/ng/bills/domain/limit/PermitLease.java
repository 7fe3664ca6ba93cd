package ng.bills.domain.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A node's permits of one quota: what it was handed out and has not used yet. Safe for use by many
 * threads. A node that dies takes its permits with it; they stay counted until their window is
 * over.
 *
 * <p>When the node's clock goes back, permits are no longer used and nothing is believed to be
 * full: the count is asked, whose time is not the node's. So the clock is read in here, by one
 * thread at a time: of two that had read it before, the one that came second would look like a
 * clock that goes back.
 */
public final class PermitLease {

  /** What comes of asking for a permit. */
  public enum Answer {
    TAKEN,
    /** There is none, and it is known that the count has none. */
    FULL,
    /** There is none here; the count must be asked. */
    EMPTY
  }

  /**
   * How a quota stands, as far as this node knows.
   *
   * @param remaining permits that may still be had
   * @param in when that changes: more, or anew
   */
  public record Standing(long remaining, Duration in) {}

  private long slot;
  private int unused;
  private Instant since = Instant.MIN;
  private Instant until = Instant.MIN;
  private int chunk;
  private long left;
  private Instant fullUntil = Instant.MIN;
  private Instant roomAt = Instant.MIN;
  private Instant seen = Instant.MIN;
  private int owed;
  private long formerSlot;
  private int formerUnused;

  /** Takes a permit, if there is one here. */
  public synchronized Answer take(InstantSource clock) {
    Instant now = look(clock);
    if (unused > 0) {
      unused--;
      return Answer.TAKEN;
    }
    return now.isBefore(fullUntil) ? Answer.FULL : Answer.EMPTY;
  }

  /** Uses one in any case: a permit, or on credit. */
  public synchronized void note(InstantSource clock) {
    if (take(clock) != Answer.TAKEN) {
      owed++;
    }
  }

  /** So many were used before anybody counted. */
  public synchronized void owe(int used) {
    owed += used;
  }

  /** A permit that was taken then is not used after all; one of a former slot is lost. */
  public synchronized void putBack(Instant taken, InstantSource clock) {
    Instant now = look(clock);
    if (now.isBefore(until) && !taken.isBefore(since)) {
      unused++;
    }
  }

  /** Whether it is known that the count has none. */
  public synchronized boolean isFull(InstantSource clock) {
    return isFullAt(look(clock));
  }

  /** Whether there is no permit here, and the count may have some. */
  public synchronized boolean isEmpty(InstantSource clock) {
    Instant now = look(clock);
    return unused == 0 && !now.isBefore(fullUntil);
  }

  /** Whether there will soon be no permit here, and the count may have some. */
  public synchronized boolean isLow(InstantSource clock) {
    Instant now = look(clock);
    return unused * 4L <= chunk && !now.isBefore(fullUntil);
  }

  /** When there is room again; empty when it is not known to be full. */
  public synchronized Optional<Instant> roomAt(InstantSource clock) {
    return isFullAt(look(clock)) ? Optional.of(roomAt) : Optional.empty();
  }

  /** How it stands. */
  public synchronized Standing standing(InstantSource clock) {
    Instant now = look(clock);
    Instant at = isFullAt(now) ? roomAt : until;
    return new Standing(
        unused + (now.isBefore(until) ? left : 0),
        at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
  }

  /**
   * What is to be told to the count. It counts as told: when the count could not be reached, {@link
   * #untold} takes back what is owed, and what was not used is lost.
   */
  public synchronized Settlement settle(InstantSource clock) {
    look(clock);
    Settlement all = new Settlement(owed, formerSlot, formerUnused);
    owed = 0;
    formerUnused = 0;
    return all;
  }

  /** The count was not reached, or nobody knows whether it was. */
  public synchronized void untold(Settlement settlement) {
    owed += settlement.owed();
  }

  /**
   * What the count has handed out.
   *
   * @param asked when it was asked, before its answer
   */
  public synchronized void granted(Grant grant, Instant asked, InstantSource clock) {
    Instant now = look(clock);
    if (grant.slot() != slot) {
      retire();
      since = now;
    }
    slot = grant.slot();
    unused += grant.permits();
    until = asked.plus(grant.life());
    left = grant.left();
    chunk = grant.permits();
    roomAt = now.plus(grant.roomIn());
    // others may give some back: it is asked again when the permits of a slot are over
    Duration believed = grant.roomIn().compareTo(grant.life()) > 0 ? grant.life() : grant.roomIn();
    fullUntil = grant.permits() > 0 ? Instant.MIN : now.plus(believed);
    look(now);
  }

  private boolean isFullAt(Instant now) {
    return unused == 0 && now.isBefore(fullUntil);
  }

  private Instant look(InstantSource clock) {
    Instant now = clock.instant();
    look(now);
    return now;
  }

  private void look(Instant now) {
    if (now.isBefore(seen)) {
      fullUntil = Instant.MIN;
      retire();
      until = Instant.MIN;
    }
    seen = now;
    if (!now.isBefore(until)) {
      retire();
    }
  }

  /** What was not used is given back when the count is asked next. */
  private void retire() {
    if (unused > 0) {
      formerUnused = formerSlot == slot ? formerUnused + unused : unused;
      formerSlot = slot;
      unused = 0;
    }
  }
}
