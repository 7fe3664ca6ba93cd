package ng.bills.domain.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * At most so many calls in any hour, counted by the minute. Safe for use by many threads.
 *
 * <p>A minute leaves the count as a whole, so in no hour more calls are let through than the limit.
 */
public final class RateWindow {

  private static final int MINUTES = 61;
  private static final long MILLIS = Duration.ofMinutes(1).toMillis();

  private final int perHour;
  private final long[] minutes = new long[MINUTES];
  private final int[] counts = new int[MINUTES];

  /**
   * @param perHour the limit, 1 or more
   */
  public RateWindow(int perHour) {
    if (perHour < 1) {
      throw new IllegalArgumentException("a limit lets at least one call through");
    }
    this.perHour = perHour;
    Arrays.fill(minutes, Long.MIN_VALUE);
  }

  /** Whether a call would be let through. */
  public synchronized boolean hasRoom(Instant now) {
    return count(now) < perHour;
  }

  /** Counts a call, if there is room for it. */
  public synchronized boolean take(Instant now) {
    boolean room = hasRoom(now);
    if (room) {
      note(now);
    }
    return room;
  }

  /** Counts a call that is made in any case. */
  public synchronized void note(Instant now) {
    long minute = now.toEpochMilli() / MILLIS;
    int slot = (int) Math.floorMod(minute, (long) MINUTES);
    if (minutes[slot] != minute) {
      minutes[slot] = minute;
      counts[slot] = 0;
    }
    counts[slot]++;
  }

  /** When there is room again; empty when there is now. */
  public synchronized Optional<Instant> roomAt(Instant now) {
    int over = count(now) - perHour;
    if (over < 0) {
      return Optional.empty();
    }
    long oldest = now.toEpochMilli() / MILLIS - MINUTES + 1;
    for (long minute = oldest; minute < oldest + MINUTES; minute++) {
      over -= countOf(minute);
      if (over < 0) {
        return Optional.of(Instant.ofEpochMilli((minute + MINUTES) * MILLIS));
      }
    }
    return Optional.of(now.plusMillis(MINUTES * MILLIS));
  }

  private int count(Instant now) {
    long newest = now.toEpochMilli() / MILLIS;
    int sum = 0;
    for (long minute = newest - MINUTES + 1; minute <= newest; minute++) {
      sum += countOf(minute);
    }
    return sum;
  }

  private int countOf(long minute) {
    int slot = (int) Math.floorMod(minute, (long) MINUTES);
    return minutes[slot] == minute ? counts[slot] : 0;
  }
}
