package ng.bills.domain.staff;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Failed attempts, of a person or from an address, and how long the next one has to wait. After the
 * free attempts each failure doubles the wait up to the longest; a success, or a day without
 * failures, forgets them.
 *
 * @param failures since the last success
 * @param last when the last one was
 * @param until nothing is looked at before then
 */
public record Lockout(int failures, Optional<Instant> last, Optional<Instant> until) {

  /** Without failures. */
  public static final Lockout NONE = new Lockout(0, Optional.empty(), Optional.empty());

  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
  private static final int MANY = 1_000_000;

  /**
   * When attempts wait and how long.
   *
   * @param free failures that cost nothing
   * @param first the first wait
   * @param longest the longest
   */
  public record Rule(int free, Duration first, Duration longest) {

    /** For one person: five mistakes, then 30 s, 1, 2, 4, 8 and at most 15 minutes. */
    public static final Rule OF_PERSON =
        new Rule(5, Duration.ofSeconds(30), Duration.ofMinutes(15));

    /** For one network address, behind which an office may sit. */
    public static final Rule OF_ADDRESS =
        new Rule(20, Duration.ofSeconds(30), Duration.ofMinutes(15));

    Duration waitAfter(int failures) {
      int beyond = failures - free;
      if (beyond < 0) {
        return Duration.ZERO;
      }
      Duration wait = first;
      for (int i = 0; i < beyond && wait.compareTo(longest) < 0; i++) {
        wait = wait.multipliedBy(2);
      }
      return wait.compareTo(longest) < 0 ? wait : longest;
    }
  }

  public Lockout {
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(until, "until");
  }

  /** Whether the next attempt must wait. */
  public boolean isClosed(Instant now) {
    return until.filter(now::isBefore).isPresent();
  }

  /** After one more failure. */
  public Lockout failed(Rule rule, Instant now) {
    boolean old = last.filter(at -> at.plus(FORGOTTEN_AFTER).isBefore(now)).isPresent();
    int count = old ? 1 : Math.min(failures + 1, MANY);
    Duration wait = rule.waitAfter(count);
    return new Lockout(
        count, Optional.of(now), wait.isZero() ? Optional.empty() : Optional.of(now.plus(wait)));
  }

  /**
   * With one failure fewer: the last attempt was right after all. It was only looked at because no
   * wait was on, so none is.
   */
  public Lockout forgiven() {
    return new Lockout(Math.max(failures - 1, 0), last, Optional.empty());
  }
}
