package ng.bills.domain.biller;

import java.util.Objects;
import java.util.regex.Pattern;

/** Our own short name of a biller, e.g. {@code ekedc}; the same whoever sells it to us. */
public record BillerCode(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{1,31}");

  public BillerCode {
    if (!FORM.matcher(Objects.requireNonNull(value, "value")).matches()) {
      throw new IllegalArgumentException("not a biller code");
    }
  }

  public static boolean isWellFormed(String value) {
    return value != null && FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
