package ng.bills.domain.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.payment.PaymentFixture;
import ng.bills.domain.payment.Policies;
import ng.bills.domain.refund.ClockContradiction.Kind;
import ng.bills.domain.vend.RequeryRules;
import org.junit.jupiter.api.Test;

class ClockContradictionTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofHours(24);
  private static final RefundClockPolicy POLICY =
      new RefundClockPolicy(RefundClockPolicy.Limits.STANDARD, Map.of(), Duration.ofSeconds(20));

  private static List<ClockContradiction> of(
      RequeryRules rules, boolean proves, RefundClockPolicy policy) {
    return ClockContradiction.ofProvider(
        PaymentFixture.VTPASS,
        Set.of(BillType.AIRTIME, BillType.ELECTRICITY),
        proves,
        Policies.VEND.with(rules),
        policy);
  }

  private static RequeryRules rules(Duration floor, Duration settle, Duration deadline) {
    return new RequeryRules(floor, settle, List.of(Duration.ofSeconds(5), MINUTE), deadline);
  }

  @Test
  void givenRulesThatFit_whenCompared_thenNothing() {
    assertThat(of(rules(Duration.ofSeconds(5), MINUTE.multipliedBy(10), DAY), false, POLICY))
        .isEmpty();
    assertThat(ClockContradiction.ofSchedule(Duration.ofSeconds(5), Duration.ofSeconds(10), POLICY))
        .isEmpty();
  }

  @Test
  void givenFloorBeyondTheRefundLimit_whenCompared_thenAFailureIsConfirmedTooLate() {
    RequeryRules rules = rules(Duration.ofMinutes(5), MINUTE.multipliedBy(10), DAY);

    assertThat(of(rules, false, POLICY))
        .containsExactly(
            new ClockContradiction(
                Kind.FAILURE_CONFIRMED_LATE,
                Optional.of(PaymentFixture.VTPASS),
                Set.of(BillType.AIRTIME, BillType.ELECTRICITY),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30)));
    assertThat(of(rules, true, POLICY)).as("asked by its adapter").isEmpty();
  }

  @Test
  void givenLimitsOfOneType_whenCompared_thenOnlyThatTypeIsNamed() {
    RefundClockPolicy strict =
        new RefundClockPolicy(
            RefundClockPolicy.Limits.STANDARD,
            Map.of(
                BillType.AIRTIME,
                new RefundClockPolicy.Limits(Duration.ofSeconds(30), Duration.ofMinutes(2))),
            Duration.ofSeconds(20));

    assertThat(of(rules(Duration.ZERO, MINUTE.multipliedBy(3), DAY), false, strict))
        .extracting(ClockContradiction::kind, ClockContradiction::types)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Kind.NOT_FOUND_BELIEVED_LATE, Set.of(BillType.AIRTIME)),
            org.assertj.core.groups.Tuple.tuple(Kind.PERSON_CALLED_LATE, Set.of(BillType.AIRTIME)));
  }

  @Test
  void givenRareQuestions_whenCompared_thenTheScheduleCountsToo() {
    RequeryRules rare = new RequeryRules(Duration.ZERO, MINUTE, List.of(Duration.ofHours(13)), DAY);

    assertThat(of(rare, false, POLICY))
        .extracting(ClockContradiction::kind, ClockContradiction::needs)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Kind.NOT_FOUND_BELIEVED_LATE,
                Duration.ofHours(13).multipliedBy(Policies.VEND.notFoundNeeded())));
    assertThat(
            of(new RequeryRules(Duration.ofHours(25), MINUTE, List.of(MINUTE), DAY), true, POLICY))
        .extracting(ClockContradiction::kind)
        .containsExactly(Kind.ASKED_TOO_LATE, Kind.NOT_FOUND_BELIEVED_LATE);
  }

  @Test
  void givenSlowSchedule_whenCompared_thenNamed() {
    assertThat(ClockContradiction.ofSchedule(MINUTE, Duration.ofSeconds(31), POLICY))
        .extracting(ClockContradiction::kind)
        .containsExactly(Kind.REFUND_LOOKED_AT_LATE, Kind.TICKS_TOO_RARE);
  }
}
