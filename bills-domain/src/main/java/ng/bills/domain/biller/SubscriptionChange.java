package ng.bills.domain.biller;

import java.util.Locale;

/** What is done to a television subscription. */
public enum SubscriptionChange {
  /** The present bouquet goes on, at the amount the biller asks for it. */
  RENEW,
  /** Another bouquet, at its price. */
  CHANGE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
