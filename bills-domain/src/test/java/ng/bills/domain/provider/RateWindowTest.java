package ng.bills.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateWindowTest {

  private static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");

  @Test
  void givenTheLimitIsUsed_whenTheHourIsOver_thenThereIsRoomAgainAndNotBefore() {
    RateWindow window = new RateWindow(3);
    assertThat(window.take(NOON)).isTrue();
    assertThat(window.take(NOON.plusSeconds(600))).isTrue();
    assertThat(window.take(NOON.plusSeconds(1200))).isTrue();
    assertThat(window.take(NOON.plusSeconds(1800))).isFalse();

    Instant room = window.roomAt(NOON.plusSeconds(1800)).orElseThrow();

    assertThat(room).isEqualTo(NOON.plusSeconds(61 * 60));
    assertThat(window.hasRoom(room.minusMillis(1))).isFalse();
    assertThat(window.take(room)).isTrue();
    assertThat(window.take(room)).isFalse();
  }

  @Test
  void givenRoom_whenAskedWhen_thenNow() {
    assertThat(new RateWindow(1).roomAt(NOON)).isEmpty();
    assertThatThrownBy(() -> new RateWindow(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenCallsThatAreMadeInAnyCase_whenCounted_thenTheyTakeTheRoomOfOthers() {
    RateWindow window = new RateWindow(2);
    for (int i = 0; i < 5; i++) {
      window.note(NOON);
    }
    assertThat(window.take(NOON)).isFalse();
    assertThat(window.roomAt(NOON)).contains(NOON.plusSeconds(61 * 60));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void givenAnyCalls_whenTaken_thenInNoHourMoreThanTheLimit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RateWindow window = new RateWindow(20);
    List<Instant> taken = new ArrayList<>();
    Instant now = NOON;
    for (int i = 0; i < 3000; i++) {
      now = now.plusMillis(random.nextInt(120_000));
      if (window.take(now)) {
        taken.add(now);
      }
    }
    assertThat(taken).hasSizeGreaterThan(500);
    for (int i = 20; i < taken.size(); i++) {
      assertThat(taken.get(i)).isAfterOrEqualTo(taken.get(i - 20).plusSeconds(3600));
    }
  }
}
