package ng.bills.domain.refund;

import java.util.Locale;

/** The two waits of a customer whose bill was not paid at once that are measured. */
public enum ClockedWait {
  /** From the moment the failure is known until the money is sent back. */
  REFUND,
  /** As long as it is not known whether the provider has delivered. */
  PENDING;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
