package ng.bills.application.payment;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in, nothing checked yet but the JSON types.
 *
 * @param billType e.g. {@code electricity}
 * @param providerCode the biller, e.g. {@code ekedc}
 * @param accountNumber as typed
 * @param accountType {@code PREPAID} or {@code POSTPAID}, for electricity
 * @param amount in naira
 * @param currency {@code NGN}
 * @param paymentSource {@code stellar}
 * @param customerEmail where to tell the customer
 * @param customerPhone where to tell the customer
 * @param requestReference the partner's own reference
 * @param metadata the partner's own notes
 */
public record PaymentForm(
    Optional<String> billType,
    Optional<String> providerCode,
    Optional<String> accountNumber,
    Optional<String> accountType,
    Optional<BigDecimal> amount,
    Optional<String> currency,
    Optional<String> paymentSource,
    Optional<String> customerEmail,
    Optional<String> customerPhone,
    Optional<String> requestReference,
    Map<String, String> metadata) {

  public PaymentForm {
    metadata = Map.copyOf(metadata);
  }

  @Override
  public String toString() {
    return "PaymentForm of " + billType.orElse("?") + " for " + providerCode.orElse("?");
  }
}
