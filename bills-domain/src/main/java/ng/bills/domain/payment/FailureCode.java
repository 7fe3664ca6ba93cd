package ng.bills.domain.payment;

/** Why a payment failed, with the codes that integrators see. */
public enum FailureCode {
  AMOUNT_MISMATCH,
  PAYMENT_EXPIRED,
  PAYMENT_CANCELLED,
  ACCOUNT_NOT_FOUND,
  AMOUNT_INVALID,
  /** No provider sells the plan at the quoted price any more. */
  PLAN_UNAVAILABLE,
  PROVIDER_ERROR,
  PROVIDER_REVERSED
}
