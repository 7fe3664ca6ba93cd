package ng.bills.simulation.course;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All the chance there is in a run. */
public final class Dice {

  private final SplittableRandom random;

  public Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** True so many times in a thousand. */
  public boolean permille(int chance) {
    return chance > 0 && random.nextInt(1000) < chance;
  }

  /** From {@code least} to {@code most}, both possible. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** A time between two, to the millisecond. */
  public Duration between(Duration least, Duration most) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }

  public Duration millis(int least, int most) {
    return Duration.ofMillis(between(least, most));
  }

  public Duration seconds(int least, int most) {
    return Duration.ofMillis(between(least * 1000, most * 1000));
  }

  public <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  public String digits(int length) {
    StringBuilder digits = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  public RandomGenerator generator() {
    return random;
  }
}
