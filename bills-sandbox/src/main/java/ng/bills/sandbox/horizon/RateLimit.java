package ng.bills.sandbox.horizon;

import java.util.Map;
import ng.bills.sandbox.http.Filter;
import ng.bills.sandbox.http.Handler;
import ng.bills.sandbox.http.Request;
import ng.bills.sandbox.http.Response;

/**
 * Horizon's rate limit: a steady rate per hour after a burst, told in headers; beyond it 429 with
 * {@code Retry-After}. One bucket for everybody.
 */
final class RateLimit implements Filter {
  private static final int BURST = 100;
  private static final int RATE_DEFAULT = 3_600;

  private final boolean enforced;
  private final long nanosPerRequest;
  private long full = System.nanoTime();

  /**
   * @param perHour 0 for headers without a limit
   */
  RateLimit(int perHour) {
    enforced = perHour > 0;
    nanosPerRequest = 3_600_000_000_000L / (enforced ? perHour : RATE_DEFAULT);
  }

  /** Takes one request; negative when there was none left. */
  private synchronized long take() {
    long now = System.nanoTime();
    full = Math.max(full, now);
    long used = (full - now) / nanosPerRequest;
    if (used > BURST) {
      return -1;
    }
    if (enforced) {
      full += nanosPerRequest;
    }
    return BURST - used;
  }

  /** One round of a stream costs one request; false when there was none left. */
  boolean streamed() {
    return take() >= 0;
  }

  private synchronized long secondsUntilFull() {
    return Math.max(0, (full - System.nanoTime()) / 1_000_000_000L);
  }

  @Override
  public Response handle(Request request, Handler next) throws Exception {
    long left = take();
    Response response =
        left < 0
            ? HorizonSurface.problem(429, "rate_limit_exceeded", "Rate Limit Exceeded", Map.of())
                .withHeader(
                    "Retry-After", String.valueOf(Math.max(1, nanosPerRequest / 1_000_000_000L)))
            : next.handle(request);
    return response
        .withHeader("X-Ratelimit-Limit", String.valueOf(BURST + 1))
        .withHeader("X-Ratelimit-Remaining", String.valueOf(Math.max(0, left)))
        .withHeader("X-Ratelimit-Reset", String.valueOf(secondsUntilFull()));
  }
}
