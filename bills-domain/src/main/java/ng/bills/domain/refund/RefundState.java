package ng.bills.domain.refund;

import java.util.Locale;

/** Where a refund is. */
public enum RefundState {
  /** Money is to go back; no transaction can be in a ledger. */
  DUE,
  /** A signed transaction is stored and may be, or come, in a ledger. */
  SENDING,
  /** Its transaction is in a ledger. */
  CONFIRMED,
  /** It cannot go back by rule: a person must look. */
  BLOCKED,
  /** Two people gave the money to a payment instead; nothing was sent, nothing will be. */
  WITHDRAWN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
