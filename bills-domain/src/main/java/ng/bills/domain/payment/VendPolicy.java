package ng.bills.domain.payment;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import ng.bills.domain.vend.RequeryRules;

/**
 * How patient we are with providers.
 *
 * @param retries waits before vending again after a known refusal (10 s, 1 min, 5 min)
 * @param requeries waits between requeries; the last one repeats
 * @param requeryFloor no requery before this has passed since the attempt began
 * @param requeryDeadline how long an attempt may stay unsettled before a person looks
 * @param notFoundNeeded how often a provider must say "not found" to be believed
 * @param notFoundSettle and how long after the order can have left it must have been asked: since
 *     its answer came or, where none did, since the lease was found to have ended
 * @param tokenRequery wait between requeries of a delivery whose token has not come; it grows once
 *     support has been alerted
 * @param tokenAlert how long a token may be missing before support is alerted
 */
public record VendPolicy(
    Backoff retries,
    Backoff requeries,
    Duration requeryFloor,
    Duration requeryDeadline,
    int notFoundNeeded,
    Duration notFoundSettle,
    Duration tokenRequery,
    Duration tokenAlert) {

  private static final Duration TOKEN_GAP_AT_MOST = Duration.ofMinutes(15);

  public VendPolicy {
    Objects.requireNonNull(retries, "retries");
    if (requeries.delays().isEmpty()) {
      throw new IllegalArgumentException("requeries need at least one wait");
    }
    if (requeryFloor.isNegative()) {
      throw new IllegalArgumentException("a floor is not negative");
    }
    Objects.requireNonNull(requeryDeadline, "requeryDeadline");
    if (notFoundNeeded < 2) {
      throw new IllegalArgumentException("'not found' must repeat to be believed");
    }
    Objects.requireNonNull(notFoundSettle, "notFoundSettle");
    Objects.requireNonNull(tokenRequery, "tokenRequery");
    Objects.requireNonNull(tokenAlert, "tokenAlert");
  }

  /** Without a floor. */
  public VendPolicy(
      Backoff retries,
      Backoff requeries,
      Duration requeryDeadline,
      int notFoundNeeded,
      Duration notFoundSettle,
      Duration tokenRequery,
      Duration tokenAlert) {
    this(
        retries,
        requeries,
        Duration.ZERO,
        requeryDeadline,
        notFoundNeeded,
        notFoundSettle,
        tokenRequery,
        tokenAlert);
  }

  /**
   * The wait before a token is asked for again: for as long again as it is missing since the alert,
   * so that the many that come late do so soon, and the few that never come cost little.
   *
   * @param missing for how long it is
   */
  Duration tokenGap(Duration missing, RandomGenerator random) {
    Duration since = missing.minus(tokenAlert);
    Duration grown = since.compareTo(TOKEN_GAP_AT_MOST) < 0 ? since : TOKEN_GAP_AT_MOST;
    Duration gap = grown.compareTo(tokenRequery) > 0 ? grown : tokenRequery;
    return new Backoff(List.of(gap), requeries.jitterPercent()).delay(0, random);
  }

  /** The same patience with a provider's own rules for asking again. */
  public VendPolicy with(RequeryRules rules) {
    return new VendPolicy(
        retries,
        new Backoff(rules.gaps(), requeries.jitterPercent()),
        rules.floor(),
        rules.deadline(),
        notFoundNeeded,
        rules.settle(),
        tokenRequery,
        tokenAlert);
  }
}
