package ng.bills.web.api.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import ng.bills.web.api.json.JsonForm;

/**
 * What names an account, in {@code POST /bills/validate} and {@code POST /bills/pay}; null where
 * there is none. Whether the account can be one of that biller is for the use case to say.
 */
record AccountFields(
    @NotNull(message = REQUIRED) String billType,
    @NotNull(message = REQUIRED) String providerCode,
    @NotNull(message = REQUIRED) String accountNumber,
    @Pattern(
            regexp = "PREPAID|POSTPAID",
            flags = Pattern.Flag.CASE_INSENSITIVE,
            message = "must be PREPAID or POSTPAID")
        String accountType) {

  static final String REQUIRED = "is required";

  static AccountFields of(JsonForm json) {
    return new AccountFields(
        json.text("bill_type").orElse(null),
        json.text("provider_code").orElse(null),
        json.text("account_number").orElse(null),
        json.text("account_type").orElse(null));
  }
}
