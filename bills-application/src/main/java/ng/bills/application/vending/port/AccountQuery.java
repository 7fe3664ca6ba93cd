package ng.bills.application.vending.port;

import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.vend.ProviderItem;

/**
 * A question about a customer's account.
 *
 * @param billType the kind of bill
 * @param biller whose account it is
 * @param account the account
 * @param item what the provider calls the bill, from its catalogue
 * @param plan the plan that is to be bought, if one is
 */
public record AccountQuery(
    BillType billType,
    BillerCode biller,
    CustomerAccount account,
    ProviderItem item,
    Optional<PlanCode> plan) {

  public AccountQuery {
    Objects.requireNonNull(billType, "billType");
    Objects.requireNonNull(biller, "biller");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(plan, "plan");
  }
}
