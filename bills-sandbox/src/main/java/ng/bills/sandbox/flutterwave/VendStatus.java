package ng.bills.sandbox.flutterwave;

import java.util.Locale;

/** Where a bill stands. Flutterwave tells none of these words; the control API does. */
public enum VendStatus {
  PENDING,
  DELIVERED,
  FAILED;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
