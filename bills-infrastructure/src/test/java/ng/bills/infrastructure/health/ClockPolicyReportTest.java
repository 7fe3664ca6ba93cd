package ng.bills.infrastructure.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.refund.ClockContradiction;
import ng.bills.domain.vend.ProviderCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClockPolicyReportTest {

  @Test
  void givenLateFloor_whenSaid_thenWithNumbersMeaningAndSettings() {
    assertThat(
            ClockPolicyReport.sentence(
                new ClockContradiction(
                    ClockContradiction.Kind.FAILURE_CONFIRMED_LATE,
                    Optional.of(new ProviderCode("acme")),
                    Set.of(BillType.DATA, BillType.AIRTIME),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30))))
        .isEqualTo(
            "acme can be asked whether a failure it reports is true only after 300 s, but"
                + " REFUND_CLOCK_SUBMITTED_SECONDS allows 30 s (airtime, data): shorten the first"
                + " wait of BILL_REQUERY_DELAYS_SECONDS, or where the provider's own floor is the"
                + " reason choose others by BILL_PROVIDER_ORDERS or allow more in"
                + " REFUND_CLOCK_SUBMITTED_SECONDS");
  }

  @ParameterizedTest
  @EnumSource(ClockContradiction.Kind.class)
  void givenAnyKind_whenSaid_thenOneLineThatNamesASetting(ClockContradiction.Kind kind) {
    String sentence =
        ClockPolicyReport.sentence(
            new ClockContradiction(
                kind,
                Optional.empty(),
                EnumSet.allOf(BillType.class),
                Duration.ofHours(30),
                Duration.ofHours(24)));

    assertThat(sentence)
        .startsWith("Bills ")
        .contains(" 108000 s, but REFUND_CLOCK_", "allows 86400 s (all bill types): ")
        .hasLineCount(1);
  }
}
