package ng.bills.infrastructure.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DrainTest {
  private final Drain drain = new Drain();

  @Test
  void givenNothingRunning_whenClosed_thenAtOnceAndNothingBegins() {
    assertThat(drain.close(Duration.ofMinutes(1))).isZero();
    assertThat(drain.isOpen()).isFalse();
    assertThat(drain.run(() -> {})).isFalse();
  }

  @Test
  void givenWorkRunning_whenClosed_thenWaitsForItsEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Boolean> work =
        CompletableFuture.supplyAsync(
            () ->
                drain.run(
                    () -> {
                      begun.countDown();
                      await(go);
                    }));
    begun.await();
    CompletableFuture<Integer> closing =
        CompletableFuture.supplyAsync(() -> drain.close(Duration.ofSeconds(20)));
    while (drain.isOpen()) {
      Thread.onSpinWait();
    }
    assertThat(closing).isNotDone();

    go.countDown();

    assertThat(closing.get(10, TimeUnit.SECONDS)).isZero();
    assertThat(work.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void givenWorkThatDoesNotEnd_whenClosed_thenGivesUpAndSaysHowMuchIsLeft() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Boolean> work =
        CompletableFuture.supplyAsync(
            () ->
                drain.run(
                    () -> {
                      begun.countDown();
                      await(go);
                    }));
    begun.await();

    assertThat(drain.close(Duration.ofMillis(50))).isEqualTo(1);

    go.countDown();
    assertThat(work.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void givenWorkThatThrows_whenClosed_thenItCountsAsEnded() {
    assertThatThrownBy(
            () ->
                drain.run(
                    () -> {
                      throw new IllegalStateException("broke");
                    }))
        .hasMessage("broke");
    assertThat(drain.close(Duration.ofMinutes(1))).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
