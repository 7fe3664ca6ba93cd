package ng.bills.domain.payment;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The right to work on something until a moment. Whoever comes back later than that must not assume
 * that nobody else has worked on it.
 *
 * @param id tells one holder from the next
 * @param until when it ends by itself
 */
public record Lease(UUID id, Instant until) {

  public Lease {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(until, "until");
  }
}
