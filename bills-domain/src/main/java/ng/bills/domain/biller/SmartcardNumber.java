package ng.bills.domain.biller;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A television decoder's smartcard or IUC number, or the phone number it goes by. DStv and GOtv
 * write 10 digits, StarTimes usually 11 and up to 12, Showmax a phone number (facts on Nigeria).
 */
public record SmartcardNumber(String number) implements CustomerAccount {

  private static final Pattern FORM = Pattern.compile("\\d{10,12}");

  public SmartcardNumber {
    Objects.requireNonNull(number, "number");
  }

  /** Reads what a customer typed; empty when it cannot be such a number. */
  public static Optional<SmartcardNumber> read(String typed) {
    String number = typed.strip().replace(" ", "").replace("-", "");
    return FORM.matcher(number).matches()
        ? Optional.of(new SmartcardNumber(number))
        : Optional.empty();
  }

  @Override
  public String masked() {
    return CustomerAccount.mask(number);
  }

  @Override
  public String toString() {
    return masked();
  }
}
