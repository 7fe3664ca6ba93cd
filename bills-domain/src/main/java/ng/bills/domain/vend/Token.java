package ng.bills.domain.vend;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something that is worth what was paid to whoever has it: an STS token of 20 digits (16 in some
 * flows), leading zeros significant, or the PIN of an examination card with its serial. So {@link
 * #toString} hides it and only {@link #digits} and {@link #grouped} show it.
 *
 * @param kind what it does
 * @param digits the digits without blanks; of a card, letters too
 */
public record Token(Kind kind, String digits) {

  /** What it does, in the order in which a customer enters them. */
  public enum Kind {
    /** First of the pair that changes the meter's key; entered before the credit token. */
    KEY_CHANGE_1,
    /** Second of the pair. */
    KEY_CHANGE_2,
    /** The electricity itself. */
    CREDIT,
    /** Extra electricity some companies add. */
    BONUS,
    /** The serial number of an examination card. */
    SERIAL,
    /** The PIN of an examination card. */
    PIN;

    /** Whether it belongs to a meter, and so has the form of the STS standard. */
    public boolean isForMeter() {
      return this != SERIAL && this != PIN;
    }
  }

  private static final Pattern STS = Pattern.compile("\\d{20}|\\d{16}");
  private static final Pattern CARD = Pattern.compile("[0-9A-Za-z-]{4,40}");

  public Token {
    Objects.requireNonNull(kind, "kind");
    if (!isWellFormed(kind, Objects.requireNonNull(digits, "digits"))) {
      throw new IllegalArgumentException(
          kind.isForMeter()
              ? "a token has 20 or 16 digits"
              : "a card has 4 to 40 letters, digits or dashes");
    }
  }

  public static boolean isWellFormed(Kind kind, String digits) {
    return (kind.isForMeter() ? STS : CARD).matcher(digits).matches();
  }

  /** In groups of four, as printed: {@code 1234-5678-9012-3456-7890}; of a card, as it came. */
  public String grouped() {
    return kind.isForMeter() ? digits.replaceAll("(.{4})(?!$)", "$1-") : digits;
  }

  @Override
  public String toString() {
    return kind + " token";
  }
}
