package ng.bills.domain.hook;

import java.util.Arrays;
import java.util.Optional;
import ng.bills.domain.payment.PaymentTransition;

/** What a partner is told. The wire names never change their meaning. */
public enum HookEventType {
  /** The customer's money is here, the exact amount. */
  PAYMENT_RECEIVED("bill.payment.received"),
  /** The account is confirmed, the bill is being bought. */
  PAYMENT_PROCESSING("bill.payment.processing"),
  /** The outcome is not known yet, or buying is tried again: it takes longer. */
  PAYMENT_DELAYED("bill.payment.delayed"),
  /** The bill is paid; the token, if there is one, is in the payment's status. */
  PAYMENT_COMPLETED("bill.payment.completed"),
  /** The bill cannot be paid; the money goes back. */
  PAYMENT_FAILED("bill.payment.failed"),
  /** No money came in time. */
  PAYMENT_EXPIRED("bill.payment.expired"),
  /** Called off before any money came. */
  PAYMENT_CANCELLED("bill.payment.cancelled"),
  /** The provider took back what it had delivered; the money goes back. */
  PAYMENT_REVERSED("bill.payment.reversed"),
  /** Money goes back though nothing failed just now: it came late, or people decided so. */
  REFUND_INITIATED("bill.refund.initiated"),
  /** The refund is on its way. */
  REFUND_SUBMITTED("bill.refund.submitted"),
  /** The money is back. */
  REFUND_COMPLETED("bill.refund.completed"),
  /** The partner has asked for it, to try the endpoint. */
  TEST("webhook.test");

  private final String wireName;

  HookEventType(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** The type of that wire name. */
  public static Optional<HookEventType> named(String wireName) {
    return Arrays.stream(values()).filter(t -> t.wireName.equals(wireName)).findFirst();
  }

  /** What is told of a move; empty for one that is our own business. */
  public static Optional<HookEventType> of(PaymentTransition transition) {
    return Optional.ofNullable(
        switch (transition) {
          case FUNDS_MATCHED -> PAYMENT_RECEIVED;
          case ACCOUNT_CONFIRMED -> PAYMENT_PROCESSING;
          case VEND_UNSETTLED, LEASE_LOST, VEND_REJECTED, REQUERY_REJECTED, REQUERY_NOT_FOUND ->
              PAYMENT_DELAYED;
          case VEND_DELIVERED, REQUERY_DELIVERED, DELIVERY_ACCEPTED, LATE_DELIVERY_ACCEPTED ->
              PAYMENT_COMPLETED;
          case FUNDS_MISMATCHED,
                  ACCOUNT_REFUSED,
                  ACCOUNT_CHECK_GIVEN_UP,
                  RETRIES_USED_UP,
                  NO_PROVIDER_LEFT ->
              PAYMENT_FAILED;
          case PAYMENT_WINDOW_CLOSED -> PAYMENT_EXPIRED;
          case PAYMENT_CANCELLED -> PAYMENT_CANCELLED;
          case PROVIDER_REVERSED -> PAYMENT_REVERSED;
          case FUNDS_CAME_LATE, REFUND_APPROVED -> REFUND_INITIATED;
          case REFUND_STARTED -> REFUND_SUBMITTED;
          case REFUND_CONFIRMED -> REFUND_COMPLETED;
            // told by the move before or after it
          case ACCOUNT_CHECK_STARTED,
                  ACCOUNT_REFUND_OWED,
                  VEND_REFUSED,
                  REQUERY_REFUSED,
                  RETRY_DUE,
                  OTHER_PROVIDER_CHOSEN,
                  REFUND_PROVEN_DEAD ->
              null;
        });
  }
}
