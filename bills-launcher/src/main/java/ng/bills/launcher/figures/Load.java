package ng.bills.launcher.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import ng.bills.sandbox.horizon.PayOrder;

/** Partners that ask for payments and customers who pay them, as many as can be or at a rate. */
final class Load {

  private static final int IN_FLIGHT = 800;
  private static final int STEP = 5_000;
  private static final long TOTAL_STROOPS = 5030_0000000L;
  private static final String METER = "45012345678";
  private static final Duration LEDGER = Duration.ofMillis(220);

  private final Bench bench;
  private final ConcurrentLinkedQueue<Partner.Waiting> unpaid = new ConcurrentLinkedQueue<>();
  private int paid;

  Load(Bench bench) {
    this.bench = bench;
  }

  /** A task for each payment that is asked for, with its number. */
  @FunctionalInterface
  private interface Turn {
    void await(int number) throws InterruptedException;
  }

  /**
   * As many payments as can be done.
   *
   * @return payments in 1,000 s, from the first request until all are completed and told
   */
  long throughput(int count) throws InterruptedException, ExecutionException, SQLException {
    long doneBefore = done();
    long mailsBefore = bench.sandbox().inbox().mailCount();
    Semaphore room = new Semaphore(IN_FLIGHT);
    ExecutorService pool = Executors.newFixedThreadPool(Bench.CLIENTS);
    long began = System.nanoTime();
    List<Future<?>> clients = ask(pool, count, number -> room.acquire());
    long released = 0;
    long deadline = began + Bench.PATIENCE.toNanos() + TimeUnit.SECONDS.toNanos(count / 20);
    long said = 0;
    long saidAt = began;
    while (released < count) {
      pay();
      LockSupport.parkNanos(LEDGER.toNanos());
      // the database is asked once at the end: counting its rows all the time would slow it down
      long mails = Math.min(count, bench.sandbox().inbox().mailCount() - mailsBefore);
      long finished = mails < count ? mails : Math.min(mails, done() - doneBefore);
      room.release((int) Math.max(0, finished - released));
      released = Math.max(released, finished);
      long now = System.nanoTime();
      if (released - said >= STEP) {
        long rate = (released - said) * TimeUnit.SECONDS.toNanos(1) / (now - saidAt);
        bench.say("  " + released + ", at " + rate + "/s");
        said = released;
        saidAt = now;
      }
      if (now > deadline) {
        throw new IllegalStateException(released + " of " + count + " payments were completed");
      }
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    finish(pool, clients);
    return count * 1_000_000L / millis;
  }

  /**
   * Payments that are asked for and paid at a steady rate, whatever becomes of them.
   *
   * @param oneByOne a ledger closes as soon as somebody has paid; otherwise those of a fifth of a
   *     second come at once, as on the real network those of five seconds do
   * @return from the receipt being visible on Horizon to the delivery being stored, shortest first
   */
  List<Journey> steady(int count, BigDecimal perSecond, boolean oneByOne)
      throws InterruptedException, ExecutionException, SQLException {
    long gapNanos =
        BigDecimal.valueOf(TimeUnit.SECONDS.toNanos(1))
            .divide(perSecond, RoundingMode.DOWN)
            .longValueExact();
    ExecutorService pool = Executors.newFixedThreadPool(Bench.CLIENTS);
    long began = System.nanoTime();
    List<Future<?>> clients =
        ask(
            pool,
            count,
            number -> {
              while (System.nanoTime() < began + number * gapNanos) {
                LockSupport.parkNanos(began + number * gapNanos - System.nanoTime());
              }
            });
    Map<UUID, Instant> visible = new HashMap<>();
    long deadline = began + count * gapNanos + Bench.PATIENCE.toNanos();
    while (visible.size() < count) {
      Map<UUID, String> hashes = pay();
      if (oneByOne && !hashes.isEmpty()) {
        bench.sandbox().horizon().tick(1);
      }
      for (String hash : hashes.values()) {
        bench.sandbox().horizon().awaitIngested(hash, Duration.ofSeconds(30));
      }
      Instant now = Instant.now(); // they are all in one ledger
      hashes.keySet().forEach(id -> visible.put(id, now));
      if (hashes.isEmpty()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(oneByOne ? 1 : 10));
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(visible.size() + " of " + count + " payments were paid");
      }
    }
    finish(pool, clients);
    return untilCompleted(visible, deadline);
  }

  /** Clients that ask for payments; what they get waits to be paid. */
  private List<Future<?>> ask(ExecutorService pool, int count, Turn turn) {
    AtomicInteger number = new AtomicInteger();
    List<Future<?>> clients = new ArrayList<>();
    for (int i = 0; i < Bench.CLIENTS; i++) {
      clients.add(
          pool.submit(
              () -> {
                for (int n = number.getAndIncrement(); n < count; n = number.getAndIncrement()) {
                  turn.await(n);
                  unpaid.add(bench.partner().electricity(METER));
                }
                return null;
              }));
    }
    return clients;
  }

  private static void finish(ExecutorService pool, List<Future<?>> clients)
      throws InterruptedException, ExecutionException {
    for (Future<?> client : clients) {
      client.get();
    }
    pool.shutdown();
  }

  /** Every customer pays once, in the next ledger; the hashes by payment. */
  private Map<UUID, String> pay() {
    List<Partner.Waiting> now = new ArrayList<>();
    while (now.size() < bench.customers().size() && !unpaid.isEmpty()) {
      now.add(unpaid.poll());
    }
    List<PayOrder> orders = now.stream().map(this::order).toList();
    List<String> hashes = bench.sandbox().horizon().payAll(orders);
    Map<UUID, String> byPayment = new HashMap<>();
    for (int i = 0; i < hashes.size(); i++) {
      byPayment.put(now.get(i).id(), hashes.get(i));
    }
    return byPayment;
  }

  private PayOrder order(Partner.Waiting payment) {
    String customer = bench.customers().get(paid++ % bench.customers().size()).account();
    return PayOrder.of(customer, payment.sendTo(), bench.sandbox().cngn(), TOTAL_STROOPS)
        .memo(payment.memo());
  }

  /**
   * Asks for that many payments and pays them, and waits for nothing; gives when they paid last.
   */
  void askAndPay(int count) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(Bench.CLIENTS);
    finish(pool, ask(pool, count, number -> {}));
    String last = null;
    while (!unpaid.isEmpty()) {
      for (String hash : pay().values()) {
        last = hash;
      }
      if (!bench.sandbox().horizon().awaitIngested(last, Duration.ofSeconds(30))) {
        throw new IllegalStateException("a payment did not arrive on Horizon");
      }
    }
  }

  private long done() throws SQLException {
    return bench.number(
        "select count(*) from payment p join notice n on n.payment_id = p.id where p.state ="
            + " 'completed' and n.state = 'sent'");
  }

  private List<Journey> untilCompleted(Map<UUID, Instant> visible, long deadline)
      throws SQLException {
    List<Journey> completed = List.of();
    while (completed.size() < visible.size()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            completed.size() + " of " + visible.size() + " payments were completed");
      }
      Bench.pause(Duration.ofMillis(200));
      try (Connection connection = bench.database().connect()) {
        completed = Journey.completed(connection, visible);
      }
    }
    return completed;
  }
}
