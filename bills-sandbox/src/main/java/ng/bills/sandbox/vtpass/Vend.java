package ng.bills.sandbox.vtpass;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A purchase VTpass accepted, as it stands now.
 *
 * @param variation the plan, bouquet or kind of meter; empty when none was named
 * @param account meter, phone, smartcard or profile
 * @param amountKobo value bought
 * @param debitKobo taken from the float: amount less commission
 * @param token the 20 digits of a prepaid electricity purchase, whether or not the buyer was told
 *     yet
 * @param pins of an education purchase
 */
public record Vend(
    String requestId,
    String serviceId,
    String variation,
    String account,
    long amountKobo,
    long debitKobo,
    VendStatus status,
    Optional<String> token,
    List<String> pins,
    Instant at) {
  /** Whether the customer has it. */
  public boolean carriedOut() {
    return status == VendStatus.DELIVERED;
  }

  /** Without token, pins and account. */
  @Override
  public String toString() {
    return "Vend[" + requestId + ", " + serviceId + ", " + amountKobo + " kobo, " + status + "]";
  }
}
