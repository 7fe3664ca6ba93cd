package ng.bills.application.vending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import ng.bills.domain.money.Money;
import org.junit.jupiter.api.Test;

class RecentSpendingTest {

  private static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");

  private final RecentSpending spending = new RecentSpending(Duration.ofHours(1));
  private final Map<Instant, Long> entries = new TreeMap<>();
  private Duration summedUp = Duration.ZERO;

  private void book(int minute, long kobo) {
    entries.merge(at(minute), kobo, Long::sum);
  }

  private static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  private Money asOf(int minute) {
    return spending.asOf(
        at(minute),
        (from, until) -> {
          summedUp = summedUp.plus(Duration.between(from, until));
          return entries.entrySet().stream()
              .filter(e -> !e.getKey().isBefore(from) && e.getKey().isBefore(until))
              .mapToLong(Map.Entry::getValue)
              .sum();
        });
  }

  @Test
  void givenEntries_whenLookedAtEachMinute_thenTheLastHourCounts() {
    for (int minute = -90; minute < 180; minute++) {
      book(minute, 1_00);
    }
    for (int minute = 0; minute < 180; minute++) {
      assertThat(asOf(minute).kobo()).as("at " + minute).isBetween(60_00L, 62_00L);
    }
    assertThat(asOf(500)).as("after a long pause").isEqualTo(Money.ZERO);
  }

  @Test
  void givenLooksEachMinute_whenSummedUp_thenOnlyWhatIsNew() {
    asOf(0);
    summedUp = Duration.ZERO;

    asOf(1);
    asOf(2);

    assertThat(summedUp).isLessThanOrEqualTo(Duration.ofMinutes(6));
  }

  @Test
  void givenEntryCommittedAfterTheLook_whenLookedAgain_thenItCounts() {
    book(-10, 5_00);
    assertThat(asOf(0).kobo()).isEqualTo(5_00);

    entries.put(at(0).minusSeconds(30), 7_00L);

    assertThat(asOf(1).kobo()).isEqualTo(12_00);
  }

  @Test
  void givenMoreCameBackThanWasSpent_whenLookedAt_thenNothing() {
    book(-10, 5_00);
    book(-5, -9_00);

    assertThat(asOf(0)).isEqualTo(Money.ZERO);
    assertThat(asOf(51).kobo()).as("the spending is over, the return is not").isZero();
  }

  @Test
  void givenClockThatIsSetBack_whenLookedAt_thenNothingIsCountedTwice() {
    book(-10, 5_00);
    asOf(0);

    assertThat(asOf(-3).kobo()).isEqualTo(5_00);
    assertThat(asOf(1).kobo()).isEqualTo(5_00);
  }
}
