package ng.bills.sandbox.vtpass;

/** The inner status of a purchase; the wire name is the constant in lower case. */
public enum VendStatus {
  PENDING,
  DELIVERED,
  FAILED,
  REVERSED;

  String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
