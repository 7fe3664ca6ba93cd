package ng.bills.domain.ledger;

import java.util.Objects;
import java.util.regex.Pattern;
import ng.bills.domain.vend.ProviderCode;

/** A ledger account. The constants are the chart of accounts; each provider's float adds one. */
public record AccountCode(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{1,39}");

  /** Asset: the cNGN in our Stellar account. */
  public static final AccountCode STELLAR_WALLET = new AccountCode("stellar_wallet");

  /** Liability: money of customers whose bills are not settled yet. */
  public static final AccountCode CUSTOMER_FUNDS = new AccountCode("customer_funds");

  /** Liability: money that is to go back. */
  public static final AccountCode REFUNDS_PAYABLE = new AccountCode("refunds_payable");

  /** Liability: money that nobody could assign. */
  public static final AccountCode SUSPENSE = new AccountCode("suspense");

  /** Income: our fees. */
  public static final AccountCode FEE_INCOME = new AccountCode("fee_income");

  /** Asset: bills that were delivered after all, when the money may have gone back already. */
  public static final AccountCode LATE_DELIVERIES = new AccountCode("late_deliveries");

  /** Expense: money given back for bills that stay paid. */
  public static final AccountCode CONCEDED_REFUNDS = new AccountCode("conceded_refunds");

  /** Liability: bills that were reversed to us although the customer has them; may be claimed. */
  public static final AccountCode PROVIDER_CLAIMS = new AccountCode("provider_claims");

  public AccountCode {
    if (!FORM.matcher(Objects.requireNonNull(value, "value")).matches()) {
      throw new IllegalArgumentException("not an account code: " + value);
    }
  }

  /** Asset: our prefunded balance at a provider. */
  public static AccountCode floatAt(ProviderCode provider) {
    return new AccountCode("float_" + provider.value());
  }

  @Override
  public String toString() {
    return value;
  }
}
