package ng.bills.simulation.node;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.biller.port.Billers;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;

/** Electricity and airtime: one bill with a token in hand, one without. */
final class SoldHere implements Billers {

  private static final List<Biller> ALL =
      List.of(
          biller("ekedc", BillType.ELECTRICITY, Set.of(MeterType.PREPAID, MeterType.POSTPAID)),
          biller("mtn", BillType.AIRTIME, Set.of()));

  private static Biller biller(String code, BillType type, Set<MeterType> meters) {
    return new Biller(
        new BillerCode(code),
        code,
        type,
        "Nigeria",
        true,
        meters,
        Money.ofNaira(50),
        Money.ofNaira(500_000));
  }

  @Override
  public List<Biller> of(BillType type) {
    return ALL.stream().filter(b -> b.type() == type).toList();
  }

  @Override
  public Optional<Biller> find(BillType type, BillerCode code) {
    return of(type).stream().filter(b -> b.code().equals(code)).findFirst();
  }
}
