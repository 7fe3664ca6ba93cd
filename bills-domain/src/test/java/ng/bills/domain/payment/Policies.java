package ng.bills.domain.payment;

import java.time.Duration;
import java.util.List;

/** Policies for tests: those of the product, without jitter so that every time can be stated. */
public final class Policies {

  /** Four tries of the account check. */
  public static final Backoff ACCOUNT_CHECK =
      new Backoff(
          List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30)), 0);

  /** Three retries; requeries after 5 s, 15 s, then every 30 s; not found twice after a minute. */
  public static final VendPolicy VEND =
      new VendPolicy(
          new Backoff(
              List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5)), 0),
          new Backoff(
              List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30)), 0),
          Duration.ofMinutes(30),
          2,
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  private Policies() {}
}
