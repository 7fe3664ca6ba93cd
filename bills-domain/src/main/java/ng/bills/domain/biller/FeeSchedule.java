package ng.bills.domain.biller;

import java.util.Map;
import ng.bills.domain.money.Money;

/**
 * What we charge on top of the bill: flat, by bill type, with exceptions by biller.
 *
 * @param byType the fee of each bill type, in kobo; a type that is missing costs nothing
 * @param byBiller exceptions, in kobo
 */
public record FeeSchedule(Map<BillType, Money> byType, Map<BillerCode, Money> byBiller) {

  public FeeSchedule {
    byType = Map.copyOf(byType);
    byBiller = Map.copyOf(byBiller);
  }

  /** Electricity 30 naira, everything else nothing. */
  public static FeeSchedule standard() {
    return new FeeSchedule(Map.of(BillType.ELECTRICITY, Money.ofNaira(30)), Map.of());
  }

  public Money feeFor(Biller biller) {
    Money general = byType.getOrDefault(biller.type(), Money.ZERO);
    return byBiller.getOrDefault(biller.code(), general);
  }
}
