package ng.bills.domain.act;

import java.util.Locale;

/**
 * What staff can do. What moves money takes a second person, evidence, and an unchanged payment.
 */
public enum ActKind {
  /** The provider is asked now. */
  REQUERY_NOW(false),
  /** The wait before the next try ends now; known not to be delivered. */
  RETRY_NOW(false),
  /** A notice goes out again. */
  SEND_AGAIN(false),
  /** A payment that waits for money is called off. */
  CANCEL(false),
  /** A review ends and nothing moves by it: the provider is asked on, or all is done already. */
  CLOSE_REVIEW(false),
  /** The provider has told us a missing token. */
  GIVE_TOKEN(false),
  /** Something that is masked was shown. */
  REVEAL(false),
  /** A review was taken, or handed to somebody else. */
  TAKE_REVIEW(false),

  /** A review ends and what it held up goes on: another try, or a refund. */
  RESUME(true),
  /** The provider has confirmed a delivery of which we had no answer. */
  CALL_DELIVERED(true),
  /** The provider has confirmed that it did not deliver: tried again. */
  RETRY_UNDELIVERED(true),
  /** The provider has confirmed that it did not deliver: the money goes back. */
  REFUND_UNDELIVERED(true),
  /** The money goes back. */
  REFUND(true),
  /** What came late is counted as the bill. */
  ACCEPT_DELIVERY(true),
  /** The provider took the bill back, the customer has used it: his money is not given back. */
  KEEP_MONEY(true),
  /** Money that waits goes back to its sender. */
  RELEASE_TO_SENDER(true),
  /** Money that waits pays for a payment. */
  RELEASE_TO_PAYMENT(true);

  private final boolean movesMoney;

  ActKind(boolean movesMoney) {
    this.movesMoney = movesMoney;
  }

  public boolean movesMoney() {
    return movesMoney;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
