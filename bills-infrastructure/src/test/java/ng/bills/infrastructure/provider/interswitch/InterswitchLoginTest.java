package ng.bills.infrastructure.provider.interswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.interswitch.InterswitchLogin.Grant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterswitchLoginTest {
  private static final int THREADS = 64;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-09T13:32:10Z"));
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private volatile String body = "";
  private volatile CountDownLatch door = new CountDownLatch(0);
  private final InterswitchLogin login = new InterswitchLogin(this::answer, now::get);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private OutsideAnswer answer() {
    int number = asked.incrementAndGet();
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      if (!door.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody opened the door");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    atOnce.decrementAndGet();
    return body.isEmpty()
        ? new OutsideAnswer.Answered(
            200, "{\"access_token\":\"t" + number + "\",\"expires_in\":3599}")
        : new OutsideAnswer.Answered(body.startsWith("{") ? 200 : 502, body);
  }

  private String token() {
    return login.token() instanceof Grant.Granted granted ? granted.token().value() : "none";
  }

  private List<Future<String>> manyTokens() throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<String>> tokens = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tokens.add(
          threads.submit(
              () -> {
                start.await();
                return token();
              }));
    }
    return tokens;
  }

  private static Set<String> values(List<Future<String>> futures) throws Exception {
    Set<String> values = new HashSet<>();
    for (Future<String> future : futures) {
      values.add(future.get(20, TimeUnit.SECONDS));
    }
    return values;
  }

  @Test
  void givenManyThreadsAndNoToken_whenAllWantOne_thenOneRequestServesAll() throws Exception {
    door = new CountDownLatch(1);
    List<Future<String>> tokens = manyTokens();
    door.countDown();
    assertThat(values(tokens)).containsExactly("t1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void givenManyThreadsWithARefusedToken_whenEachDropsIt_thenOneNewOneServesAll() throws Exception {
    AccessToken refused = ((Grant.Granted) login.token()).token();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      calls.add(
          () -> {
            start.await();
            login.drop(refused);
            return token();
          });
    }
    assertThat(values(threads.invokeAll(calls))).containsExactly("t2");
    assertThat(asked).hasValue(2);
  }

  @Test
  void givenTokenAboutToEnd_whenManyWantOne_thenOneRenewsAndNobodyWaits() throws Exception {
    assertThat(token()).isEqualTo("t1");
    now.set(now.get().plusSeconds(3_599 - 61));
    assertThat(token()).isEqualTo("t1");
    assertThat(asked).hasValue(1);
    now.set(now.get().plusSeconds(1));
    door = new CountDownLatch(1);
    List<Future<String>> tokens = manyTokens();
    int still = 0;
    for (Future<String> token : tokens) { // all but the one that renews are done before it is
      while (!token.isDone() && still < THREADS - 1 && doneOf(tokens) < THREADS - 1) {
        Thread.onSpinWait();
      }
      still = doneOf(tokens);
    }
    assertThat(still).isEqualTo(THREADS - 1);
    door.countDown();
    assertThat(values(tokens)).containsExactlyInAnyOrder("t1", "t2");
    assertThat(asked).hasValue(2);
    assertThat(token()).isEqualTo("t2");
  }

  private static int doneOf(List<Future<String>> tokens) {
    return (int) tokens.stream().filter(Future::isDone).count();
  }

  @Test
  void givenRenewalThatFails_whenTheOldOneIsGood_thenItIsUsedAndTheNextTryWaits() {
    assertThat(token()).isEqualTo("t1");
    now.set(now.get().plusSeconds(3_599 - 30));
    body = "<html>";
    assertThat(token()).isEqualTo("t1");
    assertThat(token()).isEqualTo("t1");
    assertThat(asked).hasValue(2);
    now.set(now.get().plusSeconds(11));
    body = "";
    assertThat(token()).isEqualTo("t3");
    body = "<html>";
    now.set(now.get().plusSeconds(3_600));
    assertThat(token()).isEqualTo("none");
  }

  @Test
  void givenShortOrMissingLifetime_whenTokenCame_thenRenewedAtHalfOfIt() {
    body = "{\"access_token\":\"short\",\"expires_in\":\"20\"}";
    assertThat(token()).isEqualTo("short");
    now.set(now.get().plusSeconds(9));
    assertThat(token()).isEqualTo("short");
    assertThat(asked).hasValue(1);
    now.set(now.get().plusSeconds(1));
    token();
    assertThat(asked).hasValue(2);
  }

  @Test
  void givenAnswersWithoutToken_whenRead_thenUnavailableOrRefused() {
    Instant at = now.get();
    assertThat(InterswitchOutcomes.login(new OutsideAnswer.Answered(401, "{}"), at))
        .isInstanceOf(Grant.Refused.class);
    assertThat(InterswitchOutcomes.login(new OutsideAnswer.Answered(400, "{}"), at))
        .isInstanceOf(Grant.Refused.class);
    for (String odd :
        List.of("", "[]", "{}", "{\"access_token\":\"\"}", "{\"access_token\":\"a b\"}")) {
      assertThat(InterswitchOutcomes.login(new OutsideAnswer.Answered(200, odd), at))
          .as(odd)
          .isInstanceOf(Grant.Unavailable.class);
    }
    assertThat(InterswitchOutcomes.login(new OutsideAnswer.NoAnswer("timeout", true), at))
        .isInstanceOf(Grant.Unavailable.class);
  }

  @Test
  void givenACallThatThrows_whenOthersWait_thenTheyAreNotKeptWaiting() {
    InterswitchLogin guarded =
        new InterswitchLogin(
            () -> {
              throw new IllegalStateException("inside a unit of work");
            },
            now::get);
    assertThatIllegalStateException().isThrownBy(guarded::token);
    assertThatIllegalStateException().isThrownBy(guarded::token); // not stuck
  }

  @Test
  void givenManyRounds_whenTokensGoStaleAtRandom_thenNeverTwoRequestsAtOnce() throws Exception {
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      boolean refuse = i % 7 == 0;
      calls.add(
          () -> {
            if (login.token() instanceof Grant.Granted granted && refuse) {
              login.drop(granted.token());
            }
            return token();
          });
    }
    assertThat(values(threads.invokeAll(calls))).doesNotContain("none");
    assertThat(mostAtOnce).hasValue(1);
    assertThat(asked.get()).isBetween(2, 300);
  }

  @Test
  void givenToken_whenPrinted_thenItIsNotShown() {
    login.token();
    assertThat(((Grant.Granted) login.token()).toString()).doesNotContain("t1");
  }
}
