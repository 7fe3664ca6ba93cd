package ng.bills.application.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

  private final OneAtATime runs = new OneAtATime();

  @Test
  void givenRunEndsWithAnError_whenCalledAgain_thenItRuns() {
    assertThatThrownBy(
            () ->
                runs.run(
                    () -> {
                      throw new NoClassDefFoundError("just once");
                    }))
        .isInstanceOf(NoClassDefFoundError.class);

    assertThat(runs.run(() -> 3)).isEqualTo(3);
  }

  @Test
  void givenCalledWhileItRuns_thenItLooksOnceMoreAndTheCallerDoesNotWait() {
    AtomicInteger looks = new AtomicInteger();

    int done =
        runs.run(
            () -> {
              if (looks.incrementAndGet() == 1) {
                assertThat(runs.run(() -> 100)).isZero();
                assertThat(runs.run(() -> 100)).isZero();
              }
              return 1;
            });

    assertThat(done).isEqualTo(2);
    assertThat(looks).hasValue(2);
  }
}
