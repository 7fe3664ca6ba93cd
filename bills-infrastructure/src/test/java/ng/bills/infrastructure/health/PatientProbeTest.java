package ng.bills.infrastructure.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientProbeTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void givenAnswer_whenAsked_thenItIsPassedOn() {
    PatientProbe probe = new PatientProbe(Duration.ofSeconds(10));
    assertThat(probe.ask(threads, () -> true)).isTrue();
    assertThat(probe.ask(threads, () -> false)).isFalse();
  }

  @Test
  void givenQuestionThatFails_whenAsked_thenNo() {
    PatientProbe probe = new PatientProbe(Duration.ofSeconds(10));
    assertThat(
            probe.ask(
                threads,
                () -> {
                  throw new IllegalStateException("down");
                }))
        .isFalse();
  }

  @Test
  void givenQuestionThatHangs_whenAskedAgain_thenNoInTimeAndNoSecondQuestion() {
    PatientProbe probe = new PatientProbe(Duration.ofMillis(50));
    CountDownLatch mended = new CountDownLatch(1);
    AtomicInteger questions = new AtomicInteger();
    assertThat(probe.ask(threads, () -> hang(questions, mended))).isFalse();
    assertThat(probe.ask(threads, () -> hang(questions, mended))).isFalse();
    assertThat(questions).hasValue(1);
    mended.countDown();
  }

  private static boolean hang(AtomicInteger questions, CountDownLatch mended)
      throws InterruptedException {
    questions.incrementAndGet();
    mended.await();
    return true;
  }
}
