package ng.bills.domain.provider;

import java.time.Duration;

/**
 * When somebody counts as ill and how he is tried again.
 *
 * @param window over how long the success rate is taken
 * @param minimumCalls below so many answers in the window the rate says nothing; so many failures
 *     in a row are enough whatever the window
 * @param failurePercent from which share of failures on he is ill, 1 to 100
 * @param openFor how long he is left alone; doubled each time a probe fails
 * @param openAtMost and never longer than this
 * @param probesNeeded how many probes in a row must succeed before he is well again
 */
public record CircuitPolicy(
    Duration window,
    int minimumCalls,
    int failurePercent,
    Duration openFor,
    Duration openAtMost,
    int probesNeeded) {

  public CircuitPolicy {
    if (window.toMillis() < Circuit.SLOTS) {
      throw new IllegalArgumentException("the window is too short");
    }
    if (minimumCalls < 1 || probesNeeded < 1) {
      throw new IllegalArgumentException("at least one call and one probe");
    }
    if (failurePercent < 1 || failurePercent > 100) {
      throw new IllegalArgumentException("a share is 1 to 100 per cent");
    }
    if (openFor.isNegative() || openFor.isZero() || openAtMost.compareTo(openFor) < 0) {
      throw new IllegalArgumentException("a circuit stays open for some time");
    }
  }
}
