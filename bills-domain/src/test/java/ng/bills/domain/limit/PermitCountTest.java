package ng.bills.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PermitCountTest {

  private static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static int all(PermitCount count, Instant now) {
    int sum = 0;
    for (Grant grant = count.take(Settlement.EVEN, now);
        grant.permits() > 0;
        grant = count.take(Settlement.EVEN, now)) {
      sum += grant.permits();
    }
    return sum;
  }

  private static PermitCount full(Quota quota) {
    PermitCount count = new PermitCount(quota);
    assertThat(all(count, NOON)).isEqualTo(quota.limit());
    return count;
  }

  @Test
  void givenRoom_whenTaken_thenInChunksThatGetSmallerAndExactlyTheLimit() {
    PermitCount count = new PermitCount(Quota.inAny(1_000, HOUR));
    Grant first = count.take(Settlement.EVEN, NOON);
    assertThat(first.permits()).isEqualTo(50);
    assertThat(first.left()).isEqualTo(950);
    assertThat(first.life()).isEqualTo(Duration.ofMillis(59_999));
    assertThat(all(count, NOON)).isEqualTo(950);
    assertThatThrownBy(() -> Quota.inAny(0, HOUR)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenTheLimitIsUsed_whenTheHourIsOver_thenThereIsRoomAgainAndNotBefore() {
    PermitCount count = full(Quota.inAny(3, HOUR));
    Grant none = count.take(Settlement.EVEN, NOON.plusSeconds(1_800));
    assertThat(none.permits()).isZero();
    Instant room = NOON.plusSeconds(1_800).plus(none.roomIn());
    assertThat(room).isEqualTo(NOON.plusSeconds(61 * 60));
    assertThat(count.take(Settlement.EVEN, room.minusMillis(1)).permits()).isZero();
    assertThat(all(count, room)).isEqualTo(3);
  }

  @Test
  void givenAWindowByTheClock_whenItTurns_thenTheLimitAnew() {
    PermitCount count = full(Quota.perWindow(10, Duration.ofMinutes(1)));
    Grant none = count.take(Settlement.EVEN, NOON.plusSeconds(45));
    assertThat(none.permits()).isZero();
    assertThat(none.roomIn()).isEqualTo(Duration.ofSeconds(15));
    assertThat(all(count, NOON.plusSeconds(60))).isEqualTo(10);
  }

  @Test
  void givenUsedWithoutPermit_whenTold_thenItTakesTheRoomOfOthers() {
    PermitCount count = new PermitCount(Quota.inAny(10, HOUR));
    Grant none = count.take(new Settlement(25, 0, 0), NOON);
    assertThat(none.permits()).isZero();
    assertThat(none.left()).isZero();
    assertThat(none.roomIn()).isEqualTo(Duration.ofMinutes(61));
  }

  @Test
  void givenPermitsThatWereNotUsed_whenGivenBack_thenOthersGetThem() {
    PermitCount count = new PermitCount(Quota.inAny(1_000, HOUR));
    Grant first = count.take(Settlement.EVEN, NOON);
    all(count, NOON);
    Instant later = NOON.plusSeconds(600);
    assertThat(count.take(Settlement.EVEN, later).permits()).isZero();
    assertThat(count.take(new Settlement(0, first.slot(), 30), later).left()).isEqualTo(23);

    // of a slot that counts no more nothing can be given back
    Instant next = NOON.plus(Duration.ofHours(3));
    assertThat(count.take(new Settlement(0, first.slot(), 30), next).left()).isEqualTo(950);
  }

  @Test
  void givenTheClockIsPutBack_whenTaken_thenNotMoreForIt() {
    PermitCount count = full(Quota.inAny(20, HOUR));
    Instant back = NOON.minus(Duration.ofMinutes(30));
    Grant none = count.take(Settlement.EVEN, back);
    assertThat(none.permits()).isZero();
    assertThat(back.plus(none.roomIn())).isEqualTo(NOON.plus(Duration.ofMinutes(61)));
    assertThat(none.life()).isLessThanOrEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void givenTheClockIsPutBackByDays_whenTaken_thenFullForAnHourAndNoLonger() {
    PermitCount count = full(Quota.inAny(20, HOUR));
    Instant back = NOON.minus(Duration.ofDays(3));
    assertThat(count.take(Settlement.EVEN, back).permits()).isZero();
    assertThat(all(count, back.plus(Duration.ofMinutes(59)))).isZero();
    assertThat(all(count, back.plus(Duration.ofMinutes(61)))).isEqualTo(20);
  }

  @Test
  void givenAnotherLengthIsKept_whenRead_thenTheNewestSlotsCount() {
    PermitCount kept = full(Quota.inAny(20, HOUR));
    PermitCount read =
        new PermitCount(Quota.perWindow(25, Duration.ofMinutes(1)), kept.newest(), kept.counts());
    assertThat(all(read, NOON)).isEqualTo(5);
  }
}
