package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.sandbox.fault.FaultRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way a submission or a look can go wrong, on a network whose ledgers close by themselves:
 * what we say, and what really happened. The tests mostly wait for ledgers and time limits, so some
 * run at once, each with a network to itself.
 */
class RefundFaultsTest {

  private static final String TRANSACTIONS = "/transactions";
  private static final Duration BOUND = Duration.ofSeconds(30);

  private static final int AT_ONCE = 4;
  private static final BlockingQueue<StellarWorld> FREE = new ArrayBlockingQueue<>(AT_ONCE);

  private StellarWorld world;
  private String incoming;
  private RefundOrder order;

  @BeforeAll
  static void open() {
    for (int i = 0; i < AT_ONCE; i++) {
      StellarWorld made = StellarWorld.byItself();
      made.connect(
          new StellarSettings.Timing(
              Duration.ofSeconds(2),
              Duration.ofMillis(800),
              Duration.ofMillis(900),
              Duration.ofSeconds(6),
              Duration.ofSeconds(60)));
      FREE.add(made);
    }
  }

  @AfterAll
  static void close() {
    FREE.forEach(StellarWorld::close);
    FREE.clear();
  }

  @BeforeEach
  void begin() throws InterruptedException {
    world = FREE.take();
    incoming =
        world.sandbox.pay(
            world.customer.account(),
            world.wallet.account(),
            world.asset,
            StellarWorld.naira(50),
            StellarWorld.MEMO);
    assertThat(world.sandbox.awaitIngested(incoming, BOUND)).isTrue();
    order = world.order(incoming, 50);
  }

  @AfterEach
  void end() {
    try {
      world.sandbox.faults().clear();
      world.sandbox.requests().clear();
      world.sandbox.checkBooks();
    } finally {
      FREE.add(world);
    }
  }

  /** What the end must be. */
  enum End {
    CONFIRMED,
    DEAD
  }

  static Stream<Arguments> submissions() {
    return Stream.of(
        fault("504 though applied", End.CONFIRMED, "http_504", r -> r.effect("timeout504-applied")),
        fault("504, queued", End.CONFIRMED, "http_504", r -> r.effect("timeout504-queued")),
        fault("504, lost", End.CONFIRMED, "http_504", r -> r.effect("timeout504-lost")),
        fault("never included", End.DEAD, "http_504", r -> r.effect("drop")),
        fault(
            "included late",
            End.CONFIRMED,
            "http_504",
            r -> r.effect("late-inclusion", Map.of("ledgers", 10))),
        fault("closed before", End.CONFIRMED, "io", r -> r.effect("reset-before")),
        fault("closed after applying", End.CONFIRMED, "io", r -> r.effect("reset-after-apply")),
        fault("cut", End.CONFIRMED, "io", r -> r.effect("cut", Map.of("bytes", 30))),
        fault(
            "bad_seq though applied",
            End.CONFIRMED,
            "tx_bad_seq",
            r -> r.effect("badseq-though-applied")),
        fault(
            "too late by word",
            End.CONFIRMED,
            "tx_too_late",
            r -> r.effect("result", Map.of("code", "tx_too_late"))),
        fault(
            "429",
            End.CONFIRMED,
            "http_429",
            r ->
                r.effect(
                    "problem",
                    Map.of("status", 429, "type", "rate_limit_exceeded", "retryAfter", "0"))),
        fault(
            "500",
            End.CONFIRMED,
            "http_500",
            r -> r.effect("problem", Map.of("status", 500, "type", "server_error"))),
        fault(
            "503",
            End.CONFIRMED,
            "http_503",
            r -> r.effect("problem", Map.of("status", 503, "type", "stale_history"))),
        fault(
            "500 after applying",
            End.CONFIRMED,
            "http_500",
            r -> r.effect("status-after", Map.of("code", 500, "body", "{}"))),
        fault("html 502", End.CONFIRMED, "http_502", r -> r.effect("html502")),
        fault("html 502 after applying", End.CONFIRMED, "http_502", r -> r.effect("html502-after")),
        fault(
            "html with 200",
            End.CONFIRMED,
            "http_200 not_json",
            r ->
                r.effect(
                    "status", Map.of("code", 200, "contentType", "text/html", "body", "<html>"))),
        fault(
            "403 disabled",
            End.CONFIRMED,
            "http_403",
            r ->
                r.effect(
                    "problem", Map.of("status", 403, "type", "transaction_submission_disabled"))),
        fault(
            "400 malformed",
            End.CONFIRMED,
            "http_400",
            r -> r.effect("problem", Map.of("status", 400, "type", "transaction_malformed"))),
        fault(
            "404 of a proxy",
            End.CONFIRMED,
            "http_404",
            r -> r.effect("problem", Map.of("status", 404, "type", "not_found"))),
        fault("redirect", End.CONFIRMED, "http_307", r -> r.effect("status", Map.of("code", 307))),
        fault(
            "garbage after applying", End.CONFIRMED, "http_200 not_json", r -> r.effect("garbage")),
        fault("slow", End.CONFIRMED, "timeout", r -> r.effect("delay-after", Map.of("ms", 1_500))),
        fault(
            "trickle",
            End.CONFIRMED,
            "timeout",
            r -> r.effect("trickle", Map.of("bytes", 10, "ms", 100))));
  }

