package ng.bills.domain.refund;

import java.util.Locale;

/** Why money goes back. */
public enum RefundReason {
  /** The bill could not be paid. */
  BILL_NOT_PAID,
  /** Not the amount that was asked for. */
  WRONG_AMOUNT,
  /** After the payment window. */
  LATE,
  /** The payment had its money already. */
  REPEATED,
  /** No payment was meant. */
  UNMATCHED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
