package ng.bills.infrastructure.persistence.biller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.MobileNetwork;
import ng.bills.domain.money.Money;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class JpaBillersIT {

  private final UnitOfWork tx = TestDatabase.get().unitOfWork();
  private final JpaBillers billers = new JpaBillers(tx);

  @Test
  void givenMigratedDatabase_whenElectricityIsListed_thenAllTwelveCompaniesByName() {
    assertThat(billers.of(BillType.ELECTRICITY))
        .isSortedAccordingTo((a, b) -> a.name().compareTo(b.name()))
        .allMatch(Biller::active)
        .allMatch(b -> b.meterTypes().equals(Set.of(MeterType.PREPAID, MeterType.POSTPAID)))
        .allMatch(b -> !b.region().isBlank())
        .extracting(b -> b.code().value())
        .containsExactlyInAnyOrder(
            "ekedc", "ikedc", "aedc", "ibedc", "kedco", "phed", "jed", "kaedco", "eedc", "bedc",
            "yedc", "aba");
  }

  @Test
  void givenMigratedDatabase_whenAirtimeIsListed_thenEveryNetwork() {
    assertThat(billers.of(BillType.AIRTIME))
        .allMatch(b -> b.meterTypes().isEmpty())
        .allMatch(b -> b.minimum().equals(Money.ofNaira(50)))
        .allMatch(b -> b.maximum().equals(Money.ofNaira(50_000)))
        .extracting(Biller::code)
        .containsExactlyInAnyOrder(
            MobileNetwork.MTN.biller(),
            MobileNetwork.AIRTEL.biller(),
            MobileNetwork.GLO.biller(),
            MobileNetwork.NINE_MOBILE.biller());
  }

  @Test
  void givenOpenUnit_whenAsked_thenAnsweredInIt() {
    Optional<Biller> phed =
        tx.call(() -> new JpaBillers(tx).find(BillType.ELECTRICITY, new BillerCode("phed")));
    assertThat(phed.orElseThrow().maximum()).isEqualTo(Money.ofNaira(10_000_000));
    assertThat(billers.find(BillType.AIRTIME, new BillerCode("phed"))).isEmpty();
  }
}
