package ng.bills.domain.staff;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The e-mail address somebody signs in with, in lower case.
 *
 * @param value at most 254 characters
 */
public record StaffEmail(String value) {

  private static final Pattern FORM =
      Pattern.compile("[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");
  private static final int MAX = 254;

  public StaffEmail {
    if (value.length() > MAX || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /** Reads what somebody typed; empty when it is no address. */
  public static Optional<StaffEmail> read(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return lower.length() <= MAX && FORM.matcher(lower).matches()
        ? Optional.of(new StaffEmail(lower))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "e-mail address of " + value.length() + " characters";
  }
}
