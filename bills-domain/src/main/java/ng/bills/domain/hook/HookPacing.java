package ng.bills.domain.hook;

import java.time.Duration;
import java.util.Objects;
import ng.bills.domain.payment.Backoff;

/**
 * How an endpoint is spared, so that a dead one costs little and a slow one nobody else.
 *
 * @param atOnce how many deliveries to one endpoint may be under way, on all nodes together; one
 *     while it is in trouble
 * @param pauseAfter after how many failures in a row it is left alone for a while
 * @param pauses for how long, from failure to failure; the last one for all that follow
 */
public record HookPacing(int atOnce, int pauseAfter, Backoff pauses) {

  public HookPacing {
    Objects.requireNonNull(pauses, "pauses");
    if (atOnce < 1 || pauseAfter < 1 || pauses.limit() < 1) {
      throw new IllegalArgumentException("at least one at once, and one pause after one failure");
    }
    if (pauses.delays().stream().anyMatch(Duration::isZero)) {
      throw new IllegalArgumentException("a pause must last");
    }
  }
}
