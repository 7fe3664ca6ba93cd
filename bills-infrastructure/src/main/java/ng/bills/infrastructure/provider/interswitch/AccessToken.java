package ng.bills.infrastructure.provider.interswitch;

import java.time.Duration;
import java.time.Instant;

/** A token to call with, how long it is good, and whether it ever was. */
final class AccessToken {
  /** Their samples live 3,599 s; a minute is left for calls under way. */
  private static final Duration EARLY = Duration.ofMinutes(1);

  private final String value;
  private final Instant renewAt;
  private final Instant end;
  private volatile boolean worked;

  /**
   * @param lifetime as its {@code expires_in} says
   */
  AccessToken(String value, Instant since, Duration lifetime) {
    this.value = value;
    this.end = since.plus(lifetime);
    Duration half = lifetime.dividedBy(2);
    this.renewAt = end.minus(half.compareTo(EARLY) < 0 ? half : EARLY);
  }

  String value() {
    return value;
  }

  boolean isFresh(Instant now) {
    return now.isBefore(renewAt);
  }

  boolean isGood(Instant now) {
    return now.isBefore(end);
  }

  /** Some call with it was answered otherwise than with 401. */
  void haveWorked() {
    worked = true;
  }

  boolean hasWorked() {
    return worked;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "AccessToken[renewed at " + renewAt + "]";
  }
}