  private static Arguments fault(String name, End end, String code, UnaryOperator<FaultRule> rule) {
    return Arguments.of(name, end, code, rule);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("submissions")
  @Execution(ExecutionMode.CONCURRENT)
  void givenFault_whenSubmitting_thenUnknownFirstAndInTheEndTheTruth(
      String name, End end, String code, UnaryOperator<FaultRule> rule) {
    SignedRefund signed = world.prepared(order);
    String id = world.fault("POST", TRANSACTIONS, r -> rule.apply(r).times(1));

    RefundOutcome first = world.sender.submit(signed);

    assertThat(first)
        .isInstanceOfSatisfying(
            RefundOutcome.Unknown.class, u -> assertThat(u.code()).startsWith(code));
    assertThat(world.sandbox.faults().acted(id)).isEqualTo(1);
    settles(signed, end);
    sameBytesOnly();
  }

  @Test
  void givenNoFault_whenSubmittedTwentyTimes_thenOnePaymentAndAlwaysTheSameAnswer() {
    SignedRefund signed = world.prepared(order);
    for (int i = 0; i < 20; i++) {
      assertThat(world.sender.submit(signed))
          .isInstanceOfSatisfying(
              RefundOutcome.Confirmed.class, c -> assertThat(c.hash()).isEqualTo(signed.hash()));
    }
    assertThat(world.refunds(incoming)).isEqualTo(1);
    sameBytesOnly();
  }

  @Test
  void givenManyFaultsInARow_whenSettling_thenOnePayment() {
    SignedRefund signed = world.prepared(order);
    world.fault("POST", TRANSACTIONS, r -> r.times(1).effect("timeout504-lost"));
    world.fault("POST", TRANSACTIONS, r -> r.times(2).effect("reset-before"));
    world.fault("POST", TRANSACTIONS, r -> r.times(1).effect("badseq-though-applied"));
    world.fault("GET", TRANSACTIONS + "/.*", r -> r.times(2).effect("html502"));

    settles(signed, End.CONFIRMED);
    sameBytesOnly();
  }

  static Stream<Arguments> looks() {
    List<Arguments> faults =
        List.of(
            look(
                "429",
                r ->
                    r.effect(
                        "problem",
                        Map.of("status", 429, "type", "rate_limit_exceeded", "retryAfter", "0"))),
            look("500", r -> r.effect("problem", Map.of("status", 500, "type", "server_error"))),
            look("503", r -> r.effect("problem", Map.of("status", 503, "type", "still_ingesting"))),
            look("504", r -> r.effect("problem", Map.of("status", 504, "type", "timeout"))),
            look("html 502", r -> r.effect("html502")),
            look(
                "html 404",
                r ->
                    r.effect(
                        "status",
                        Map.of("code", 404, "contentType", "text/html", "body", "<html>"))),
            look(
                "404 without type",
                r -> r.effect("status", Map.of("code", 404, "body", "{\"status\":404}"))),
            look("empty 200", r -> r.effect("status", Map.of("code", 200, "body", ""))),
            look("empty object", r -> r.effect("status", Map.of("code", 200, "body", "{}"))),
            look("garbage", r -> r.effect("garbage")),
            look("closed", r -> r.effect("reset-before")),
            look("cut", r -> r.effect("cut", Map.of("bytes", 20))),
            look("slow", r -> r.effect("delay", Map.of("ms", 1_200))),
            look("trickle", r -> r.effect("trickle", Map.of("bytes", 10, "ms", 100))));
    return Stream.of("/", TRANSACTIONS + "/.*", "/accounts/.*")
        .flatMap(path -> faults.stream().map(f -> Arguments.of(path, f.get()[0], f.get()[1])));
  }

  private static Arguments look(String name, UnaryOperator<FaultRule> rule) {
    return Arguments.of(name, rule);
  }

  /** The bytes were never sent and their time is over: only a complete proof makes them dead. */
  @ParameterizedTest(name = "{1} at {0}")
  @MethodSource("looks")
  @Execution(ExecutionMode.CONCURRENT)
  void givenFaultWhileProving_whenLookingUp_thenUnknownAndDeadOnlyWithoutFault(
      String path, String name, UnaryOperator<FaultRule> rule) {
    SignedRefund signed = world.prepared(order);
    world.sandbox.advanceClock(Duration.ofSeconds(120));
    awaitClosedAfter(signed);
    world.fault("GET", path, r -> rule.apply(r));

    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Unknown.class);

    world.sandbox.faults().clear();
    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.ProvenDead.class);
    assertThat(world.refunds(incoming)).isZero();
  }

  /** The money is back and the time is over: no fault makes us believe that it is not. */
  @ParameterizedTest(name = "{1} at {0}")
  @MethodSource("looks")
  @Execution(ExecutionMode.CONCURRENT)
  void givenFaultAfterTheMoneyWentBack_whenLookingUp_thenConfirmedOrUnknownAndNeverDead(
      String path, String name, UnaryOperator<FaultRule> rule) {
    SignedRefund signed = world.prepared(order);
    assertThat(world.sender.submit(signed)).isInstanceOf(RefundOutcome.Confirmed.class);
    world.sandbox.advanceClock(Duration.ofSeconds(120));
    awaitClosedAfter(signed);
    world.fault("GET", path, r -> rule.apply(r));

    RefundOutcome outcome = world.sender.lookUp(signed);

    if (path.startsWith("/accounts")) {
      assertThat(outcome).isInstanceOf(RefundOutcome.Confirmed.class);
    } else {
      assertThat(outcome).isInstanceOf(RefundOutcome.Unknown.class);
    }
    world.sandbox.faults().clear();
    assertThat(world.sender.lookUp(signed)).isInstanceOf(RefundOutcome.Confirmed.class);
    assertThat(world.refunds(incoming)).isEqualTo(1);
  }

  @Test
  void givenDeadTransaction_whenPreparedAnew_thenTheMoneyGoesBackOnce() {
    SignedRefund lost = world.prepared(order);
    world.fault("POST", TRANSACTIONS, r -> r.times(1).effect("drop"));
    world.sender.submit(lost);
    world.sandbox.advanceClock(Duration.ofSeconds(120));
    settles(lost, End.DEAD);

    SignedRefund second = world.prepared(order);
    assertThat(second.hash()).isNotEqualTo(lost.hash());
    settles(second, End.CONFIRMED);
    world.sender.submit(lost);
    assertThat(world.refunds(incoming)).isEqualTo(1);
  }

  /** Looks and submits, as the refund stage does, until the end; then asks the ledger. */
  private void settles(SignedRefund signed, End end) {
    long until = System.nanoTime() + BOUND.toNanos();
    RefundOutcome outcome;
    do {
      long before = world.refunds(incoming);
      outcome = world.step(signed);
      if (end == End.DEAD) {
        world.sandbox.advanceClock(Duration.ofSeconds(10));
      }
      assertThat(before).isLessThanOrEqualTo(1);
    } while (outcome instanceof RefundOutcome.Unknown && System.nanoTime() < until);
    if (end == End.CONFIRMED) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RefundOutcome.Confirmed.class, c -> assertThat(c.hash()).isEqualTo(signed.hash()));
      assertThat(world.refunds(incoming)).isEqualTo(1);
    } else {
      assertThat(outcome).isInstanceOf(RefundOutcome.ProvenDead.class);
      assertThat(world.sandbox.resultOf(signed.hash())).isNull();
      assertThat(world.sender.submit(signed)).isInstanceOf(RefundOutcome.Unknown.class);
      assertThat(world.sandbox.resultOf(signed.hash())).isNull();
    }
  }

  private void sameBytesOnly() {
    assertThat(world.sandbox.requests().entries("POST", TRANSACTIONS))
        .isNotEmpty()
        .extracting(entry -> entry.request().text())
        .containsOnly(
            world.sandbox.requests().entries("POST", TRANSACTIONS).get(0).request().text());
  }

  private void awaitClosedAfter(SignedRefund signed) {
    long until = System.nanoTime() + BOUND.toNanos();
    while (!world.sandbox.closedAt().isAfter(signed.validUntil())) {
      assertThat(System.nanoTime()).as("a ledger closes").isLessThan(until);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
