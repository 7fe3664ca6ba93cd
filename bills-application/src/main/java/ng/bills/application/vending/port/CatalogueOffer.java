package ng.bills.application.vending.port;

import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;

/**
 * Something one provider sells: a biller's bills of any amount, or one plan.
 *
 * @param type the kind of bill
 * @param biller our name of the biller, by {@link ng.bills.domain.biller.BillerNames}
 * @param billerName the provider's name of the biller
 * @param item the provider's own codes
 * @param meterType for electricity, where prepaid and postpaid go by different codes; empty when
 *     one code serves both, and for everything else
 * @param plan the plan; empty when any amount within the limits is taken
 * @param minimum the least it takes, in kobo, where it says so
 * @param maximum the most it takes, in kobo, where it says so
 */
public record CatalogueOffer(
    BillType type,
    BillerCode biller,
    String billerName,
    ProviderItem item,
    Optional<MeterType> meterType,
    Optional<PlanOffer> plan,
    Optional<Money> minimum,
    Optional<Money> maximum) {

  public CatalogueOffer {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(biller, "biller");
    Objects.requireNonNull(billerName, "billerName");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(meterType, "meterType");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(minimum, "minimum");
    Objects.requireNonNull(maximum, "maximum");
  }

  /** Whether a bill of that amount can be bought under this: a plan only at its very price. */
  public boolean sellsFor(Money amount) {
    return plan.map(p -> p.price().equals(amount))
        .orElseGet(
            () ->
                minimum.filter(m -> m.compareTo(amount) > 0).isEmpty()
                    && maximum.filter(m -> m.compareTo(amount) < 0).isEmpty());
  }
}
