package ng.bills.application.retention;

import java.time.Duration;
import java.util.Objects;

/**
 * How long the provider journal and the events of providers are kept. The database refuses less
 * than 30 days and one day, whoever asks.
 *
 * @param ofPayments what is about a payment; at least 30 days
 * @param others what is about none (catalogues, balances, checks before a payment); at least 1 day
 */
public record RetentionPolicy(Duration ofPayments, Duration others) {

  public RetentionPolicy {
    Objects.requireNonNull(ofPayments, "ofPayments");
    Objects.requireNonNull(others, "others");
    if (ofPayments.compareTo(Duration.ofDays(30)) < 0 || others.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("at least 30 days and 1 day are kept");
    }
  }
}
