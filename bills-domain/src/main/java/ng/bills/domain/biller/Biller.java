package ng.bills.domain.biller;

import java.util.Objects;
import java.util.Set;
import ng.bills.domain.money.Money;

/**
 * Whom a bill is paid to: a distribution company, a mobile network.
 *
 * @param code our short name
 * @param name the name people know
 * @param type the kind of bill it takes
 * @param region where it serves, for choosing
 * @param active whether it is sold at the moment
 * @param meterTypes for electricity, which meters it takes; else empty
 * @param minimum the least it takes, in kobo
 * @param maximum the most it takes, in kobo
 */
public record Biller(
    BillerCode code,
    String name,
    BillType type,
    String region,
    boolean active,
    Set<MeterType> meterTypes,
    Money minimum,
    Money maximum) {

  public Biller {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(region, "region");
    meterTypes = Set.copyOf(meterTypes);
    if (minimum.compareTo(maximum) > 0) {
      throw new IllegalArgumentException(code + ": minimum above maximum");
    }
  }

  public boolean takes(Money amount) {
    return amount.compareTo(minimum) >= 0 && amount.compareTo(maximum) <= 0;
  }
}
