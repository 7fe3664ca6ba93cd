package ng.bills.application.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.memory.HookStand;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointState;
import ng.bills.domain.hook.HookEvent;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

class DeliverHooksTest {

  private static final PartnerId PARTNER = TestSystem.PARTNER;
  private static final Duration STEP = Duration.ofSeconds(10);

  private final TestSystem system = new TestSystem();
  private final MemoryWorld world = system.world;
  private final HookStand stand = new HookStand(world);

  private Payment paid(long naira) {
    Payment payment = system.request(TestSystem.airtime(naira));
    system.pay(payment);
    system.tick();
    return payment;
  }

  private List<String> types() {
    return stand.hooks.told().stream().map(e -> e.type().wireName()).toList();
  }

  private HookDelivery only(HookEndpoint endpoint) {
    List<HookDeliveries.Line> log = stand.log(endpoint.id());
    assertThat(log).hasSize(1);
    return log.get(0).delivery();
  }

  @Test
  void givenEndpoint_whenPaymentCompletes_thenToldOfEachStepInItsOrder() {
    HookEndpoint endpoint = stand.endpoint(PARTNER, "https://quick.example/hook");
    Payment payment = paid(500);
    stand.deliver();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(types())
        .containsExactly(
            "bill.payment.received", "bill.payment.processing", "bill.payment.completed");
    assertThat(stand.hooks.told())
        .extracting(e -> e.payment().orElseThrow().sequence())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(stand.calls).hasSize(3);
    assertThat(stand.log(endpoint.id()))
        .allMatch(l -> l.delivery().state() == HookDeliveryState.DELIVERED);
  }

  @Test
  void givenNoEndpoint_whenPaymentCompletes_thenNothingIsWritten() {
    stand.endpoint(new PartnerId(new java.util.UUID(9, 9)), "https://somebody.example/");
    paid(500);
    stand.deliver();
    assertThat(stand.hooks.told()).isEmpty();
    assertThat(world.takeReadyHooks()).isEmpty();
    assertThat(stand.calls).isEmpty();
  }

  @Test
  void givenEndpointForSomeEvents_whenPaymentCompletes_thenToldOfThoseOnly() {
    stand.endpoint(PARTNER, "https://quick.example/", "bill.payment.completed");
    paid(500);
    assertThat(types()).containsExactly("bill.payment.completed");
  }

  @Test
  void givenWrongOrLateMoney_whenItGoesBack_thenToldOfTheFailureAndEachStepOfTheRefund() {
    stand.endpoint(PARTNER, "https://quick.example/");
    system.stellar.senderCannotReceive();
    Payment wrong = system.request(TestSystem.airtime(500));
    system.pay(wrong, 1);
    system.run(Duration.ofMinutes(1), STEP);
    assertThat(types()).containsExactly("bill.payment.failed");
    HookEvent failed = stand.hooks.told().get(0);
    assertThat(failed.payment().orElseThrow().failure()).isPresent();

    TestSystem other = new TestSystem();
    HookStand there = new HookStand(other.world);
    there.endpoint(PARTNER, "https://quick.example/");
    Payment late = other.request(TestSystem.airtime(500));
    other.run(Duration.ofMinutes(11), Duration.ofMinutes(1));
    other.pay(late);
    other.run(Duration.ofMinutes(2), STEP);
    assertThat(there.hooks.told())
        .extracting(e -> e.type().wireName())
        .containsExactly(
            "bill.payment.expired",
            "bill.refund.initiated",
            "bill.refund.submitted",
            "bill.refund.completed");
  }

  @Test
  void givenFailingEndpoint_whenItRecovers_thenToldUnderTheSameIdWithTheSameBytes() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://flaky.example/", "bill.payment.completed");
    stand.answers("flaky.example", call -> HookStand.status(500));
    paid(500);
    stand.deliver();
    assertThat(stand.calls).hasSize(1);
    assertThat(only(endpoint).nextActionAt()).contains(world.instant().plusSeconds(5));

    stand.answers("flaky.example", call -> HookStand.OK);
    stand.deliver();
    assertThat(stand.calls).as("not before its time").hasSize(1);
    world.pass(Duration.ofSeconds(5));
    stand.deliver();

