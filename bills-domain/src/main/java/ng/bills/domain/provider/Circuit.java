package ng.bills.domain.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A circuit breaker with a rolling success rate.
 *
 * <p>Closed, it lets every call through and counts the answers. Too many failures open it: nobody
 * is let through until its time is over. Then it is half open: one probe at a time is let through;
 * enough good ones in a row close it, a bad one opens it for twice as long. A probe nobody reports
 * about is forgotten after the time the circuit was open, so that it cannot block the way for ever.
 *
 * <p>Safe for use by many threads.
 */
public final class Circuit {

  static final int SLOTS = 10;

  /** How the circuit stands. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final CircuitPolicy policy;
  private final long slotMillis;
  private final long[] slotNumbers = new long[SLOTS];
  private final int[] good = new int[SLOTS];
  private final int[] bad = new int[SLOTS];
  private int badInARow;
  private boolean open;
  private Instant openUntil;
  private Duration openFor;
  private Optional<Instant> probeSince = Optional.empty();
  private int goodProbes;

  public Circuit(CircuitPolicy policy) {
    this.policy = policy;
    this.slotMillis = policy.window().toMillis() / SLOTS;
    this.openFor = policy.openFor();
    Arrays.fill(slotNumbers, Long.MIN_VALUE);
  }

  public synchronized State state(Instant now) {
    if (!open) {
      return State.CLOSED;
    }
    return now.isBefore(openUntil) ? State.OPEN : State.HALF_OPEN;
  }

  /** Whether a call would be let through. */
  public synchronized boolean admits(Instant now) {
    return switch (state(now)) {
      case CLOSED -> true;
      case OPEN -> false;
      case HALF_OPEN -> !isProbing(now);
    };
  }

  /** Lets a call through, or not; half open, it becomes the probe. */
  public synchronized boolean enter(Instant now) {
    boolean admitted = admits(now);
    if (admitted && open) {
      probeSince = Optional.of(now);
    }
    return admitted;
  }

  /**
   * An answer has come.
   *
   * @return whether the circuit opened or closed by it
   */
  public synchronized boolean heard(Signal signal, Instant now) {
    State before = state(now);
    switch (before) {
      case CLOSED -> count(signal, now);
      case HALF_OPEN -> probed(signal, now);
      case OPEN -> {
        // calls that were under way when it opened tell nothing new
      }
    }
    State after = state(now);
    return (before == State.CLOSED) != (after == State.CLOSED);
  }

  private void count(Signal signal, Instant now) {
    if (signal == Signal.NONE) {
      return;
    }
    int slot = slot(now);
    if (signal == Signal.GOOD) {
      good[slot]++;
      badInARow = 0;
      return;
    }
    bad[slot]++;
    badInARow++;
    int calls = calls(now);
    boolean often =
        calls >= policy.minimumCalls()
            && (calls - goodCalls(now)) * 100L >= (long) policy.failurePercent() * calls;
    if (signal == Signal.FATAL || often || badInARow >= policy.minimumCalls()) {
      trip(policy.openFor(), now);
    }
  }

  private void probed(Signal signal, Instant now) {
    if (probeSince.isEmpty()) {
      return; // a call from before it opened
    }
    probeSince = Optional.empty();
    if (signal == Signal.GOOD) {
      goodProbes++;
      if (goodProbes >= policy.probesNeeded()) {
        open = false;
        badInARow = 0;
        Arrays.fill(slotNumbers, Long.MIN_VALUE);
      }
    } else if (signal != Signal.NONE) {
      Duration twice = openFor.multipliedBy(2);
      trip(twice.compareTo(policy.openAtMost()) > 0 ? policy.openAtMost() : twice, now);
    }
  }

  private void trip(Duration time, Instant now) {
    open = true;
    openFor = time;
    openUntil = now.plus(time);
    goodProbes = 0;
    probeSince = Optional.empty();
  }

  private boolean isProbing(Instant now) {
    return probeSince.filter(since -> now.isBefore(since.plus(openFor))).isPresent();
  }

  /** When a call may be let through again; empty when one would be now. */
  public synchronized Optional<Instant> admitsAt(Instant now) {
    if (admits(now)) {
      return Optional.empty();
    }
    return Optional.of(
        probeSince.filter(since -> isProbing(now)).map(s -> s.plus(openFor)).orElse(openUntil));
  }

  /** How many answers counted in the window. */
  public synchronized int calls(Instant now) {
    return sum(good, now) + sum(bad, now);
  }

  /** The share of good answers in the window, 0 to 100; empty when there was none. */
  public synchronized Optional<Integer> successPercent(Instant now) {
    int calls = calls(now);
    return calls == 0 ? Optional.empty() : Optional.of(goodCalls(now) * 100 / calls);
  }

  private int goodCalls(Instant now) {
    return sum(good, now);
  }

  private int sum(int[] counts, Instant now) {
    long newest = now.toEpochMilli() / slotMillis;
    int sum = 0;
    for (int i = 0; i < SLOTS; i++) {
      if (slotNumbers[i] > newest - SLOTS && slotNumbers[i] <= newest) {
        sum += counts[i];
      }
    }
    return sum;
  }

  private int slot(Instant now) {
    long number = now.toEpochMilli() / slotMillis;
    int slot = (int) Math.floorMod(number, (long) SLOTS);
    if (slotNumbers[slot] != number) {
      slotNumbers[slot] = number;
      good[slot] = 0;
      bad[slot] = 0;
    }
    return slot;
  }
}
