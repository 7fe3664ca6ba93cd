package ng.bills.domain.notice;

import java.util.Locale;

/** What a customer is told. */
public enum NoticeKind {
  /** The electricity token. */
  TOKEN_DELIVERED,
  /** A bill without token is paid (postpaid). */
  BILL_PAID,
  AIRTIME_DELIVERED,
  /** The bill cannot be paid; the money will come back. */
  PAYMENT_FAILED,
  /** The money is back. */
  REFUNDED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
