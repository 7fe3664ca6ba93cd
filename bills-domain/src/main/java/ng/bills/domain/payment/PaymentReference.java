package ng.bills.domain.payment;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What people call a payment: 16 characters of Crockford's base 32 (80 random bits) and his mod-37
 * check character. Short because a Stellar text memo holds 28 bytes, {@code BILL-} included.
 */
public record PaymentReference(String value) {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final String CHECK = ALPHABET + "*~$=U";
  private static final int LENGTH = 16;
  private static final BigInteger THIRTY_TWO = BigInteger.valueOf(32);
  private static final BigInteger THIRTY_SEVEN = BigInteger.valueOf(37);

  public PaymentReference {
    if (!isValid(Objects.requireNonNull(value, "value"))) {
      throw new IllegalArgumentException("not a payment reference");
    }
  }

  /**
   * The reference of 80 random bits.
   *
   * @throws IllegalArgumentException when there are not exactly ten bytes
   */
  public static PaymentReference ofRandom(byte[] tenBytes) {
    if (tenBytes.length != 10) {
      throw new IllegalArgumentException("a reference takes ten random bytes");
    }
    BigInteger number = new BigInteger(1, tenBytes);
    StringBuilder body = new StringBuilder();
    BigInteger rest = number;
    for (int i = 0; i < LENGTH; i++) {
      body.append(ALPHABET.charAt(rest.mod(THIRTY_TWO).intValue()));
      rest = rest.divide(THIRTY_TWO);
    }
    body.reverse();
    return new PaymentReference(body.append(check(number)).toString());
  }

  /** Reads what somebody typed: any case, O for 0, I or L for 1, dashes and blanks anywhere. */
  public static Optional<PaymentReference> read(String typed) {
    String value =
        typed
            .replaceAll("[\\s-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return isValid(value) ? Optional.of(new PaymentReference(value)) : Optional.empty();
  }

  private static boolean isValid(String value) {
    if (value.length() != LENGTH + 1) {
      return false;
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < LENGTH; i++) {
      int digit = ALPHABET.indexOf(value.charAt(i));
      if (digit < 0) {
        return false;
      }
      number = number.multiply(THIRTY_TWO).add(BigInteger.valueOf(digit));
    }
    return value.charAt(LENGTH) == check(number);
  }

  private static char check(BigInteger number) {
    return CHECK.charAt(number.mod(THIRTY_SEVEN).intValue());
  }

  @Override
  public String toString() {
    return value;
  }
}
