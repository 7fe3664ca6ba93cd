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
 * @param planCode our name of a plan, e.g. {@code mtn-1gb-30d}
 * @param subscriptionChange {@code renew} or {@code change}, for cable television
 * @param amount in naira
 * @param currency {@code NGN}
 * @param paymentSource {@code stellar}
 * @param customerEmail where to tell the customer
 * @param customerPhone where to tell the customer
 * @param requestReference the partner's own reference
 * @param metadata the partner's own notes
 * @param buyAgain that the same was bought just now is known and wanted
 */
public record PaymentForm(
    Optional<String> billType,
    Optional<String> providerCode,
    Optional<String> accountNumber,
    Optional<String> accountType,
    Optional<String> planCode,
    Optional<String> subscriptionChange,
    Optional<BigDecimal> amount,
    Optional<String> currency,
    Optional<String> paymentSource,
    Optional<String> customerEmail,
    Optional<String> customerPhone,
    Optional<String> requestReference,
    Map<String, String> metadata,
    boolean buyAgain) {

  public PaymentForm {
    metadata = Map.copyOf(metadata);
  }

  /** A request for something that was not bought just now. */
  public PaymentForm(
      Optional<String> billType,
      Optional<String> providerCode,
      Optional<String> accountNumber,
      Optional<String> accountType,
      Optional<String> planCode,
      Optional<String> subscriptionChange,
      Optional<BigDecimal> amount,
      Optional<String> currency,
      Optional<String> paymentSource,
      Optional<String> customerEmail,
      Optional<String> customerPhone,
      Optional<String> requestReference,
      Map<String, String> metadata) {
    this(
        billType,
        providerCode,
        accountNumber,
        accountType,
        planCode,
        subscriptionChange,
        amount,
        currency,
        paymentSource,
        customerEmail,
        customerPhone,
        requestReference,
        metadata,
        false);
  }

  /** A request for a bill of any amount, without a plan. */
  public PaymentForm(
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
    this(
        billType,
        providerCode,
        accountNumber,
        accountType,
        Optional.empty(),
        Optional.empty(),
        amount,
        currency,
        paymentSource,
        customerEmail,
        customerPhone,
        requestReference,
        metadata);
  }

  @Override
  public String toString() {
    return "PaymentForm of " + billType.orElse("?") + " for " + providerCode.orElse("?");
  }
}
