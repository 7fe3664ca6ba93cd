package ng.bills.domain.biller;

import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.money.Money;

/**
 * A bundle, bouquet or other thing of a fixed price that a biller sells.
 *
 * @param code our name of it
 * @param billType the kind of bill
 * @param biller whose plan it is
 * @param name the name people know
 * @param price what the customer pays for it besides our fee, in kobo
 * @param validity how long it lasts, as the seller words it
 * @param available whether it is sold at the moment
 */
public record Plan(
    PlanCode code,
    BillType billType,
    BillerCode biller,
    String name,
    Money price,
    Optional<String> validity,
    boolean available) {

  public Plan {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(billType, "billType");
    Objects.requireNonNull(biller, "biller");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(price, "price");
    Objects.requireNonNull(validity, "validity");
  }
}
