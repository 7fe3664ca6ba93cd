package ng.bills.sandbox.interswitch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accounts that mean an outcome: 11-digit meters with a correct check digit ({@code 45 00000NNN
 * C}), 11-digit phones whose last seven digits are {@code 0000NNN} ({@code 0803 0000NNN} of MTN,
 * {@code 0805 0000NNN} of Glo), and {@code 7000000NNN} for smartcards and every other customer
 * number; NNN is {@link InterswitchOutcome#number()}. They pass real validation.
 */
public final class InterswitchMagic {
  /** The customer of Interswitch's own documented sample; it always exists. */
  public static final String DOCUMENTED_CUSTOMER = "08124888436";

  private static final Pattern METER = Pattern.compile("4500000(\\d{3})\\d");
  private static final Pattern PHONE = Pattern.compile("0[789][01]\\d0000(\\d{3})");
  private static final Pattern CUSTOMER = Pattern.compile("7000000(\\d{3})");

  private InterswitchMagic() {}

  /** The meter (11 digits, prepaid or postpaid) that means this outcome. */
  public static String meter(InterswitchOutcome outcome) {
    String digits = "4500000" + outcome.number();
    return digits + luhn(digits);
  }

  /** The MTN phone that means this outcome. */
  public static String phone(InterswitchOutcome outcome) {
    return phone("0803", outcome);
  }

  /** The phone under another network's four-digit prefix that means this outcome. */
  public static String phone(String prefix, InterswitchOutcome outcome) {
    return prefix + "0000" + outcome.number();
  }

  /** The smartcard, customer number or user id (10 digits) that means this outcome. */
  public static String customer(InterswitchOutcome outcome) {
    return "7000000" + outcome.number();
  }

  static Optional<InterswitchOutcome> outcomeOf(String account) {
    for (Pattern pattern : new Pattern[] {METER, PHONE, CUSTOMER}) {
      Matcher matcher = pattern.matcher(account);
      if (matcher.matches()) {
        return numbered(Integer.parseInt(matcher.group(1)), account);
      }
    }
    return Optional.empty();
  }

  private static Optional<InterswitchOutcome> numbered(int number, String account) {
    for (InterswitchOutcome outcome : InterswitchOutcome.values()) {
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
