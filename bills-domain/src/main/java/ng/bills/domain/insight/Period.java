package ng.bills.domain.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The time a dashboard is about, in equal steps.
 *
 * @param from the first moment
 * @param until the first moment after it
 * @param step how long each step is; whole quarters of an hour
 */
public record Period(Instant from, Instant until, Duration step) {

  /** The longest there is; more would be a report, not a look. */
  public static final Duration LONGEST = Duration.ofDays(92);

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  public Period {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(step, "step");
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a period ends after it begins");
    }
    if (Duration.between(from, until).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a period has at most " + LONGEST.toDays() + " days");
    }
    if (step.isZero() || step.isNegative() || step.toSeconds() % QUARTER.toSeconds() != 0) {
      throw new IllegalArgumentException("steps are whole quarters of an hour");
    }
  }

  /**
   * In steps that a chart can show: quarters of an hour, hours, six hours or days.
   *
   * @param begin taken back to the quarter of an hour it is in
   */
  public static Period between(Instant begin, Instant until) {
    Instant from = Instant.ofEpochSecond(begin.getEpochSecond() / 900 * 900);
    Duration length = Duration.between(from, until);
    Duration step = DAY;
    if (length.compareTo(Duration.ofHours(12)) <= 0) {
      step = QUARTER;
    } else if (length.compareTo(Duration.ofDays(2)) <= 0) {
      step = HOUR;
    } else if (length.compareTo(Duration.ofDays(10)) <= 0) {
      step = HOUR.multipliedBy(6);
    }
    return new Period(from, until, step);
  }

  /** How many steps it has; the last may be cut off. */
  public int steps() {
    long millis = Duration.between(from, until).toMillis();
    return (int) ((millis + step.toMillis() - 1) / step.toMillis());
  }

  /** When a step begins. */
  public Instant at(int index) {
    return from.plus(step.multipliedBy(index));
  }

  /** In which step a moment of the period is. */
  public int indexOf(Instant at) {
    return (int) (Duration.between(from, at).toMillis() / step.toMillis());
  }
}
