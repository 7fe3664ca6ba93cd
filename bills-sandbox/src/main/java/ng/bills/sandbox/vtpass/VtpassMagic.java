package ng.bills.sandbox.vtpass;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accounts that mean an outcome.
 *
 * <p>The first group is VTpass's own sandbox list (its documentation, "sandbox test values"); some
 * of these are neither real phone numbers nor real meter lengths. The second group is ours:
 * 11-digit meters with a correct check digit ({@code 45 00000NNN C}) and 11-digit phones in a real
 * MTN prefix ({@code 0803 0000NNN}), so they pass real validation; NNN is {@link
 * VtpassOutcome#number()}. A phone of any other network works too when its last seven digits are
 * {@code 0000NNN}; a smartcard, a Smile account and a JAMB profile is {@code 7000000NNN}.
 */
public final class VtpassMagic {
  /** VTpass: airtime, data and Showmax succeed. */
  public static final String VTPASS_PHONE = "08011111111";

  /** VTpass: DStv, GOtv and StarTimes succeed. */
  public static final String VTPASS_SMARTCARD = "1212121212";

  /** VTpass: JAMB profile succeeds. */
  public static final String VTPASS_PROFILE = "0123456789";

  /** VTpass: prepaid meter succeeds. */
  public static final String VTPASS_PREPAID_METER = "1111111111111";

  /** VTpass: postpaid meter succeeds. */
  public static final String VTPASS_POSTPAID_METER = "1010101010101";

  /** VTpass: pending. */
  public static final String VTPASS_PENDING = "201000000000";

  /** VTpass: unexpected response. */
  public static final String VTPASS_UNEXPECTED = "500000000000";

  /** VTpass: no response (connection cut). */
  public static final String VTPASS_NO_RESPONSE = "400000000000";

  /** VTpass: timeout. */
  public static final String VTPASS_TIMEOUT = "300000000000";

  public static final String METER_DELIVERED = "45000001003";
  public static final String METER_KEY_CHANGE = "45000001011";
  public static final String METER_TIMEOUT_THEN_DELIVERED = "45000001029";
  public static final String METER_TIMEOUT_THEN_FAILED = "45000001037";
  public static final String METER_TIMEOUT_THEN_NOT_FOUND = "45000001045";
  public static final String METER_TIMEOUT_THEN_LATE = "45000001052";
  public static final String METER_PENDING_THEN_DELIVERED = "45000001060";
  public static final String METER_PENDING_THEN_FAILED = "45000001078";
  public static final String METER_PENDING_THEN_REVERSED = "45000001086";
  public static final String METER_PENDING_FOREVER = "45000001094";
  public static final String METER_DELIVERED_WITHOUT_TOKEN = "45000001102";
  public static final String METER_TOKEN_NEVER = "45000001110";
  public static final String METER_LOW_FLOAT = "45000001128";
  public static final String METER_GARBAGE_THEN_DELIVERED = "45000001136";
  public static final String METER_ERROR_AFTER_EFFECT = "45000001177";
  public static final String METER_ERROR_BEFORE_EFFECT = "45000001185";
  public static final String METER_SLOW = "45000001227";
  public static final String METER_WRONG_BILLERS_CODE = "45000001235";
  public static final String METER_BILLER_UNREACHABLE = "45000001243";
  public static final String METER_FAILED = "45000001276";

  public static final String PHONE_DELIVERED = "08030000100";
  public static final String PHONE_TIMEOUT_THEN_DELIVERED = "08030000102";
  public static final String PHONE_TIMEOUT_THEN_FAILED = "08030000103";
  public static final String PHONE_TIMEOUT_THEN_NOT_FOUND = "08030000104";
  public static final String PHONE_PENDING_THEN_DELIVERED = "08030000106";
  public static final String PHONE_PENDING_FOREVER = "08030000109";
  public static final String PHONE_LOW_FLOAT = "08030000112";
  public static final String PHONE_BILLER_UNREACHABLE = "08030000124";
  public static final String PHONE_FAILED = "08030000127";

  private static final Pattern METER = Pattern.compile("4500000(\\d{3})\\d");
  private static final Pattern PHONE = Pattern.compile("0[789][01]\\d0000(\\d{3})");
  private static final Pattern SMARTCARD = Pattern.compile("7000000(\\d{3})");

  private VtpassMagic() {}

  /** The meter (11 digits, prepaid or postpaid) that means this outcome. */
  public static String meter(VtpassOutcome outcome) {
    String digits = "4500000" + outcome.number();
    return digits + luhn(digits);
  }

  /** The MTN phone that means this outcome. */
  public static String phone(VtpassOutcome outcome) {
    return phone("0803", outcome);
  }

  /**
   * The phone under another network's four-digit prefix (for example 0805 of Glo) that means this
   * outcome.
   */
  public static String phone(String prefix, VtpassOutcome outcome) {
    return prefix + "0000" + outcome.number();
  }

  /**
   * The DStv, GOtv or StarTimes smartcard, Smile account or JAMB profile (10 digits) that means
   * this outcome.
   */
  public static String smartcard(VtpassOutcome outcome) {
    return "7000000" + outcome.number();
  }

  /**
   * The outcome of our own magic accounts; VTpass's list is in the rules because its aftermath is
   * configured.
   */
  static Optional<VtpassOutcome> outcomeOf(String account) {
    for (Pattern pattern : new Pattern[] {METER, PHONE, SMARTCARD}) {
      Matcher matcher = pattern.matcher(account);
      if (matcher.matches()) {
        return numbered(Integer.parseInt(matcher.group(1)), account);
      }
    }
    return Optional.empty();
  }

  private static Optional<VtpassOutcome> numbered(int number, String account) {
    for (VtpassOutcome outcome : VtpassOutcome.values()) {
      if (outcome.number() == number) {
        boolean checkDigitGood = !account.startsWith("45") || account.equals(meter(outcome));
        return checkDigitGood ? Optional.of(outcome) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return (10 - sum % 10) % 10;
  }
}
