package ng.bills.domain.limit;

import java.time.Duration;
import java.util.Objects;

/**
 * So many permits in a window of time. The window is counted by slots: a slot leaves the count as a
 * whole, and a permit is good in the slot it was handed out in, so that it was used when it was
 * counted.
 *
 * @param limit permits, 1 or more
 * @param slot how long a slot lasts
 * @param slots how many slots count
 */
public record Quota(int limit, Duration slot, int slots) {

  private static final int PARTS = 60;

  /** As many chunks, at least, make up the limit. */
  private static final int CHUNKS = 20;

  /** Of what is left a node gets that part, so that the others get something too. */
  private static final int SHARE = 4;

  public Quota {
    Objects.requireNonNull(slot, "slot");
    if (limit < 1) {
      throw new IllegalArgumentException("a limit lets at least one through");
    }
    if (slot.toMillis() < 1 || slots < 1) {
      throw new IllegalArgumentException("a window takes some time");
    }
  }

  /** In no stretch of that length more than the limit, wherever it begins. */
  public static Quota inAny(int limit, Duration window) {
    return new Quota(limit, window.dividedBy(PARTS), PARTS + 1);
  }

  /** The limit anew whenever a window of that length begins. */
  public static Quota perWindow(int limit, Duration window) {
    return new Quota(limit, window, 1);
  }

  /** Over what time the limit is. */
  public Duration window() {
    return slots == 1 ? slot : slot.multipliedBy(slots - 1L);
  }

  /**
   * How many permits are handed out at once while there is room for so many: less and less, down to
   * one by one.
   */
  public int chunk(long room) {
    return (int) Math.min(room, Math.max(1, Math.min(limit / CHUNKS, room / SHARE)));
  }
}
