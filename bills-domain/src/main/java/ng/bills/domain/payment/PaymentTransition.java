package ng.bills.domain.payment;

import static ng.bills.domain.payment.PaymentState.ACCOUNT_INVALID;
import static ng.bills.domain.payment.PaymentState.CNGN_RECEIVED;
import static ng.bills.domain.payment.PaymentState.COMPLETED;
import static ng.bills.domain.payment.PaymentState.EXPIRED;
import static ng.bills.domain.payment.PaymentState.PENDING_PAYMENT;
import static ng.bills.domain.payment.PaymentState.PROCESSING_BILL;
import static ng.bills.domain.payment.PaymentState.PROVIDER_FAILED;
import static ng.bills.domain.payment.PaymentState.PROVIDER_PROCESSING;
import static ng.bills.domain.payment.PaymentState.REFUNDED;
import static ng.bills.domain.payment.PaymentState.REFUND_INITIATED;
import static ng.bills.domain.payment.PaymentState.REFUND_PROCESSING;
import static ng.bills.domain.payment.PaymentState.RETRY_SCHEDULED;
import static ng.bills.domain.payment.PaymentState.VERIFYING_ACCOUNT;

import java.util.Locale;

/**
 * Every legal move of a payment, named by what happened. The database holds the same table and
 * refuses the rest; {@code docs/payment-states.md} is drawn from this one.
 */
public enum PaymentTransition {
  FUNDS_MATCHED(PENDING_PAYMENT, CNGN_RECEIVED),
  FUNDS_MISMATCHED(PENDING_PAYMENT, REFUND_INITIATED),
  PAYMENT_WINDOW_CLOSED(PENDING_PAYMENT, EXPIRED),
  PAYMENT_CANCELLED(PENDING_PAYMENT, EXPIRED),
  FUNDS_CAME_LATE(EXPIRED, REFUND_INITIATED),

  ACCOUNT_CHECK_STARTED(CNGN_RECEIVED, VERIFYING_ACCOUNT),
  ACCOUNT_CONFIRMED(VERIFYING_ACCOUNT, PROCESSING_BILL),
  ACCOUNT_REFUSED(VERIFYING_ACCOUNT, ACCOUNT_INVALID),
  ACCOUNT_CHECK_GIVEN_UP(VERIFYING_ACCOUNT, REFUND_INITIATED),
  ACCOUNT_REFUND_OWED(ACCOUNT_INVALID, REFUND_INITIATED),

  VEND_DELIVERED(PROCESSING_BILL, COMPLETED),
  VEND_UNSETTLED(PROCESSING_BILL, PROVIDER_PROCESSING),
  /** The node that was vending died: outcome unknown, so requery, never vend again. */
  LEASE_LOST(PROCESSING_BILL, PROVIDER_PROCESSING),
  VEND_REJECTED(PROCESSING_BILL, RETRY_SCHEDULED),
  VEND_REFUSED(PROCESSING_BILL, PROVIDER_FAILED),

  REQUERY_DELIVERED(PROVIDER_PROCESSING, COMPLETED),
  REQUERY_REJECTED(PROVIDER_PROCESSING, RETRY_SCHEDULED),
  REQUERY_NOT_FOUND(PROVIDER_PROCESSING, RETRY_SCHEDULED),
  REQUERY_REFUSED(PROVIDER_PROCESSING, PROVIDER_FAILED),

  RETRY_DUE(RETRY_SCHEDULED, PROCESSING_BILL),
  RETRIES_USED_UP(RETRY_SCHEDULED, REFUND_INITIATED),
  OTHER_PROVIDER_CHOSEN(PROVIDER_FAILED, RETRY_SCHEDULED),
  NO_PROVIDER_LEFT(PROVIDER_FAILED, REFUND_INITIATED),

  REFUND_STARTED(REFUND_INITIATED, REFUND_PROCESSING),
  REFUND_CONFIRMED(REFUND_PROCESSING, REFUNDED),
  REFUND_PROVEN_DEAD(REFUND_PROCESSING, REFUND_INITIATED),

  PROVIDER_REVERSED(COMPLETED, REFUND_INITIATED),
  REFUND_APPROVED(COMPLETED, REFUND_INITIATED),

  /** Two people count as the bill what was delivered after it had been called not delivered. */
  DELIVERY_ACCEPTED(RETRY_SCHEDULED, COMPLETED),
  LATE_DELIVERY_ACCEPTED(PROVIDER_FAILED, COMPLETED);

  private final PaymentState from;
  private final PaymentState to;

  PaymentTransition(PaymentState from, PaymentState to) {
    this.from = from;
    this.to = to;
  }

  public PaymentState from() {
    return from;
  }

  public PaymentState to() {
    return to;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
