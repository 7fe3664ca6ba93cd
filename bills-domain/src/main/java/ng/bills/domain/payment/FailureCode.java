package ng.bills.domain.payment;

/** Why a payment failed, with the codes that integrators see. */
public enum FailureCode {
  AMOUNT_MISMATCH,
  PAYMENT_EXPIRED,
  PAYMENT_CANCELLED,
  ACCOUNT_NOT_FOUND,
  AMOUNT_INVALID,
  PROVIDER_ERROR,
  PROVIDER_REVERSED
}
