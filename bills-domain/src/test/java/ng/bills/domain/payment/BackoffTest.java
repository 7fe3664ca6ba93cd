package ng.bills.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

  @Test
  void givenJitter_whenAsked_thenTheWaitLiesBetweenTheBaseAndTheBasePlusJitter() {
    RandomGenerator random = new SplittableRandom(20);
    Backoff backoff = new Backoff(WAITS, 20);
    Set<Duration> seen = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      int tries = i % 3;
      Duration wait = backoff.delay(tries, random);
      seen.add(wait);
      assertThat(wait)
          .isGreaterThanOrEqualTo(WAITS.get(tries))
          .isLessThanOrEqualTo(WAITS.get(tries).multipliedBy(6).dividedBy(5));
    }
    assertThat(seen).hasSizeGreaterThan(1_000);
  }

  @Test
  void givenNoJitter_whenAsked_thenTheWaitIsTheBaseAndTheLastOneRepeats() {
    RandomGenerator random = new SplittableRandom(1);
    Backoff backoff = new Backoff(WAITS, 0);

    assertThat(backoff.limit()).isEqualTo(3);
    assertThat(backoff.delay(0, random)).isEqualTo(WAITS.get(0));
    assertThat(backoff.delay(2, random)).isEqualTo(WAITS.get(2));
    assertThat(backoff.delay(3, random)).isEqualTo(WAITS.get(2));
    assertThat(backoff.delay(Integer.MAX_VALUE, random)).isEqualTo(WAITS.get(2));
  }

  @Test
  void givenNonsense_whenBuilt_thenItThrows() {
    assertThatThrownBy(() -> new Backoff(WAITS, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(WAITS, 101)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(List.of(Duration.ofMillis(-1)), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Backoff(List.of(), 0).limit()).isZero();
  }

  @Test
  void givenNotFoundOnceEnough_whenAPolicyIsBuilt_thenItThrows() {
    VendPolicy p = Policies.VEND;
    assertThatThrownBy(
            () ->
                new VendPolicy(
                    p.retries(),
                    p.requeries(),
                    p.requeryDeadline(),
                    1,
                    p.notFoundSettle(),
                    p.tokenRequery(),
                    p.tokenAlert()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
