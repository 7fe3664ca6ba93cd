package ng.bills.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodTest {

  private static final Instant UNTIL = Instant.parse("2026-11-21T10:07:30Z");

  @Test
  void givenAnyLength_whenDivided_thenTheStepsFitAChart() {
    for (Duration length = Duration.ofMinutes(1);
        length.compareTo(Duration.ofDays(91)) < 0;
        length = length.multipliedBy(2)) {
      Period period = Period.between(UNTIL.minus(length), UNTIL);
      assertThat(period.steps()).isBetween(1, 93);
      assertThat(period.from().getEpochSecond() % 900).isZero();
      assertThat(period.indexOf(period.from())).isZero();
      assertThat(period.indexOf(UNTIL.minusMillis(1))).isEqualTo(period.steps() - 1);
      assertThat(period.at(period.steps() - 1)).isBefore(UNTIL);
    }
  }

  @Test
  void givenABackwardOrEndlessPeriod_whenMade_thenRefused() {
    assertThatThrownBy(() -> Period.between(UNTIL, UNTIL.minusSeconds(3_600)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Period.between(UNTIL.minus(Duration.ofDays(93)), UNTIL))
        .hasMessageContaining("92 days");
    assertThatThrownBy(() -> new Period(UNTIL.minusSeconds(900), UNTIL, Duration.ofMinutes(7)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
