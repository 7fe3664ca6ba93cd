package ng.bills.sandbox.flutterwave;

import java.time.Instant;
import java.util.Optional;

/**
 * A bill Flutterwave accepted, as it stands now.
 *
 * @param reference the merchant's own
 * @param txRef Flutterwave's {@code CF-FLYAPI-…}
 * @param customer meter, phone or smartcard
 * @param amountKobo value bought
 * @param debitKobo taken from the wallet: amount and fee
 * @param token the 20 digits of a prepaid electricity bill, whether or not the buyer was told yet
 */
public record Vend(
    String reference,
    String txRef,
    String billerCode,
    String itemCode,
    String customer,
    long amountKobo,
    long debitKobo,
    VendStatus status,
    Optional<String> token,
    Instant at) {
  /** Whether the customer has it. */
  public boolean carriedOut() {
    return status == VendStatus.DELIVERED;
  }

  /** Without token and customer. */
  @Override
  public String toString() {
    return "Vend[" + reference + ", " + itemCode + ", " + amountKobo + " kobo, " + status + "]";
  }
}
