package ng.bills.application.payment;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import ng.bills.domain.biller.BillType;

/**
 * Within what time the same payment is taken for a double tap unless somebody says otherwise; a
 * value made from the settings at start-up.
 *
 * @param window where not named otherwise; zero for never
 * @param windowOf by bill type
 */
public record BuyAgainPolicy(Duration window, Map<BillType, Duration> windowOf) {

  /** The longest window there can be; what was asked for is noted that long. */
  public static final Duration LONGEST = Duration.ofDays(1);

  /** Nobody is asked. */
  public static final BuyAgainPolicy NEVER = new BuyAgainPolicy(Duration.ZERO, Map.of());

  public BuyAgainPolicy {
    Objects.requireNonNull(window, "window");
    windowOf = Map.copyOf(windowOf);
    check(window);
    windowOf.values().forEach(BuyAgainPolicy::check);
  }

  private static void check(Duration window) {
    if (window.isNegative() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("from nothing to a day");
    }
  }

  Duration windowFor(BillType type) {
    return windowOf.getOrDefault(type, window);
  }
}
