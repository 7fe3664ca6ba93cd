package ng.bills.domain.biller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import ng.bills.domain.money.Money;
import org.junit.jupiter.api.Test;

class FeeScheduleTest {

  private static Biller biller(String code, BillType type) {
    return new Biller(
        new BillerCode(code),
        code,
        type,
        "Lagos",
        true,
        Set.of(),
        Money.ofNaira(100),
        Money.ofNaira(1_000));
  }

  @Test
  void givenTheStandard_whenAsked_thenElectricityCosts30NairaAndAirtimeNothing() {
    FeeSchedule standard = FeeSchedule.standard();
    assertThat(standard.feeFor(biller("ekedc", BillType.ELECTRICITY))).isEqualTo(Money.ofNaira(30));
    assertThat(standard.feeFor(biller("mtn", BillType.AIRTIME))).isEqualTo(Money.ZERO);
  }

  @Test
  void givenAnException_whenAsked_thenItGoesBeforeTheType() {
    FeeSchedule schedule =
        new FeeSchedule(
            Map.of(BillType.ELECTRICITY, Money.ofNaira(30)),
            Map.of(new BillerCode("aba"), Money.ZERO, new BillerCode("mtn"), Money.ofKobo(50)));
    assertThat(schedule.feeFor(biller("aba", BillType.ELECTRICITY))).isEqualTo(Money.ZERO);
    assertThat(schedule.feeFor(biller("mtn", BillType.AIRTIME))).isEqualTo(Money.ofKobo(50));
    assertThat(schedule.feeFor(biller("ikedc", BillType.ELECTRICITY))).isEqualTo(Money.ofNaira(30));
  }

  @Test
  void givenLimits_whenAskedForAnAmount_thenBothEndsAreTaken() {
    Biller biller = biller("ekedc", BillType.ELECTRICITY);
    assertThat(biller.takes(Money.ofKobo(9_999))).isFalse();
    assertThat(biller.takes(Money.ofKobo(10_000))).isTrue();
    assertThat(biller.takes(Money.ofKobo(100_000))).isTrue();
    assertThat(biller.takes(Money.ofKobo(100_001))).isFalse();
    assertThatThrownBy(
            () ->
                new Biller(
                    biller.code(),
                    "x",
                    BillType.AIRTIME,
                    "Lagos",
                    true,
                    Set.of(),
                    Money.ofKobo(2),
                    Money.ofKobo(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
