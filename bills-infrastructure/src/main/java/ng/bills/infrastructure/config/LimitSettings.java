package ng.bills.infrastructure.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.limit.Quota;
import ng.bills.infrastructure.setting.SettingReader;

/** Reads how often partners and their customers may ask, and when the same is asked for again. */
public final class LimitSettings {

  /** Requests of one key in any minute by the clock. */
  public static final String REQUESTS = "API_KEY_REQUESTS_PER_MINUTE";

  /** Payments of one end user in any hour. */
  public static final String PAYMENTS = "CUSTOMER_PAYMENTS_PER_HOUR";

  /** Within what time the same again needs a word that it is wanted. */
  public static final String BUY_AGAIN = "BILL_BUY_AGAIN_MINUTES";

  private static final int MOST = 100_000_000;
  private static final int USUAL_REQUESTS = 600;
  private static final int USUAL_PAYMENTS = 100;
  private static final int USUAL_MINUTES = 10;
  private static final int MOST_MINUTES = (int) BuyAgainPolicy.LONGEST.toMinutes();

  private LimitSettings() {}

  /** Reads the limits; 0 is none. */
  static LimitPolicy read(SettingReader reader) {
    int requests = reader.whole(REQUESTS, USUAL_REQUESTS, 0, MOST);
    int payments = reader.whole(PAYMENTS, USUAL_PAYMENTS, 0, MOST);
    return new LimitPolicy(
        requests == 0
            ? Optional.empty()
            : Optional.of(Quota.perWindow(requests, Duration.ofMinutes(1))),
        payments == 0 ? Optional.empty() : Optional.of(Quota.inAny(payments, Duration.ofHours(1))));
  }

  /** Reads {@code 10} or {@code 10,airtime=2}: the usual window, and those of bill types. */
  static BuyAgainPolicy readBuyAgain(SettingReader reader) {
    Map<BillType, Duration> byType = new EnumMap<>(BillType.class);
    Optional<Duration> general = Optional.empty();
    for (String entry :
        reader.optional(BUY_AGAIN).map(t -> t.split(",", -1)).orElse(new String[0])) {
      String[] sides = entry.strip().split("\\s*=\\s*", -1);
      String number = sides[sides.length - 1];
      Optional<BillType> type = sides.length == 2 ? BillType.named(sides[0]) : Optional.empty();
      boolean first =
          sides.length == 1
              ? general.isEmpty()
              : type.isPresent() && !byType.containsKey(type.get());
      boolean sound =
          sides.length <= 2
              && first
              && number.matches("\\d{1,4}")
              && Integer.parseInt(number) <= MOST_MINUTES;
      if (!sound) {
        reader.fault(
            BUY_AGAIN,
            "must be like 10,airtime=2 with whole numbers from 0 to "
                + MOST_MINUTES
                + " and bill types, each once");
        return BuyAgainPolicy.NEVER;
      }
      Duration window = Duration.ofMinutes(Integer.parseInt(number));
      if (type.isPresent()) {
        byType.put(type.get(), window);
      } else {
        general = Optional.of(window);
      }
    }
    return new BuyAgainPolicy(general.orElse(Duration.ofMinutes(USUAL_MINUTES)), byType);
  }
}
