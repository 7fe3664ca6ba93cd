package ng.bills.web.api.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.domain.limit.Quota;

/**
 * The headers {@code RateLimit-Policy} and {@code RateLimit}
 * (draft-ietf-httpapi-ratelimit-headers): lists of structured fields, one item for each policy.
 */
public final class RateLimitFields {

  public static final String POLICY = "RateLimit-Policy";
  public static final String STANDING = "RateLimit";

  /** Requests of an API key. */
  public static final String KEY = "key";

  /** Payments of an end user. */
  public static final String CUSTOMER = "customer";

  private RateLimitFields() {}

  /** What may be done: {@code "key";q=600;w=60}. */
  public static String policy(String name, Quota quota) {
    String unit = name.equals(CUSTOMER) ? ";qu=\"payments\"" : "";
    return "\"" + name + "\";q=" + quota.limit() + unit + ";w=" + quota.window().toSeconds();
  }

  /**
   * What is left of it: {@code "key";r=599;t=42}.
   *
   * @param in when that changes
   */
  public static String standing(String name, long remaining, Duration in) {
    return "\"" + name + "\";r=" + remaining + ";t=" + seconds(in);
  }

  /** Whole seconds, so many that it is over when they are. */
  public static long seconds(Duration time) {
    return Math.max(1, time.plusMillis(999).toSeconds());
  }

  /** A key has asked as often as it may. */
  public static Problem keyIsOver(Quota quota) {
    return over(
        KEY,
        "this API key may send "
            + quota.limit()
            + " requests in "
            + quota.window().toSeconds()
            + " seconds; nothing was done, send it again after Retry-After");
  }

  /** An end user has asked for as many payments as he may. */
  public static Problem customerIsOver(Quota quota) {
    return over(
        CUSTOMER,
        "this customer may ask for "
            + quota.limit()
            + " payments in "
            + quota.window().toMinutes()
            + " minutes; nothing was requested");
  }

  private static Problem over(String policy, String detail) {
    return new Problem(
        429,
        "RATE_LIMIT",
        "Too many requests",
        detail,
        List.of(),
        Optional.empty(),
        json -> json.texts("violated_policies", Stream.of(policy)));
  }
}
