package ng.bills.domain.payment;

import java.util.Objects;
import java.util.UUID;

/** Identifies a payment; the API's {@code transaction_id}. */
public record PaymentId(UUID value) {

  public PaymentId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
