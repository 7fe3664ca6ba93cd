package ng.bills.sandbox.interswitch;

import java.time.Instant;
import java.util.Optional;

/**
 * A payment Interswitch accepted, as it stands now.
 *
 * @param account meter, phone or customer number
 * @param amountKobo value bought, and what was taken from the float
 * @param token the 20 digits of a prepaid electricity purchase, whether or not the buyer was told
 */
public record Vend(
    String requestReference,
    String paymentCode,
    String account,
    long amountKobo,
    VendStatus status,
    Optional<String> token,
    Instant at) {
  /** Whether the customer has it. */
  public boolean carriedOut() {
    return status == VendStatus.DELIVERED;
  }

  /** Without token and account. */
  @Override
  public String toString() {
    return "Vend["
        + requestReference
        + ", "
        + paymentCode
        + ", "
        + amountKobo
        + " kobo, "
        + status
        + "]";
  }
}
