package ng.bills.domain.refund;

import java.time.Instant;
import java.util.Objects;

/**
 * A refund transaction, built and signed: these very bytes are submitted, again and again, until
 * they are in a ledger or can no longer be.
 *
 * @param sourceAccount the account whose sequence number it uses
 * @param sequence that number
 * @param envelope the signed envelope, base64 XDR
 * @param hash the transaction's hash, 64 hex digits; its identity
 * @param validUntil its upper time bound; a ledger that closes at it may still hold the transaction
 */
public record SignedRefund(
    String sourceAccount, long sequence, String envelope, String hash, Instant validUntil) {

  public SignedRefund {
    Objects.requireNonNull(sourceAccount, "sourceAccount");
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(validUntil, "validUntil");
  }

  @Override
  public String toString() {
    return "refund transaction " + hash;
  }
}
