package ng.bills.sandbox.paystack;

/** References, addresses and accounts that mean an outcome; all of them ours. */
public final class PaystackMagic {
  /** The one time password that finalizes a transfer. */
  public static final String OTP = "123456";

  /** An account no bank knows. */
  public static final String ACCOUNT_UNKNOWN = "0000000404";

  private PaystackMagic() {}

  /** The reference of a checkout that will end so; the name makes it unique. */
  public static String reference(String name, ChargeOutcome outcome) {
    return name + "-" + outcome.wireName();
  }

  /** The reference of a transfer that will end so; name, 16 characters or more in all. */
  public static String reference(String name, TransferOutcome outcome) {
    return name + "-" + outcome.wireName();
  }

  /** The customer whose payments end so. */
  public static String email(ChargeOutcome outcome) {
    return outcome.wireName() + "@example.com";
  }

  /** The account (10 digits) to which transfers end so. */
  public static String account(TransferOutcome outcome) {
    return "0000000" + outcome.number();
  }

  static ChargeOutcome chargeOf(String reference, String email) {
    ChargeOutcome found = ChargeOutcome.SUCCESS;
    int length = 0;
    for (ChargeOutcome outcome : ChargeOutcome.values()) {
      String name = outcome.wireName();
      boolean fits = reference.endsWith("-" + name) || email.startsWith(name + "@");
      if (fits && name.length() > length) {
        found = outcome; // the longest: pending-then-failed ends in failed
        length = name.length();
      }
    }
    return found;
  }

  static TransferOutcome transferOf(String reference, String account) {
    TransferOutcome found = TransferOutcome.SUCCESS;
    int length = 0;
    for (TransferOutcome outcome : TransferOutcome.values()) {
      String name = outcome.wireName();
      if (account.equals(account(outcome)) && length == 0) {
        found = outcome;
      }
      if (reference.endsWith("-" + name) && name.length() > length) {
        found = outcome;
        length = name.length();
      }
    }
    return found;
  }
}
