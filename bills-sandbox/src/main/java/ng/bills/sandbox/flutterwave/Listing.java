package ng.bills.sandbox.flutterwave;

/** What the list of payments makes of references; the documentation leaves it open. */
public enum Listing {
  /** The filter means the merchant's, and every payment shows it. */
  OURS,
  /** The filter means their own, so the merchant's finds nothing; every payment shows both. */
  THEIRS,
  /** No filter, and {@code customer_reference} is null in every payment. */
  NAMELESS
}