    assertThat(stand.calls).hasSize(2);
    assertThat(stand.calls.get(0).id()).isEqualTo(stand.calls.get(1).id());
    assertThat(stand.calls.get(0).body()).isEqualTo(stand.calls.get(1).body());
    assertThat(stand.calls.get(0).at()).isBefore(stand.calls.get(1).at());
    assertThat(only(endpoint).state()).isEqualTo(HookDeliveryState.DELIVERED);
    assertThat(stand.log(endpoint.id()).get(0).calls())
        .extracting(c -> c.end().orElseThrow().status().orElseThrow())
        .containsExactly(500, 200);
  }

  @Test
  void givenEndpointThatNeverAnswers_whenAllTriesAreUsedUp_thenFailedAndOnlyAReplaySendsAgain() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://dead.example/", "bill.payment.completed");
    stand.answers("dead.example", call -> HookCaller.Answer.none("connect timeout"));
    paid(500);
    Instant began = world.instant();
    for (int i = 0; i < 400 && only(endpoint).state() == HookDeliveryState.DUE; i++) {
      stand.deliver();
      world.pass(Duration.ofMinutes(15));
    }
    assertThat(only(endpoint).state()).isEqualTo(HookDeliveryState.FAILED);
    assertThat(stand.calls).hasSize(1 + HookStand.POLICY.retries().limit());
    assertThat(Duration.between(began, stand.calls.get(3).at()))
        .isGreaterThan(Duration.ofHours(72));
    stand.deliver();
    assertThat(stand.calls).hasSize(4);

    stand.answers("dead.example", call -> HookStand.OK);
    assertThat(stand.replayDeliveries.failed(PARTNER, endpoint.id(), began.minusSeconds(60)))
        .contains(new ReplayDeliveries.Replayed(1, false));
    stand.deliver();
    assertThat(only(endpoint).state()).isEqualTo(HookDeliveryState.DELIVERED);
    assertThat(only(endpoint).replays()).isEqualTo(1);
    assertThat(stand.calls.get(4).id()).isEqualTo(stand.calls.get(0).id());
  }

  @Test
  void givenGone_whenCalled_thenDisabledAndNothingMoreIsSent() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://gone.example/", "bill.payment.completed");
    stand.answers("gone.example", call -> HookStand.status(410));
    paid(500);
    stand.deliver();
    HookEndpoint now = stand.findEndpoints.find(PARTNER, endpoint.id()).orElseThrow();
    assertThat(now.state()).isEqualTo(HookEndpointState.DISABLED);
    assertThat(only(endpoint).state()).isEqualTo(HookDeliveryState.FAILED);
    paid(600);
    world.pass(Duration.ofDays(1));
    stand.deliver();
    assertThat(stand.calls).hasSize(1);
  }

  @Test
  void givenMistakeOfOurs_whenCalling_thenAFailureThatEndsLikeAnyOther() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://odd.example/", "bill.payment.completed");
    stand.answers(
        "odd.example",
        call -> {
          throw new IllegalStateException("planted");
        });
    paid(500);
    stand.deliver();
    assertThat(only(endpoint).tries()).isEqualTo(1);
    assertThat(only(endpoint).lastResult()).contains("it could not be sent");
  }

  @Test
  void givenRedirect_whenCalled_thenAFailureLikeAnyOther() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://moved.example/", "bill.payment.completed");
    stand.answers("moved.example", call -> HookStand.status(302));
    paid(500);
    stand.deliver();
    assertThat(only(endpoint).state()).isEqualTo(HookDeliveryState.DUE);
    assertThat(only(endpoint).tries()).isEqualTo(1);
  }

  @Test
  void givenEndpointThatAsksForPatience_whenTriedAgain_thenNotBeforeThatButWithinAnHour() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://busy.example/", "bill.payment.completed");
    stand.answers(
        "busy.example",
        call ->
            new HookCaller.Answer(
                Optional.of(429),
                Optional.of("refused"),
                Optional.empty(),
                Optional.of(Duration.ofDays(9))));
    paid(500);
    stand.deliver();
    assertThat(only(endpoint).nextActionAt()).contains(world.instant().plusSeconds(3_600));
  }

  @Test
  void givenNodeThatDiesBetweenCommitAndCall_whenItsLeaseEnds_thenCalledUnderTheSameId() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://quick.example/", "bill.payment.completed");
    paid(500);
    world.dieAt(0, 1); // after the claim and the line in the log are committed
    assertThatThrownBy(stand::bring).isInstanceOf(MemoryWorld.NodeDied.class);
    world.restart();
    assertThat(stand.calls).isEmpty();
    assertThat(stand.log(endpoint.id()).get(0).calls())
        .singleElement()
        .satisfies(c -> assertThat(c.end()).isEmpty());

    HookStand next = new HookStand(world);
    next.deliver();
    assertThat(next.calls).as("its lease still runs").isEmpty();
    world.pass(HookStand.POLICY.lease());
    next.deliver();
    assertThat(next.calls).hasSize(1);
    assertThat(next.calls.get(0).id()).isEqualTo(only(endpoint).event());
    assertThat(only(endpoint).state()).isEqualTo(HookDeliveryState.DELIVERED);
    assertThat(only(endpoint).attempts()).isEqualTo(2);
  }

  @Test
  void givenNodeThatDiesAfterTheCall_whenItsLeaseEnds_thenToldTwiceUnderOneId() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://quick.example/", "bill.payment.completed");
    paid(500);
    world.dieAt(2, 0); // before what came of the call is committed
    assertThatThrownBy(stand::bring).isInstanceOf(MemoryWorld.NodeDied.class);
    world.restart();
    world.pass(HookStand.POLICY.lease());
    HookStand next = new HookStand(world);
    next.deliver();
    assertThat(stand.calls).hasSize(1);
    assertThat(next.calls).hasSize(1);
    assertThat(next.calls.get(0).id()).isEqualTo(stand.calls.get(0).id());
    assertThat(only(endpoint).state()).isEqualTo(HookDeliveryState.DELIVERED);
  }

  @Test
  void givenEndpointInTrouble_whenMuchIsDue_thenFewCallsAndLongerAndLongerPauses() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://dead.example/", "bill.payment.completed");
    stand.answers("dead.example", call -> HookCaller.Answer.none("connect timeout"));
    for (int i = 0; i < 20; i++) {
      paid(500 + i);
    }
    stand.deliver();
    assertThat(stand.calls).as("three in a row, then a pause").hasSize(3);
    stand.deliver();
    assertThat(stand.calls).hasSize(3);
    world.pass(Duration.ofSeconds(30));
    stand.deliver();
    assertThat(stand.calls).as("one to see").hasSize(4);
    world.pass(Duration.ofSeconds(30));
    stand.deliver();
    assertThat(stand.calls).as("five minutes now").hasSize(4);

    stand.answers("dead.example", call -> HookStand.OK);
    world.pass(Duration.ofMinutes(5));
    stand.deliver();
    assertThat(stand.log(endpoint.id()))
        .filteredOn(l -> l.delivery().state() == HookDeliveryState.DELIVERED)
        .hasSizeGreaterThanOrEqualTo(16);
    assertThat(stand.findEndpoints.find(PARTNER, endpoint.id()).orElseThrow().troubles()).isZero();
  }

  @Test
  void givenSlowDeadEndpointsBesideAQuickOne_whenMuchIsDue_thenTheQuickOneDoesNotWait()
      throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    for (int i = 0; i < 10; i++) {
      String host = "hangs" + i + ".example";
      stand.endpoint(PARTNER, "https://" + host + "/", "bill.payment.completed");
      stand.answers(
          host,
          call -> {
            await(hanging);
            return HookCaller.Answer.none("timeout");
          });
      // as their last calls have shown
      stand.lanes.called(
          stand.findEndpoints.of(PARTNER).get(i).id(), false, Duration.ofSeconds(15));
    }
    HookEndpoint quick =
        stand.endpoint(PARTNER, "https://quick.example/", "bill.payment.completed");
    for (int i = 0; i < 5; i++) {
      paid(500 + i);
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      world.takeReadyHooks().forEach(stand.deliverHooks::look);
      Instant limit = Instant.now().plusSeconds(10);
      while (delivered(quick) < 5 && Instant.now().isBefore(limit)) {
        world.runBackground(threads);
      }
      assertThat(delivered(quick)).isEqualTo(5);
      assertThat(stand.calls.stream().filter(c -> c.url().host().startsWith("hangs")).count())
          .as("the slow lane has room for one")
          .isEqualTo(1);
    } finally {
      hanging.countDown();
      threads.shutdown();
      assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private long delivered(HookEndpoint endpoint) {
    return stand.log(endpoint.id()).stream()
        .filter(l -> l.delivery().state() == HookDeliveryState.DELIVERED)
        .count();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody let it go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void givenRotation_whenCalled_thenBothSecretsSignUntilTheOverlapIsOver() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://quick.example/", "bill.payment.completed");
    HookEndpoint rotated =
        stand.rotateSecret.rotate(PARTNER, endpoint.id(), Optional.empty()).orElseThrow();
    paid(500);
    stand.deliver();
    assertThat(stand.calls.get(0).secrets())
        .containsExactly(rotated.secrets().current(), endpoint.secrets().current());
    world.pass(HookStand.POLICY.overlap());
    paid(600);
    stand.deliver();
    assertThat(stand.calls.get(1).secrets()).containsExactly(rotated.secrets().current());
  }

  @Test
  void givenDeletedEndpoint_whenSomethingWaitedForIt_thenCancelled() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://quick.example/", "bill.payment.completed");
    paid(500);
    stand.switchEndpoint.to(HookEndpointState.DELETED, PARTNER, endpoint.id());
    stand.deliver();
    assertThat(stand.calls).isEmpty();
    assertThat(only(endpoint).state()).isEqualTo(HookDeliveryState.CANCELLED);
    assertThat(stand.findEndpoints.of(PARTNER)).isEmpty();
  }

  @Test
  void givenDisabledEndpoint_whenEnabledAgain_thenWhatWaitedGoesOut() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://quick.example/", "bill.payment.completed");
    paid(500);
    stand.switchEndpoint.to(HookEndpointState.DISABLED, PARTNER, endpoint.id());
    stand.deliver();
    assertThat(stand.calls).isEmpty();
    stand.switchEndpoint.to(HookEndpointState.ACTIVE, PARTNER, endpoint.id());
    stand.deliver();
    assertThat(stand.calls).hasSize(1);
  }

  @Test
  void givenTest_whenSent_thenOnlyThatEndpointIsToldThoughItIsLeftAlone() {
    HookEndpoint endpoint =
        stand.endpoint(PARTNER, "https://dead.example/", "bill.payment.completed");
    HookEndpoint other = stand.endpoint(PARTNER, "https://quick.example/");
    stand.answers("dead.example", call -> HookCaller.Answer.none("connect timeout"));
    for (int i = 0; i < 3; i++) {
      paid(500 + i);
    }
    stand.deliver();
    stand.answers("dead.example", call -> HookStand.OK);
    int before = stand.calls.size();
    assertThat(stand.testEndpoint.test(PARTNER, endpoint.id()))
        .get()
        .isInstanceOf(TestEndpoint.Sent.class);
    stand.deliver();
    assertThat(stand.calls).hasSizeGreaterThan(before);
    assertThat(stand.log(endpoint.id()).get(0).delivery().type()).isEqualTo(HookEventType.TEST);
    assertThat(stand.log(endpoint.id()).get(0).delivery().state())
        .isEqualTo(HookDeliveryState.DELIVERED);
    assertThat(stand.log(other.id())).noneMatch(l -> l.delivery().type() == HookEventType.TEST);
  }

  @Test
  void givenSomebodyElsesEndpoint_whenTouched_thenItDoesNotExist() {
    HookEndpoint endpoint = stand.endpoint(PARTNER, "https://quick.example/");
    PartnerId other = new PartnerId(new java.util.UUID(2, 2));
    assertThat(stand.findEndpoints.find(other, endpoint.id())).isEmpty();
    assertThat(stand.rotateSecret.rotate(other, endpoint.id(), Optional.empty())).isEmpty();
    assertThat(stand.switchEndpoint.to(HookEndpointState.DELETED, other, endpoint.id())).isEmpty();
    assertThat(stand.testEndpoint.test(other, endpoint.id())).isEmpty();
    assertThat(stand.replayDeliveries.failed(other, endpoint.id(), Instant.EPOCH)).isEmpty();
  }
}
