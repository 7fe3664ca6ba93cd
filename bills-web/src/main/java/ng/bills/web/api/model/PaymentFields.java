package ng.bills.web.api.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import ng.bills.web.api.json.JsonForm;
import ng.bills.web.api.rules.FaultCode;

/** What {@code POST /bills/pay} takes beside the account; null where there is none. */
record PaymentFields(
    @Positive(message = "must be more than zero", payload = FaultCode.AmountInvalid.class)
        BigDecimal amount,
    @NotNull(message = AccountFields.REQUIRED)
        @Pattern(
            regexp = "NGN",
            message = "only NGN is accepted",
            payload = FaultCode.Unsupported.class)
        String currency,
    @Pattern(
            regexp = "stellar",
            message = "only stellar is accepted",
            payload = FaultCode.Unsupported.class)
        String paymentSource,
    @Pattern(
            regexp = "[A-Za-z0-9._:-]{1,64}",
            message = "1 to 64 letters, digits, dots, dashes, colons or underscores")
        String requestReference) {

  static PaymentFields of(JsonForm json) {
    return new PaymentFields(
        json.number("amount").orElse(null),
        json.text("currency").orElse(null),
        json.text("payment_source").orElse(null),
        json.text("request_reference").orElse(null));
  }
}
