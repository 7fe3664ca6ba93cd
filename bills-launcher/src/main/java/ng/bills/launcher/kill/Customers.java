package ng.bills.launcher.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import ng.bills.launcher.LocalSystem;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.horizon.PayOrder;

/**
 * Customers who come at a steady rate. What is not answered is asked again under the same
 * Idempotency-Key until it is; then the money is sent. Some ask once more after the answer.
 */
final class Customers implements AutoCloseable {
  private static final int ACCOUNTS = 60;
  private static final int THREADS = 24;
  private static final int WAITING_AT_MOST = 400;
  private static final int AGAIN_MILLIS = 800;
  private static final long RICH_STROOPS = 1_000_000_000_0000000L;
  private static final long STRAY_STROOPS = 7_5000000L;

  private final LocalSystem system;
  private final PartnerApi api;
  private final SplittableRandom random;
  private final List<HorizonSandbox.Named> accounts;
  private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS);
  private volatile boolean asking;

  /** One customer who wants one payment. */
  private static final class Visit {
    final String key;
    final Scenario scenario;
    final String account;
    final boolean asksAgain;
    final Set<UUID> answers = ConcurrentHashMap.newKeySet();
    final AtomicInteger tries = new AtomicInteger();

    Visit(String key, Scenario scenario, String account, boolean asksAgain) {
      this.key = key;
      this.scenario = scenario;
      this.account = account;
      this.asksAgain = asksAgain;
    }
  }

  /** Something that is tried until it is done. */
  @FunctionalInterface
  private interface Step {
    boolean done() throws InterruptedException;
  }

  Customers(LocalSystem system, PartnerApi api, long seed) {
    this.system = system;
    this.api = api;
    this.random = new SplittableRandom(seed);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      names.add("kill-" + i);
    }
    this.accounts =
        system.sandbox().horizon().customers(names, system.sandbox().cngn(), RICH_STROOPS);
  }

  /**
   * From now on so many come every second.
   *
   * @param quick whether they want only what ends within seconds
   */
  void come(int perSecond, boolean quick) {
    asking = true;
    threads.scheduleAtFixedRate(
        () -> one(quick), 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
  }

  /** Nobody comes any more; those who are there finish. */
  void comeNoMore() {
    asking = false;
  }

  /** Those who still wait for an answer or have not sent their money yet. */
  int waiting() {
    return waiting.get();
  }

  /** All who ever came. */
  int came() {
    return visits.size();
  }

  /** Customers who were not let in, because too many waited already. */
  int turnedAway() {
    return turnedAway.get();
  }

  /** Payments on Stellar that were handed in. */
  long sent() {
    return sent.get();
  }

  /** Who asked for what, and what was answered. */
  List<Evidence.Asked> asked() {
    return visits.stream()
        .map(
            visit ->
                new Evidence.Asked(
                    visit.key, visit.scenario.name(), Set.copyOf(visit.answers), visit.tries.get()))
        .toList();
  }

  private synchronized void one(boolean quick) {
    if (!asking) {
      return;
    }
    Scenario scenario = Scenario.any(random, quick);
    boolean asksAgain = random.nextInt(10) == 0;
    if (waiting.get() >= WAITING_AT_MOST) {
      turnedAway.incrementAndGet();
      return;
    }
    int number = visits.size() + 1;
    Visit visit =
        new Visit("kill-" + number, scenario, accounts.get(number % ACCOUNTS).account(), asksAgain);
    visits.add(visit);
    waiting.incrementAndGet();
    threads.execute(() -> ask(visit));
  }

  private void ask(Visit visit) {
    until(
        () -> {
          Optional<PartnerApi.Waiting> answer = answer(visit);
          answer.ifPresent(payment -> answered(visit, payment));
          return answer.isPresent();
        });
  }

  private Optional<PartnerApi.Waiting> answer(Visit visit) throws InterruptedException {
    visit.tries.incrementAndGet();
    Optional<PartnerApi.Waiting> answer = api.pay(visit.key, visit.scenario.bill());
    answer.ifPresent(payment -> visit.answers.add(payment.id()));
    return answer;
  }

  private void answered(Visit visit, PartnerApi.Waiting payment) {
    if (visit.asksAgain) {
      waiting.incrementAndGet();
      until(
          () -> {
            boolean answered = answer(visit).isPresent();
            if (answered) {
              waiting.decrementAndGet();
            }
            return answered;
          });
    }
    if (visit.scenario.money() == Scenario.Money.CANCELLED_THEN_PAID) {
      until(
          () -> {
            boolean cancelled = api.cancel(payment.id());
            if (cancelled) {
              send(visit, payment);
            }
            return cancelled;
          });
    } else {
      send(visit, payment);
    }
  }

  private void send(Visit visit, PartnerApi.Waiting payment) {
    PayOrder exact =
        PayOrder.of(visit.account, payment.sendTo(), system.sandbox().cngn(), payment.stroops())
            .memo(payment.memo());
    PayOrder stray =
        PayOrder.of(visit.account, payment.sendTo(), system.sandbox().cngn(), STRAY_STROOPS);
    List<PayOrder> orders =
        switch (visit.scenario.money()) {
          case EXACT, CANCELLED_THEN_PAID -> List.of(exact);
          case TOO_LITTLE -> List.of(other(visit, payment, -1));
          case TOO_MUCH -> List.of(other(visit, payment, 1_0000000L));
          case TWICE -> List.of(exact, exact);
          case WITHOUT_MEMO -> List.of(exact, stray);
          case STRANGE_MEMO -> List.of(exact, stray.memo("thank you"));
        };
    system.sandbox().horizon().payAll(orders);
    sent.addAndGet(orders.size());
    waiting.decrementAndGet();
  }

  private PayOrder other(Visit visit, PartnerApi.Waiting payment, long stroops) {
    return PayOrder.of(
            visit.account, payment.sendTo(), system.sandbox().cngn(), payment.stroops() + stroops)
        .memo(payment.memo());
  }

  /** Tries on, with pauses, however long it takes. */
  private void until(Step step) {
    try {
      if (step.done()) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      e.printStackTrace(); // of the test itself: this customer never finishes, and that is reported
      return;
    }
    threads.schedule(() -> until(step), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
