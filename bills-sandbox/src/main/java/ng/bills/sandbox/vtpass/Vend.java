package ng.bills.sandbox.vtpass;

import java.time.Instant;
import java.util.Optional;

/**
 * A purchase VTpass accepted, as it stands now.
 *
 * @param account meter, phone or smartcard
 * @param amountKobo value bought
 * @param debitKobo taken from the float: amount less commission
 * @param token the 20 digits of a prepaid electricity purchase, whether or not the buyer was told
 *     yet
 */
public record Vend(
    String requestId,
    String serviceId,
    String account,
    long amountKobo,
    long debitKobo,
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
    return "Vend[" + requestId + ", " + serviceId + ", " + amountKobo + " kobo, " + status + "]";
  }
}
