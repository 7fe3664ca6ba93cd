package ng.bills.sandbox.flutterwave;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accounts that mean an outcome. Flutterwave documents none for failures, so these are ours, formed
 * as VTpass's sandbox forms them: 11-digit meters with a correct check digit ({@code 45 00000NNN
 * C}), phones {@code 0803 0000NNN} (any other network's prefix works too), smartcards {@code
 * 7000000NNN} and customer numbers {@code 9000000NNN}; NNN is {@link FlutterwaveOutcome#number()}.
 */
public final class FlutterwaveMagic {
  /** Flutterwave: a smartcard that validates as "Test DSTV Account" in test mode. */
  public static final String FLUTTERWAVE_SMARTCARD = "0025401100";

  /** Flutterwave: airtime succeeds (sample of its documentation). */
  public static final String FLUTTERWAVE_PHONE = "08038291822";

  private static final Pattern METER = Pattern.compile("4500000(\\d{3})\\d");
  private static final Pattern OTHERS =
      Pattern.compile("(?:(?:0|\\+?234)[789][01]\\d0000|7000000|9000000)(\\d{3})");

  private FlutterwaveMagic() {}

  /** The meter (11 digits, prepaid or postpaid) that means this outcome. */
  public static String meter(FlutterwaveOutcome outcome) {
    String digits = "4500000" + outcome.number();
    return digits + checkDigit(digits);
  }

  /** The MTN phone that means this outcome. */
  public static String phone(FlutterwaveOutcome outcome) {
    return phone("0803", outcome);
  }

  /** The phone under another network's four-digit prefix that means this outcome. */
  public static String phone(String prefix, FlutterwaveOutcome outcome) {
    return prefix + "0000" + outcome.number();
  }

  /** The smartcard (10 digits) that means this outcome. */
  public static String smartcard(FlutterwaveOutcome outcome) {
    return "7000000" + outcome.number();
  }

  /** The customer number of internet and water that means this outcome. */
  public static String customerNumber(FlutterwaveOutcome outcome) {
    return "9000000" + outcome.number();
  }

  static Optional<FlutterwaveOutcome> outcomeOf(String customer) {
    Matcher meter = METER.matcher(customer);
    if (meter.matches()) {
      return numbered(meter.group(1)).filter(outcome -> meter(outcome).equals(customer));
    }
    Matcher other = OTHERS.matcher(customer);
    if (other.matches()) {
      return numbered(other.group(1));
    }
    return customer.equals(FLUTTERWAVE_SMARTCARD) || customer.equals(FLUTTERWAVE_PHONE)
        ? Optional.of(FlutterwaveOutcome.DELIVERED)
        : Optional.empty();
  }

  private static Optional<FlutterwaveOutcome> numbered(String number) {
    return Arrays.stream(FlutterwaveOutcome.values())
        .filter(outcome -> outcome.number() == Integer.parseInt(number))
        .findFirst();
  }

  /** The Luhn digit. */
  private static int checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return (10 - sum % 10) % 10;
  }
}
