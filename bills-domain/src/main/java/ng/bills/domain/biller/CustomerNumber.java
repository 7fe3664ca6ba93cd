package ng.bills.domain.biller;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a biller of water, internet, gaming or education calls its customer: a number, a user id, an
 * e-mail address. The forms differ by biller; its own check decides.
 */
public record CustomerNumber(String number) implements CustomerAccount {

  private static final Pattern FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z@._/+-]{2,49}");

  public CustomerNumber {
    Objects.requireNonNull(number, "number");
  }

  /** Reads what a customer typed; empty when it cannot be such a number. */
  public static Optional<CustomerNumber> read(String typed) {
    String number = typed.strip();
    return FORM.matcher(number).matches()
        ? Optional.of(new CustomerNumber(number))
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
