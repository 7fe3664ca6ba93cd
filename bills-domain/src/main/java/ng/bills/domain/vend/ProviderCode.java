package ng.bills.domain.vend;

import java.util.Objects;
import java.util.regex.Pattern;

/** Names a provider, whom we buy bills through, e.g. {@code vtpass}. */
public record ProviderCode(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{1,19}");

  /** Whether a provider could be called so. */
  public static boolean isWellFormed(String value) {
    return FORM.matcher(Objects.requireNonNull(value, "value")).matches();
  }

  public ProviderCode {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a provider code: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
