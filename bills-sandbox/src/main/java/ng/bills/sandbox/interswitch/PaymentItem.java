package ng.bills.sandbox.interswitch;

/**
 * A payment item as {@code /services/options} lists it.
 *
 * @param id two digits within the biller
 * @param paymentCode what later calls name it by, at most 20 characters
 * @param amountKobo the price of a fixed item; the least or exact amount where {@code amountType}
 *     says so; else 0
 * @param amountType 0 any amount, 1 at least, 5 exactly
 */
record PaymentItem(
    String id,
    String name,
    String paymentCode,
    int billerId,
    ItemKind kind,
    long amountKobo,
    boolean fixed,
    int amountType) {
  static final int ANY_AMOUNT = 0;
  static final int MINIMUM_AMOUNT = 1;
  static final int EXACT_AMOUNT = 5;

  PaymentItem at(long kobo) {
    return new PaymentItem(id, name, paymentCode, billerId, kind, kobo, fixed, amountType);
  }

  /** Whether this item can be paid with that many kobo. */
  boolean takes(long kobo) {
    if (fixed || amountType == EXACT_AMOUNT) {
      return kobo == amountKobo;
    }
    return amountType != MINIMUM_AMOUNT || kobo >= amountKobo;
  }
}
