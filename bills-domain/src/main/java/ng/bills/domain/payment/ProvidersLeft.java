package ng.bills.domain.payment;

/** Who, beside the provider that has just refused, could still deliver a bill. */
public enum ProvidersLeft {
  /** Nobody: the others do not sell it, or have refused it for good. */
  NONE,
  /** Somebody, but not just now, or after having failed it before: worth waiting for. */
  LATER,
  /** Somebody who was not tried yet, at once. */
  NOW
}
