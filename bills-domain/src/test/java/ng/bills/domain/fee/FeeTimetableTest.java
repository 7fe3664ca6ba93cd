package ng.bills.domain.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.money.Money;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fee counts when, and what two people may decide about it. */
class FeeTimetableTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
  private static final FeeScope LIGHT = FeeScope.of(BillType.ELECTRICITY);
  private static final FeeScope IKEDC = FeeScope.of(new BillerCode("ikedc"));
  private static final Colleague ADA = colleague(1);
  private static final Colleague OBI = colleague(2);
  private static final FeeSchedule SETTING =
      new FeeSchedule(
          Map.of(BillType.ELECTRICITY, Money.ofNaira(30)),
          Map.of(new BillerCode("aedc"), Money.ofNaira(20)));

  private static Colleague colleague(int n) {
    return new Colleague(new StaffId(new UUID(1, n)), "person " + n, Set.of(StaffRole.FINANCE));
  }

  private static Biller biller(String code) {
    return new Biller(
        new BillerCode(code),
        code,
        BillType.ELECTRICITY,
        "Nigeria",
        true,
        Set.of(),
        Money.ofNaira(100),
        Money.ofNaira(500_000));
  }

  private static FeeChange proposed(
      FeeScope scope, long naira, Optional<Money> former, Instant at) {
    return FeeChange.proposed(
        new FeeChangeId(UUID.randomUUID()),
        scope,
        Money.ofNaira(naira),
        former,
        at,
        "new contract",
        ADA,
        NOW);
  }

  private static FeeChange approved(FeeScope scope, long naira, Instant at) {
    Optional<Money> former = Optional.of(Money.ofNaira(30));
    return proposed(scope, naira, former, at).approved(OBI, former, "", NOW);
  }

  private static Money fee(FeeTimetable timetable, String biller, Instant at) {
    return timetable.feeFor(biller(biller), at);
  }

  @Test
  void givenApprovedChange_whenItBegins_thenItCountsFromThatMomentAndNotBefore() {
    FeeTimetable timetable = new FeeTimetable(SETTING, List.of(approved(LIGHT, 50, DAY)));
    assertThat(fee(timetable, "ekedc", DAY.minusNanos(1))).isEqualTo(Money.ofNaira(30));
    assertThat(fee(timetable, "ekedc", DAY)).isEqualTo(Money.ofNaira(50));
    assertThat(fee(timetable, "aedc", DAY)).as("its own fee").isEqualTo(Money.ofNaira(20));
  }

  @Test
  void givenBillersOwnFee_whenItsTypeChangesLater_thenItKeepsItsOwn() {
    FeeTimetable timetable =
        new FeeTimetable(
            SETTING, List.of(approved(LIGHT, 50, DAY.plusSeconds(60)), approved(IKEDC, 10, DAY)));
    assertThat(fee(timetable, "ikedc", DAY.minusSeconds(1))).isEqualTo(Money.ofNaira(30));
    assertThat(fee(timetable, "ikedc", DAY.plusSeconds(90))).isEqualTo(Money.ofNaira(10));
    assertThat(fee(timetable, "ekedc", DAY.plusSeconds(90))).isEqualTo(Money.ofNaira(50));
  }

  @Test
  void givenSeveralChanges_whenOneFollowsTheOther_thenTheLastThatBeganCounts() {
    FeeTimetable timetable =
        new FeeTimetable(
            SETTING,
            List.of(
                approved(LIGHT, 70, DAY.plusSeconds(20)),
                approved(LIGHT, 50, DAY),
                approved(LIGHT, 60, DAY.plusSeconds(10))));
    assertThat(fee(timetable, "ekedc", DAY.plusSeconds(5))).isEqualTo(Money.ofNaira(50));
    assertThat(fee(timetable, "ekedc", DAY.plusSeconds(15))).isEqualTo(Money.ofNaira(60));
    assertThat(fee(timetable, "ekedc", DAY.plusSeconds(25))).isEqualTo(Money.ofNaira(70));
  }

  @Test
  void givenProposalNobodyApproved_whenItsDayComes_thenNothingChanges() {
    FeeTimetable timetable =
        new FeeTimetable(
            SETTING, List.of(proposed(LIGHT, 50, Optional.of(Money.ofNaira(30)), DAY)));
    assertThat(fee(timetable, "ekedc", DAY.plusSeconds(1))).isEqualTo(Money.ofNaira(30));
  }

  @Test
  void givenProposal_whenOwnLateOrAboutAnotherFee_thenNotApproved() {
    FeeChange change = proposed(LIGHT, 50, Optional.of(Money.ofNaira(30)), DAY);
    Optional<Money> same = change.former();
    assertThatThrownBy(() -> change.approved(ADA, same, "", NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> change.approved(OBI, Optional.of(Money.ofNaira(40)), "", NOW))
        .isInstanceOf(IllegalStateException.class);
    Instant late = DAY.minus(FeeChange.LEAD).plusNanos(1);
    assertThatThrownBy(() -> change.approved(OBI, same, "", late))
        .isInstanceOf(IllegalStateException.class);
    assertThat(change.approved(OBI, same, "", DAY.minus(FeeChange.LEAD)).state())
        .isEqualTo(FeeChangeState.APPROVED);
    FeeChange refused = change.refused(OBI, "not now", NOW);
    assertThatThrownBy(() -> refused.approved(OBI, same, "", NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givenBeginningInThePastOrFarAhead_whenProposed_thenRefused() {
    for (Instant at :
        List.of(
            NOW,
            NOW.plus(FeeChange.LEAD).minusNanos(1),
            NOW.plus(FeeChange.FURTHEST).plus(Duration.ofSeconds(1)))) {
      assertThatThrownBy(() -> proposed(LIGHT, 50, Optional.empty(), at))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> proposed(LIGHT, 10_001, Optional.empty(), DAY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bill_type/electricity", "biller/ikedc"})
  void givenScope_whenWrittenAndRead_thenTheSame(String text) {
    assertThat(FeeScope.read(text).orElseThrow()).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "bill_type/", "bill_type/gas", "biller/A B", "person/ada", "x"})
  void givenNoScope_whenRead_thenNone(String text) {
    assertThat(FeeScope.read(text)).isEmpty();
  }
}
