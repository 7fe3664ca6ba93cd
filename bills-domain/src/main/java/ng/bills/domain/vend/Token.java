package ng.bills.domain.vend;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An STS token: 20 digits (16 in some flows), leading zeros significant. Whoever has it has the
 * electricity, so {@link #toString} hides it and only {@link #digits} and {@link #grouped} show it.
 *
 * @param kind what it does to the meter
 * @param digits the digits without blanks
 */
public record Token(Kind kind, String digits) {

  /** What a token does, in the order in which a customer enters them. */
  public enum Kind {
    /** First of the pair that changes the meter's key; entered before the credit token. */
    KEY_CHANGE_1,
    /** Second of the pair. */
    KEY_CHANGE_2,
    /** The electricity itself. */
    CREDIT,
    /** Extra electricity some companies add. */
    BONUS
  }

  private static final Pattern FORM = Pattern.compile("\\d{20}|\\d{16}");

  public Token {
    Objects.requireNonNull(kind, "kind");
    if (!FORM.matcher(Objects.requireNonNull(digits, "digits")).matches()) {
      throw new IllegalArgumentException("a token has 20 or 16 digits");
    }
  }

  /** In groups of four, as printed: {@code 1234-5678-9012-3456-7890}. */
  public String grouped() {
    return digits.replaceAll("(.{4})(?!$)", "$1-");
  }

  @Override
  public String toString() {
    return kind + " token";
  }
}
