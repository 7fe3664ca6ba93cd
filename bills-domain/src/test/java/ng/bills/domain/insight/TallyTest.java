package ng.bills.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

  private static Tally of(long delivered, long refused, long owed, Tally.Speed speed) {
    return new Tally(0, 0, 0, 0, delivered, 0, 0, refused, 0, owed, 0, 0, 0, speed);
  }

  @Test
  void givenNothingHappened_whenAskedForAShare_thenThereIsNone() {
    assertThat(Tally.NOTHING.successOfBills()).isEmpty();
    assertThat(Tally.NOTHING.successOfAttempts()).isEmpty();
    assertThat(Tally.Speed.NOTHING.secondsFor(50, 0)).isEmpty();
  }

  @Test
  void givenDeliveriesAndRefusals_whenShared_thenAFullHundredIsNeverSaidOfLess() {
    assertThat(of(9_999, 1, 1, Tally.Speed.NOTHING).successOfBills()).hasValue(999);
    assertThat(of(9_999, 1, 1, Tally.Speed.NOTHING).successOfAttempts()).hasValue(999);
    assertThat(of(7, 0, 0, Tally.Speed.NOTHING).successOfBills()).hasValue(1_000);
  }

  @Test
  void givenTimes_whenAskedForAShare_thenTheShortestLimitThatHoldsItIsTold() {
    Tally.Speed speed = new Tally.Speed(50, 94, 95, 98, 99);
    assertThat(speed.secondsFor(50, 100)).hasValue(5);
    assertThat(speed.secondsFor(51, 100)).hasValue(15);
    assertThat(speed.secondsFor(95, 100)).hasValue(60);
    assertThat(speed.secondsFor(100, 100)).isEmpty();
  }

  @Test
  void givenTwo_whenAdded_thenEveryNumberIs() {
    Tally one =
        new Tally(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, new Tally.Speed(14, 15, 16, 17, 18));
    assertThat(one.plus(one))
        .isEqualTo(
            new Tally(
                2,
                4,
                6,
                8,
                10,
                12,
                14,
                16,
                18,
                20,
                22,
                24,
                26,
                new Tally.Speed(28, 30, 32, 34, 36)));
  }
}
