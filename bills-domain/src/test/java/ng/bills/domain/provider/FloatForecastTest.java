package ng.bills.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import ng.bills.domain.money.Money;
import org.junit.jupiter.api.Test;

class FloatForecastTest {

  private static FloatForecast of(long availableNaira, long spentNaira) {
    return new FloatForecast(
        Money.ofNaira(availableNaira),
        Money.ofNaira(spentNaira),
        Duration.ofHours(1),
        Instant.parse("2026-03-09T12:00:00Z"));
  }

  @Test
  void givenSpending_whenForecast_thenTheBalanceDividedByTheRate() {
    assertThat(of(250_000, 100_000).lasts()).contains(Duration.ofMinutes(150));
    assertThat(of(250_000, 100_000).lastsLessThan(Duration.ofHours(3))).isTrue();
    assertThat(of(250_000, 100_000).lastsLessThan(Duration.ofMinutes(150))).isFalse();
  }

  @Test
  void givenNothingSpent_whenForecast_thenNothingCanBeSaid() {
    assertThat(of(5, 0).lasts()).isEmpty();
    assertThat(of(5, 0).lastsLessThan(Duration.ofDays(1000))).isFalse();
  }

  @Test
  void givenNothingThere_whenForecast_thenItLastsNoTime() {
    assertThat(of(0, 1).lasts()).contains(Duration.ZERO);
  }

  @Test
  void givenTheLargestSums_whenForecast_thenNothingOverflows() {
    assertThat(of(90_000_000_000_000L, 1).lasts().orElseThrow()).isPositive();
  }
}
