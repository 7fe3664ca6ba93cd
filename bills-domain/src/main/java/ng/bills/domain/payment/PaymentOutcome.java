package ng.bills.domain.payment;

import java.util.Locale;

/** The coarse outcome for integrators; paid and failed are for good. */
public enum PaymentOutcome {
  PENDING,
  PROCESSING,
  PAID,
  FAILED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
