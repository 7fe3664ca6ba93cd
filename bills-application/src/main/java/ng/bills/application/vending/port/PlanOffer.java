package ng.bills.application.vending.port;

import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.money.Money;

/**
 * A plan as one provider sells it.
 *
 * @param code our name of it, by {@link ng.bills.domain.biller.PlanNames}
 * @param name the provider's name of it
 * @param price what that provider takes for it, in kobo
 * @param validity how long it lasts, as the provider words it
 */
public record PlanOffer(PlanCode code, String name, Money price, Optional<String> validity) {

  public PlanOffer {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(price, "price");
    Objects.requireNonNull(validity, "validity");
  }
}
