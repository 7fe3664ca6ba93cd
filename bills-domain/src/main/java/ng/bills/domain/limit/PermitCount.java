package ng.bills.domain.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The one count of a quota, for all nodes; whoever holds it lets nobody else at it meanwhile. Its
 * time is that of the count's keeper, not of the nodes.
 *
 * <p>A clock that is put back makes the count stand still until it has caught up; by more than a
 * window, and everything counts as of now. Either way too few are let through for a time, never too
 * many. A clock that leaps ahead forgets what it leapt over.
 */
public final class PermitCount {

  private final Quota quota;
  private final long slotMillis;
  private long newest;

  /** Permits by slot: at 0 those of the newest, at 1 those of the one before, … */
  private final int[] counts;

  /** Nothing is counted yet. */
  public PermitCount(Quota quota) {
    this(quota, 0, new int[0]);
  }

  /**
   * A count as it was kept.
   *
   * @param newest the newest slot, by its number since 1970
   * @param kept permits by slot, the newest first
   */
  public PermitCount(Quota quota, long newest, int[] kept) {
    this.quota = quota;
    this.slotMillis = quota.slot().toMillis();
    this.newest = newest;
    this.counts = Arrays.copyOf(kept, quota.slots());
  }

  public long newest() {
    return newest;
  }

  /** Permits by slot, the newest first. */
  public int[] counts() {
    return counts.clone();
  }

  /** Settles with a node and hands out a chunk, if there is room for one. */
  public Grant take(Settlement settlement, Instant now) {
    advance(now);
    settle(settlement);
    long room = room();
    int permits = room > 0 ? quota.chunk(room) : 0;
    counts[0] += permits;
    return new Grant(
        newest,
        permits,
        untilSlot(newest + 1, now),
        Math.max(0, room - permits),
        permits > 0 ? Duration.ZERO : roomIn(now));
  }

  private void advance(Instant now) {
    long slot = Math.floorDiv(now.toEpochMilli(), slotMillis);
    if (slot < newest - counts.length) {
      int all = (int) Math.min(Integer.MAX_VALUE, sum());
      Arrays.fill(counts, 0);
      counts[0] = all;
      newest = slot;
    } else if (slot > newest) {
      int passed = (int) Math.min(counts.length, slot - newest);
      System.arraycopy(counts, 0, counts, passed, counts.length - passed);
      Arrays.fill(counts, 0, passed, 0);
      newest = slot;
    }
  }

  private void settle(Settlement settlement) {
    counts[0] = Math.addExact(counts[0], settlement.owed());
    long age = newest - settlement.slot();
    if (age >= 0 && age < counts.length) {
      counts[(int) age] = Math.max(0, counts[(int) age] - settlement.unused());
    }
  }

  private long sum() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  private long room() {
    return quota.limit() - sum();
  }

  /**
   * At most the length of a slot, also while the count stands still; a millisecond less, because
   * that is how exactly times are told.
   */
  private Duration untilSlot(long slot, Instant now) {
    long millis = Math.min(slotMillis, slot * slotMillis - now.toEpochMilli());
    return Duration.ofMillis(millis - 1);
  }

  private Duration roomIn(Instant now) {
    long room = room();
    for (int age = counts.length - 1; age >= 0; age--) {
      room += counts[age];
      if (room > 0) {
        long free = newest - age + counts.length;
        return Duration.ofMillis(free * slotMillis - now.toEpochMilli());
      }
    }
    throw new IllegalStateException("a limit lets at least one through");
  }
}
