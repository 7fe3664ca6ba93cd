package ng.bills.application.limit;

import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.limit.Quota;

/**
 * What partners and their customers may ask for; a value made from the settings at start-up.
 *
 * @param requests of one API key; empty for as many as it likes
 * @param payments of one end user; empty for as many as he likes
 */
public record LimitPolicy(Optional<Quota> requests, Optional<Quota> payments) {

  /** No limit at all. */
  public static final LimitPolicy NONE = new LimitPolicy(Optional.empty(), Optional.empty());

  public LimitPolicy {
    Objects.requireNonNull(requests, "requests");
    Objects.requireNonNull(payments, "payments");
  }
}
