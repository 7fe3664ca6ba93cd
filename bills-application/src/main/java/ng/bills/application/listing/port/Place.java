package ng.bills.application.listing.port;

import java.time.Instant;
import java.util.Objects;
import ng.bills.domain.payment.PaymentId;

/**
 * A place in a list of payments, which is in the order of their creation.
 *
 * @param createdAt of the payment there
 * @param id of the payment there
 */
public record Place(Instant createdAt, PaymentId id) {

  public Place {
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(id, "id");
  }
}
