package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.vending.ProviderOrder;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A provider that does not answer, real threads, and other payments that have nothing to do with
 * it. With more places than threads this test does not end in time: every thread hangs there.
 */
class SlowProviderTest {

  private static final int THREADS = 16;
  private static final int PLACES = 4;
  private static final int SLOW = 60;
  private static final int QUICK = 200;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final CountDownLatch silence = new CountDownLatch(1);
  private final TestSystem system = new TestSystem(7, policy());
  private final Patient slow =
      new Patient(
          system.world,
          "slow",
          SLOW,
          () -> {
            try {
              assertThat(silence.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          });
  private final Patient quick = new Patient(system.world, "quick", QUICK, () -> {});

  SlowProviderTest() {
    system.add(slow);
    system.add(quick);
  }

  private static RoutingPolicy policy() {
    RoutingPolicy p = TestSystem.routing();
    RoutingPolicy.Traffic t = p.traffic();
    return new RoutingPolicy(
        new ProviderOrder(
            List.of(),
            Map.of(
                BillType.AIRTIME, List.of(new ProviderCode("slow")),
                BillType.ELECTRICITY, List.of(new ProviderCode("quick"))),
            Map.of()),
        p.provider(),
        p.biller(),
        new RoutingPolicy.Traffic(
            t.perHour(),
            Map.of(),
            PLACES,
            Map.of(new ProviderCode("quick"), 10_000),
            t.putBack(),
            t.elsewhereAfter()),
        p.outage(),
        p.floats(),
        p.requeries());
  }

  @AfterEach
  void stop() {
    silence.countDown();
    threads.shutdownNow();
  }

  @Test
  void givenAProviderThatDoesNotAnswer_whenOthersArePaid_thenTheyDoNotWaitForIt()
      throws InterruptedException {
    List<Payment> slowOnes =
        IntStream.range(0, SLOW).mapToObj(i -> system.request(TestSystem.airtime(100))).toList();
    List<Payment> quickOnes =
        IntStream.range(0, QUICK)
            .mapToObj(i -> system.request(TestSystem.electricity(1000)))
            .toList();
    slowOnes.forEach(system::pay);
    quickOnes.forEach(system::pay);
    system.takeInFunds.takeIn();

    long begun = System.nanoTime();
    system.world.runBackground(threads);
    boolean served = quick.served.await(20, TimeUnit.SECONDS);
    long millis = (System.nanoTime() - begun) / 1_000_000;

    assertThat(served).as("%s of them wait behind the slow one", quick.served.getCount()).isTrue();
    assertThat(slow.served.getCount()).isEqualTo(SLOW);
    assertThat(slow.most.get()).isEqualTo(PLACES);
    System.out.printf(
        "%d payments through another provider in %d ms, while %d hang at one that is silent%n",
        QUICK, millis, PLACES);

    silence.countDown();
    for (int i = 0; i < 200 && slow.served.getCount() > 0; i++) {
      system.world.pass(Duration.ofSeconds(3));
      system.runner.tick(system.vend);
      system.world.runBackground(threads);
      slow.served.await(50, TimeUnit.MILLISECONDS);
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(slow.most.get()).isLessThanOrEqualTo(PLACES);
    for (Payment payment : slowOnes) {
      assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
      assertThat(system.now(payment.id()).attempts()).hasSize(1);
    }
    quickOnes.forEach(p -> assertThat(system.stateOf(p)).isEqualTo(PaymentState.COMPLETED));
    system.assertBooksAreTrue();
  }

  /** Delivers, in its own time. */
  private static final class Patient implements BillProvider {

    final CountDownLatch served;
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger present = new AtomicInteger();
    private final MemoryWorld world;
    private final ProviderCode code;
    private final Runnable time;

    Patient(MemoryWorld world, String code, int orders, Runnable time) {
      this.world = world;
      this.code = new ProviderCode(code);
      this.served = new CountDownLatch(orders);
      this.time = time;
    }

    @Override
    public ProviderCode code() {
      return code;
    }

    @Override
    public Set<BillType> billTypes() {
      return Set.of(BillType.values());
    }

    @Override
    public AccountCheck check(AccountQuery query) {
      world.outside();
      return AccountCheck.Confirmed.UNASKED;
    }

    @Override
    public VendOutcome vend(VendOrder order) {
      world.outside();
      most.accumulateAndGet(present.incrementAndGet(), Math::max);
      time.run();
      present.decrementAndGet();
      served.countDown();
      return ScriptedProvider.delivered();
    }

    @Override
    public RequeryOutcome requery(
        VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
      return new Unknown("busy", "not asked here");
    }

    @Override
    public CatalogueReading catalogue() {
      return new CatalogueReading.Unavailable("not asked here");
    }

    @Override
    public FloatReading balance() {
      return new FloatReading.NotOffered();
    }

    @Override
    public RequeryRules requeryRules() {
      return new RequeryRules(
          Duration.ZERO, Duration.ZERO, List.of(Duration.ofMinutes(1)), Duration.ofHours(1));
    }

    @Override
    public WebhookReading readWebhook(WebhookDelivery delivery) {
      return new WebhookReading.Unreadable("it sends none");
    }
  }
}
