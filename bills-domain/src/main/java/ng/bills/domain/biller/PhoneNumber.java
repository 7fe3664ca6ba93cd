package ng.bills.domain.biller;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Nigerian mobile number in its local form, 11 digits beginning with 0. Valid ranges follow the
 * numbering plan as libphonenumber has it.
 */
public record PhoneNumber(String number) implements CustomerAccount {

  private static final Pattern PUNCTUATION = Pattern.compile("[\\s().-]");
  private static final Pattern COUNTRY = Pattern.compile("^(\\+|00)?234(?=0?\\d{10}$)");
  private static final Pattern MOBILE =
      Pattern.compile(
          "0((702[0-24-9]|819[01])\\d{6}|(7(0[13-9]|[12]\\d)|8(0[1-9]|1[0-8])|9(0[1-9]|1[1-6]))\\d{7})");
  private static final Pattern SANDBOX = Pattern.compile("\\d{11,12}");

  public PhoneNumber {
    Objects.requireNonNull(number, "number");
  }

  /** Reads any usual way of writing a mobile number; empty when it cannot be one. */
  public static Optional<PhoneNumber> read(String typed, AccountFormat format) {
    String bare = PUNCTUATION.matcher(typed).replaceAll("");
    String number = COUNTRY.matcher(bare).replaceFirst("");
    if (number.length() == 10 && number.charAt(0) != '0') {
      number = "0" + number;
    }
    boolean valid =
        MOBILE.matcher(number).matches()
            || format == AccountFormat.SANDBOX && SANDBOX.matcher(number).matches();
    return valid ? Optional.of(new PhoneNumber(number)) : Optional.empty();
  }

  /** The number for the outside world, {@code +234…}. */
  public String international() {
    return "+234" + (number.startsWith("0") ? number.substring(1) : number);
  }

  /** {@code 080****5678}. */
  @Override
  public String masked() {
    return number.substring(0, 3) + "****" + number.substring(number.length() - 4);
  }

  @Override
  public String toString() {
    return masked();
  }
}
