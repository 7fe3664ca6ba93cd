package ng.bills.domain.biller;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Our own name of a plan, e.g. {@code mtn-1gb-30d}; the same whoever sells it to us. {@link
 * PlanNames} makes it from what a provider calls the plan.
 */
public record PlanCode(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** The longest one there is. */
  public static final int MAX_LENGTH = 64;

  public PlanCode {
    if (!isWellFormed(Objects.requireNonNull(value, "value"))) {
      throw new IllegalArgumentException("not a plan code");
    }
  }

  public static boolean isWellFormed(String value) {
    return value != null && value.length() <= MAX_LENGTH && FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
