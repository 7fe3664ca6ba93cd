package ng.bills.domain.funds;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.payment.PaymentReference;

/**
 * The text memo by which money finds its payment: {@code BILL-} and the payment's reference, 22
 * bytes of the 28 that a Stellar text memo holds.
 */
public record PaymentMemo(PaymentReference reference) {

  private static final String PREFIX = "BILL-";

  public PaymentMemo {
    Objects.requireNonNull(reference, "reference");
  }

  /** Reads a memo as people type it; empty when no payment of ours can be meant. */
  public static Optional<PaymentMemo> read(String text) {
    String memo = text.strip();
    if (!memo.toUpperCase(Locale.ROOT).startsWith(PREFIX)) {
      return Optional.empty();
    }
    return PaymentReference.read(memo.substring(PREFIX.length())).map(PaymentMemo::new);
  }

  public String text() {
    return PREFIX + reference.value();
  }

  @Override
  public String toString() {
    return text();
  }
}
