package ng.bills.domain.payment;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Growing waits between tries, with jitter so that a crowd does not come back together.
 *
 * @param delays the wait before each further try; there are as many tries as waits
 * @param jitterPercent how much longer a wait may become, 0 to 100
 */
public record Backoff(List<Duration> delays, int jitterPercent) {

  public Backoff {
    delays = List.copyOf(delays);
    if (delays.stream().anyMatch(d -> d.isNegative())) {
      throw new IllegalArgumentException("a delay cannot be negative");
    }
    if (jitterPercent < 0 || jitterPercent > 100) {
      throw new IllegalArgumentException("jitter is 0 to 100 per cent");
    }
  }

  /** How many tries there are after the first. */
  public int limit() {
    return delays.size();
  }

  /**
   * The wait before a further try; past the last one, the last one again.
   *
   * @param tries how many further tries there were already, 0 or more
   */
  public Duration delay(int tries, RandomGenerator random) {
    Duration base = delays.get(Math.min(tries, delays.size() - 1));
    long spread = base.toMillis() * jitterPercent / 100;
    return spread == 0 ? base : base.plusMillis(random.nextLong(spread + 1));
  }
}
