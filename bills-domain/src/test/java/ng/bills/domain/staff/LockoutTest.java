package ng.bills.domain.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockoutTest {

  private static final Lockout.Rule RULE = Lockout.Rule.OF_PERSON;

  @Test
  void givenMistakes_whenTheyGoOn_thenTheWaitDoublesUpToItsLongest() {
    Instant now = Instant.EPOCH;
    Lockout lockout = Lockout.NONE;
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      assertThat(lockout.isClosed(now)).isFalse();
      lockout = lockout.failed(RULE, now);
      Instant failed = now;
      now = lockout.until().orElse(now);
      waits.add(Duration.between(failed, now).toSeconds());
    }
    assertThat(waits).containsExactly(0L, 0L, 0L, 0L, 30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
  }

  @Test
  void givenLockout_whenADayWentBy_thenForgotten() {
    Lockout lockout = Lockout.NONE;
    for (int i = 0; i < 9; i++) {
      lockout = lockout.failed(RULE, Instant.EPOCH);
    }
    Instant later = Instant.EPOCH.plus(Duration.ofDays(1)).plusSeconds(1);
    assertThat(lockout.failed(RULE, later).failures()).isEqualTo(1);
    assertThat(lockout.failed(RULE, later).isClosed(later)).isFalse();
  }

  @Test
  void givenRightAttempt_whenForgiven_thenItDoesNotCount() {
    Lockout lockout = Lockout.NONE;
    for (int i = 0; i < 20; i++) {
      lockout = lockout.failed(RULE, Instant.EPOCH).forgiven();
    }
    assertThat(lockout.failures()).isZero();
    assertThat(lockout.isClosed(Instant.EPOCH)).isFalse();
    assertThat(Lockout.NONE.forgiven().failures()).isZero();
  }
}
