package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import ng.bills.sandbox.fault.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HorizonStreamTest {

  private static final String PAYMENTS = "/accounts/[^/]+/payments";
  private static final Duration BOUND = Duration.ofSeconds(10);
  static final HorizonStream.Patience QUICK =
      new HorizonStream.Patience(
          Duration.ofSeconds(5),
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofMillis(100));

  private final Semaphore hints = new Semaphore(0);
  private StellarWorld world;
  private HorizonStream stream;

  @BeforeEach
  void begin() {
    world = StellarWorld.byHand();
  }

  @AfterEach
  void end() {
    stream.close();
    world.close();
  }

  @Test
  void givenOpenStream_whenMoneyComes_thenHint() throws InterruptedException {
    listen(QUICK);
    hint();

    world.paidIn(1);

    hint();
    assertThat(world.sandbox.requests().entries("GET", PAYMENTS)).hasSize(1);
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        trouble("error event", r -> r.effect("sse-error-event", Map.of("after", 0))),
        trouble("cut", r -> r.effect("sse-cut-mid-event", Map.of("after", 0))),
        trouble("doubled", r -> r.effect("sse-duplicate")),
        trouble("disordered", r -> r.effect("sse-out-of-order-on-reconnect")),
        trouble("refused", r -> r.effect("reset-before")),
        trouble("503", r -> r.effect("problem", Map.of("status", 503, "type", "stale_history"))),
        trouble(
            "429",
            r ->
                r.effect(
                    "problem",
                    Map.of("status", 429, "type", "rate_limit_exceeded", "retryAfter", "0"))),
        trouble("html", r -> r.effect("html502")),
        trouble(
            "page instead of events", r -> r.effect("status", Map.of("code", 200, "body", "{}"))));
  }

  private static Arguments trouble(String name, UnaryOperator<FaultRule> rule) {
    return Arguments.of(name, rule);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void givenTrouble_whenMoneyComesAfterwards_thenHintAllTheSame(
      String name, UnaryOperator<FaultRule> rule) throws InterruptedException {
    world.fault("GET", PAYMENTS, r -> rule.apply(r).times(1));
    listen(QUICK);
    world.paidIn(1);
    await(stream::isListening);
    world.paidIn(2);
    world.sandbox.faults().clear();

    hint();
    await(stream::isListening);
    hints.drainPermits();
    world.paidIn(3);
    hint();
  }

  @Test
  void givenServerEndsStreamsAsUsual_whenListening_thenOpensAgainAndHintsForTheGap()
      throws InterruptedException {
    stream = null;
    world.close();
    world = StellarWorld.shaped(s -> s.withManualTicks().withStreamTimeout(Duration.ofMillis(300)));
    listen(QUICK);

    await(() -> world.sandbox.requests().entries("GET", PAYMENTS).size() >= 3);

    assertThat(hints.tryAcquire(3, BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void givenBusyStream_whenItEndsAtItsLimit_thenOpensAgainWithoutWaiting() {
    listen(
        new HorizonStream.Patience(
            QUICK.silence(), Duration.ofHours(1), QUICK.firstBackoff(), QUICK.longestBackoff()));
    await(stream::isListening);
    for (int i = 0; i < 200; i++) {
      world.paidIn(1);
    }

    await(() -> world.sandbox.requests().entries("GET", PAYMENTS).size() >= 2);
    await(stream::isListening);
    hints.drainPermits();
    world.paidIn(1);

    await(() -> hints.tryAcquire());
  }

  @Test
  void givenIdleStream_whenSilent_thenConnectionIsKeptUntilItCountsAsDead() {
    listen(
        new HorizonStream.Patience(
            Duration.ofMillis(800),
            QUICK.afterClose(),
            QUICK.firstBackoff(),
            QUICK.longestBackoff()));
    long begin = System.nanoTime();

    await(() -> world.sandbox.requests().entries("GET", PAYMENTS).size() >= 2);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void givenServerIsGone_whenListening_thenAsksEverMoreSeldomAndNotInAStorm() {
    AtomicInteger asked = new AtomicInteger();
    world.fault(
        "GET", PAYMENTS, r -> r.matching(q -> asked.incrementAndGet() > 0).effect("reset-before"));
    listen(
        new HorizonStream.Patience(
            QUICK.silence(), QUICK.afterClose(), Duration.ofMillis(50), Duration.ofMillis(800)));
    long begin = System.nanoTime();

    await(() -> asked.get() >= 8);

    // the JDK client asks twice for one look when the connection closes without an answer:
    // four looks, and waits of at least 25, 50 and 100 ms between them
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(170));
    assertThat(stream.isListening()).isFalse();
  }

  @Test
  void givenHintThatThrows_whenMoneyComesAgain_thenHintAgain() throws InterruptedException {
    stream = new HorizonStream(world.client, world.settings, QUICK);
    stream.start(
        () -> {
          hints.release();
          throw new IllegalStateException("the database is away");
        });
    hint();
    world.paidIn(1);
    hint();
    world.paidIn(2);
    hint();
  }

  @Test
  void givenClosed_whenMoneyComes_thenNoHintAndNoConnection() throws InterruptedException {
    listen(QUICK);
    hint();
    await(stream::isListening);
    stream.close();
    hints.drainPermits();

    world.paidIn(1);

    assertThat(hints.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(world.sandbox.requests().entries("GET", PAYMENTS)).hasSize(1);
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.isAlive() && t.getName().equals("horizon-stream")));
  }

  @Test
  void givenListening_whenStartedAgain_thenRefuses() {
    listen(QUICK);
    assertThatThrownBy(() -> stream.start(() -> {})).isInstanceOf(IllegalStateException.class);
  }

  private void listen(HorizonStream.Patience patience) {
    stream = new HorizonStream(world.client, world.settings, patience);
    stream.start(hints::release);
  }

  private void hint() throws InterruptedException {
    assertThat(hints.tryAcquire(BOUND.toSeconds(), TimeUnit.SECONDS)).as("a hint").isTrue();
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the condition comes true").isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
