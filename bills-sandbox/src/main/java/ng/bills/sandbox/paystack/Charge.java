package ng.bills.sandbox.paystack;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * A checkout. Guarded by the desk that keeps it.
 *
 * <p>Before the customer paid it is {@code abandoned}, as a checkout that was left is: our reading.
 */
final class Charge {
  final long id;
  final String reference;
  final String accessCode;
  final String email;
  final long amountKobo;
  final String callbackUrl;
  final JsonObject metadata;
  final Instant createdAt;
  String status = "abandoned";
  String gatewayResponse = "The transaction was not completed";
  String currency = "NGN";
  long chargedKobo;
  Instant paidAt;
  ChargeOutcome outcome;
  int verifies;

  Charge(
      long id,
      String reference,
      String accessCode,
      String email,
      long amountKobo,
      String callbackUrl,
      JsonObject metadata,
      Instant createdAt) {
    this.id = id;
    this.reference = reference;
    this.accessCode = accessCode;
    this.email = email;
    this.amountKobo = amountKobo;
    this.callbackUrl = callbackUrl;
    this.metadata = metadata;
    this.createdAt = createdAt;
    this.chargedKobo = amountKobo;
  }

  boolean pending() {
    return status.equals("pending");
  }
}
