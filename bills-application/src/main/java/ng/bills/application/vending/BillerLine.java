package ng.bills.application.vending;

import java.util.Objects;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;

/**
 * One kind of bill of one biller.
 *
 * @param type the kind
 * @param biller the biller
 */
public record BillerLine(BillType type, BillerCode biller) {

  public BillerLine {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(biller, "biller");
  }

  @Override
  public String toString() {
    return type.wireName() + "/" + biller;
  }
}
