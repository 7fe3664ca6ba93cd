package ng.bills.infrastructure.persistence.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import ng.bills.application.hook.DeliverHooks;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.HookUrl;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.persistence.OpenUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stage over the real tables, with several nodes, dead nodes and dead endpoints. */
class DeliverHooksIT {

  private static final HookCaller.Answer OK =
      new HookCaller.Answer(Optional.of(200), Optional.empty(), Optional.empty(), Optional.empty());

  private final HookRig rig = new HookRig();
  private final PartnerId partner = rig.partner();
  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final List<HookCaller.Call> calls = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Function<HookCaller.Call, HookCaller.Answer>> answers = new HashMap<>();

  /** Refuses to be called inside a unit of work, as the real one does. */
  private final HookCaller caller =
      new HookCaller() {
        @Override
        public Answer call(Call call) {
          OpenUnit.refuse("a webhook");
          calls.add(call);
          return answers.getOrDefault(call.url().host(), c -> OK).apply(call);
        }

        @Override
        public Optional<String> refusal(HookUrl url) {
          return Optional.empty();
        }
      };

  @AfterEach
  void stop() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private HookEndpoint endpoint(String host) {
    return rig.endpoint(partner, "https://" + host + "/", HookEventType.PAYMENT_RECEIVED);
  }

  private long in(HookEndpoint endpoint, HookDeliveryState state) {
    return rig.count(
        "select count(*) from hook_delivery where endpoint_id = '"
            + endpoint.id()
            + "' and state = '"
            + state.wireName()
            + "'");
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 1_500 && !condition.getAsBoolean(); i++) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }

  @Test
  void givenThreeNodes_whenMuchIsDue_thenEachOnceAndNeverMoreAtOnceThanAllowed() throws Exception {
    HookEndpoint endpoint = endpoint("quick.example");
    for (int i = 0; i < 40; i++) {
      rig.paid(partner);
    }
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch crowd = new CountDownLatch(HookRig.AT_ONCE);
    answers.put(
        "quick.example",
        call -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          crowd.countDown();
          await(crowd);
          underWay.decrementAndGet();
          return OK;
        });
    for (int node = 0; node < 3; node++) {
      DeliverHooks deliver = rig.node(caller, threads);
      for (int i = 0; i < 5; i++) {
        deliver.look(endpoint.id());
      }
    }
    await("all are delivered", () -> in(endpoint, HookDeliveryState.DELIVERED) == 40);
    assertThat(calls).hasSize(40).extracting(HookCaller.Call::id).doesNotHaveDuplicates();
    assertThat(most).hasValue(HookRig.AT_ONCE);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void givenNodeThatDiesBetweenCommitAndCall_whenItsLeaseHasEnded_thenCalledUnderTheSameId()
      throws Exception {
    HookEndpoint endpoint = endpoint("quick.example");
    rig.paid(partner);
    CountDownLatch died = new CountDownLatch(1);
    HookCaller dying =
        new HookCaller() {
          @Override
          public Answer call(Call call) {
            // the claim and its line in the log are committed; this node does nothing any more
            died.countDown();
            throw new NodeDied();
          }

          @Override
          public Optional<String> refusal(HookUrl url) {
            return Optional.empty();
          }
        };
    rig.node(dying, threads).look(endpoint.id());
    assertThat(died.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(rig.log(endpoint).get(0).calls())
        .singleElement()
        .satisfies(c -> assertThat(c.end()).isEmpty());

    DeliverHooks next = rig.node(caller, Runnable::run);
    next.look(endpoint.id());
    assertThat(calls).as("the lease still runs").isEmpty();
    rig.now = rig.now.plus(HookRig.POLICY.lease());
    next.look(endpoint.id());
    assertThat(calls)
        .extracting(HookCaller.Call::id)
        .containsExactly(rig.log(endpoint).get(0).delivery().event());
    assertThat(in(endpoint, HookDeliveryState.DELIVERED)).isEqualTo(1);
    assertThat(rig.log(endpoint).get(0).calls())
        .extracting(c -> c.end().isPresent())
        .containsExactly(false, true);
  }

  private static final class NodeDied extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void givenDeadEndpointsThatHang_whenMuchIsDue_thenAQuickOneBesideThemDoesNotWait()
      throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    List<HookEndpoint> dead = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      dead.add(endpoint("hangs" + i + ".example"));
      answers.put(
          "hangs" + i + ".example",
          call -> {
            awaitLong(hanging);
            return HookCaller.Answer.none("timeout");
          });
    }
    HookEndpoint quick = endpoint("quick.example");
    DeliverHooks node = rig.node(caller, threads);
    for (HookEndpoint one : dead) {
      node.look(one.id()); // nothing is due yet
    }
    for (int i = 0; i < 10; i++) {
      rig.paid(partner);
    }
    for (HookEndpoint one : dead) {
      node.look(one.id());
    }
    await("they hang", () -> calls.size() >= 4);
    long start = System.nanoTime();
    node.look(quick.id());
    await("the quick one has all", () -> in(quick, HookDeliveryState.DELIVERED) == 10);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.getLogger(DeliverHooksIT.class.getName())
        .log(
            System.Logger.Level.INFO,
            "ten webhooks to a quick endpoint beside four that hang: {0} ms",
            took.toMillis());
    assertThat(took).isLessThan(Duration.ofSeconds(5));
    hanging.countDown();
    await(
        "those that hung are left alone",
        () ->
            rig.count(
                    "select count(*) from hook_endpoint where paused_until is not null and"
                        + " partner_id = '"
                        + partner
                        + "'")
                == 4);
    for (HookEndpoint one : dead) {
      assertThat(rig.log(one)).filteredOn(l -> l.delivery().attempts() > 0).hasSizeLessThan(7);
    }
  }

  private static void awaitLong(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void givenGone_whenCalled_thenDisabledAndTheRestWaits() {
    HookEndpoint endpoint = endpoint("gone.example");
    answers.put(
        "gone.example",
        call ->
            new HookCaller.Answer(
                Optional.of(410), Optional.of("refused"), Optional.empty(), Optional.empty()));
    rig.paid(partner);
    rig.paid(partner);
    rig.node(caller, Runnable::run).look(endpoint.id());
    assertThat(calls).hasSize(1);
    assertThat(in(endpoint, HookDeliveryState.FAILED)).isEqualTo(1);
    assertThat(in(endpoint, HookDeliveryState.DUE)).isEqualTo(1);
    assertThat(
            rig.tx.call(() -> rig.endpoints.find(partner, endpoint.id())).orElseThrow().isActive())
        .isFalse();
  }
}
