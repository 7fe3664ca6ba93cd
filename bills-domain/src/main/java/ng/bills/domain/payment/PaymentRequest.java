package ng.bills.domain.payment;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.money.Money;
import ng.bills.domain.partner.PartnerId;

/**
 * What was asked for; it never changes.
 *
 * @param partner who asked
 * @param requestReference the partner's own reference, unique for ever per partner
 * @param billType the kind of bill
 * @param biller whom it is paid to
 * @param account the customer's account there
 * @param plan the plan that is bought, if one is; {@code amount} is the price that was quoted
 * @param change what is done to a television subscription
 * @param amount what the biller gets, in kobo
 * @param fee what we charge on top, in kobo
 * @param email where the customer is told
 * @param phone where the customer is told, and what providers get as contact
 * @param metadata the partner's own notes, handed back unchanged
 * @param buyAgain whether it was wanted although the same had been asked for just before
 */
public record PaymentRequest(
    PartnerId partner,
    Optional<String> requestReference,
    BillType billType,
    BillerCode biller,
    CustomerAccount account,
    Optional<PlanCode> plan,
    Optional<SubscriptionChange> change,
    Money amount,
    Money fee,
    Optional<String> email,
    Optional<PhoneNumber> phone,
    Map<String, String> metadata,
    boolean buyAgain) {

  public PaymentRequest {
    Objects.requireNonNull(partner, "partner");
    Objects.requireNonNull(requestReference, "requestReference");
    Objects.requireNonNull(billType, "billType");
    Objects.requireNonNull(biller, "biller");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(fee, "fee");
    Objects.requireNonNull(email, "email");
    Objects.requireNonNull(phone, "phone");
    metadata = Map.copyOf(metadata);
    if (amount.isZero() || amount.compareTo(Money.MAX) > 0) {
      throw new IllegalArgumentException("amount out of range: " + amount);
    }
  }

  /** Something that was not asked for just before. */
  public PaymentRequest(
      PartnerId partner,
      Optional<String> requestReference,
      BillType billType,
      BillerCode biller,
      CustomerAccount account,
      Optional<PlanCode> plan,
      Optional<SubscriptionChange> change,
      Money amount,
      Money fee,
      Optional<String> email,
      Optional<PhoneNumber> phone,
      Map<String, String> metadata) {
    this(
        partner,
        requestReference,
        billType,
        biller,
        account,
        plan,
        change,
        amount,
        fee,
        email,
        phone,
        metadata,
        false);
  }

  /** A bill of any amount, without a plan. */
  public PaymentRequest(
      PartnerId partner,
      Optional<String> requestReference,
      BillType billType,
      BillerCode biller,
      CustomerAccount account,
      Money amount,
      Money fee,
      Optional<String> email,
      Optional<PhoneNumber> phone,
      Map<String, String> metadata) {
    this(
        partner,
        requestReference,
        billType,
        biller,
        account,
        Optional.empty(),
        Optional.empty(),
        amount,
        fee,
        email,
        phone,
        metadata);
  }

  /** What the customer pays. */
  public Money total() {
    return amount.plus(fee);
  }
}
