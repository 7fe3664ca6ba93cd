package ng.bills.sandbox.paystack;

import java.util.Locale;

/**
 * What happens when the customer pays at the checkout. The wire name is the constant in lower case
 * with hyphens; a reference that ends in it, or an e-mail address whose name is it, means it.
 */
public enum ChargeOutcome {
  SUCCESS("paid; charge.success follows"),
  FAILED("the card is refused; no event, only verification tells"),
  ABANDONED("the customer leaves"),
  PENDING_THEN_SUCCESS("pending; after some verifications paid"),
  PENDING_THEN_FAILED("pending; after some verifications failed"),
  PARTIAL("success, with half of what was asked"),
  OTHER_CURRENCY("success, in another currency"),
  UNKNOWN_STATUS("a status nobody documented");

  private final String meaning;

  ChargeOutcome(String meaning) {
    this.meaning = meaning;
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
