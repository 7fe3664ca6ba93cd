package ng.bills.domain.biller;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An electricity meter (prepaid) or account with a distribution company (postpaid).
 *
 * <p>Prepaid STS meters have 11 or 13 digits, by maker, whatever the company (IEC 62055-41);
 * postpaid accounts are written as each company likes. The Luhn digit is not trusted: real meters
 * fail it.
 */
public record MeterNumber(String number, MeterType type) implements CustomerAccount {

  private static final Pattern PREPAID = Pattern.compile("\\d{11}|\\d{13}");
  private static final Pattern PREPAID_SANDBOX = Pattern.compile("\\d{10,13}");
  private static final Pattern POSTPAID = Pattern.compile("[0-9A-Za-z/-]{5,20}");

  public MeterNumber {
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(type, "type");
  }

  /** Reads what a customer typed; empty when it cannot be such a meter. */
  public static Optional<MeterNumber> read(String typed, MeterType type, AccountFormat format) {
    String number = typed.strip().replace(" ", "");
    Pattern form =
        type == MeterType.POSTPAID
            ? POSTPAID
            : format == AccountFormat.SANDBOX ? PREPAID_SANDBOX : PREPAID;
    return form.matcher(number).matches()
        ? Optional.of(new MeterNumber(number, type))
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
