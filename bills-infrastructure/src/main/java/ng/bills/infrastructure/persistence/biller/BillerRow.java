package ng.bills.infrastructure.persistence.biller;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Set;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.money.Money;
import org.hibernate.annotations.Immutable;

/** A row of {@code biller}. */
@Entity
@Immutable
@Table(name = "biller")
@IdClass(BillerRow.Key.class)
class BillerRow {

  /** Which biller of which type. */
  record Key(String billType, String code) implements Serializable {}

  @Id
  @Column(name = "bill_type")
  String billType;

  @Id String code;

  String name;

  String region;

  boolean active;

  boolean offered;

  @Column(name = "takes_prepaid")
  boolean takesPrepaid;

  @Column(name = "takes_postpaid")
  boolean takesPostpaid;

  @Column(name = "minimum_kobo")
  long minimumKobo;

  @Column(name = "maximum_kobo")
  long maximumKobo;

  Biller toBiller() {
    Set<MeterType> meterTypes = EnumSet.noneOf(MeterType.class);
    if (takesPrepaid) {
      meterTypes.add(MeterType.PREPAID);
    }
    if (takesPostpaid) {
      meterTypes.add(MeterType.POSTPAID);
    }
    return new Biller(
        new BillerCode(code),
        name,
        BillType.named(billType).orElseThrow(),
        region,
        active && offered,
        meterTypes,
        Money.ofKobo(minimumKobo),
        Money.ofKobo(maximumKobo));
  }
}
