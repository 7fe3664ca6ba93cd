package ng.bills.application.hook;

import java.time.Duration;
import java.util.Objects;
import ng.bills.domain.hook.HookPacing;
import ng.bills.domain.payment.Backoff;

/**
 * How partners are told; a value made from the settings at start-up.
 *
 * @param retries waits between tries
 * @param pacing how endpoints are spared
 * @param lanes how many calls this node makes at once
 * @param lease how long a claim lasts; longer than the slowest call
 * @param overlap how long a replaced secret goes on signing
 * @param kept how long events and their log are kept
 */
public record HookPolicy(
    Backoff retries,
    HookPacing pacing,
    Lanes lanes,
    Duration lease,
    Duration overlap,
    Duration kept) {

  /**
   * Calls of one node.
   *
   * @param quick at once to endpoints that answer soon
   * @param slow at once to those that answered late or not at all last time
   * @param late from when on an answer is late
   */
  public record Lanes(int quick, int slow, Duration late) {

    public Lanes {
      if (quick < 1 || slow < 1 || late.isNegative() || late.isZero()) {
        throw new IllegalArgumentException("both lanes need room");
      }
    }
  }

  public HookPolicy {
    Objects.requireNonNull(retries, "retries");
    Objects.requireNonNull(pacing, "pacing");
    Objects.requireNonNull(lanes, "lanes");
    if (lease.isNegative() || lease.isZero()) {
      throw new IllegalArgumentException("a lease must last");
    }
    if (overlap.isNegative()) {
      throw new IllegalArgumentException("an overlap cannot be negative");
    }
    if (kept.compareTo(Duration.ofDays(7)) < 0) {
      throw new IllegalArgumentException("events are kept for a week at least");
    }
  }
}
