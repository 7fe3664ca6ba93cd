package ng.bills.domain.vend;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.money.Money;

/**
 * What we ask a provider to do, once, under one reference. The attempt it belongs to is committed
 * before the order leaves.
 *
 * @param reference ours, unique
 * @param billType the kind of bill
 * @param biller whom the bill is paid to
 * @param item what the provider calls it, from its catalogue
 * @param account the customer's account there
 * @param plan our name of the plan, when one is bought
 * @param change what is done to a television subscription
 * @param amount what the biller gets, in kobo
 * @param contact the customer's phone, when known; some providers insist on one
 * @param at when the order was committed
 */
public record VendOrder(
    VendReference reference,
    BillType billType,
    BillerCode biller,
    ProviderItem item,
    CustomerAccount account,
    Optional<PlanCode> plan,
    Optional<SubscriptionChange> change,
    Money amount,
    Optional<PhoneNumber> contact,
    Instant at) {

  public VendOrder {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(billType, "billType");
    Objects.requireNonNull(biller, "biller");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(contact, "contact");
    Objects.requireNonNull(at, "at");
  }
}
