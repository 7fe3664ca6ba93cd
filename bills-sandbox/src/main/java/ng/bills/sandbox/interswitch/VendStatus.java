package ng.bills.sandbox.interswitch;

/** How a payment stands. */
public enum VendStatus {
  PENDING,
  DELIVERED,
  FAILED;

  String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
