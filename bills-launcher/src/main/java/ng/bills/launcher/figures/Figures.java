package ng.bills.launcher.figures;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import ng.bills.launcher.LocalSystem;
import ng.bills.sandbox.horizon.HorizonSandbox;
import ng.bills.sandbox.horizon.PayOrder;

/**
 * Measures the whole system on this machine: payments per second end to end beside the yardstick,
 * time from receipt to token, start-up, memory. Everything runs here, the sandbox included, so the
 * figures are of two cores doing all of it.
 */
public final class Figures {

  private static final int CLIENTS = 16;
  private static final int CUSTOMERS = 200;
  private static final int STEP = 5_000;
  private static final int IN_FLIGHT = 800;
  private static final long FLOAT_KOBO = 100_000_000_000_000L;
  private static final long TOTAL_STROOPS = 5030_0000000L;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PrintStream out;
  private final int payments = Integer.getInteger("figures.payments", 6000);
  private final int warmUp = Integer.getInteger("figures.warmup", 10_000);
  private final int latencies = Integer.getInteger("figures.latencies", 200);

  private Figures(PrintStream out) {
    this.out = out;
  }

  /**
   * @param arguments none; {@code -Dfigures.warmup}, {@code -Dfigures.payments} and {@code
   *     -Dfigures.latencies} set how many
   */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    new Figures(System.out).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path built = Path.of(System.getProperty("bills.system", "bills-launcher/target/system"));
    Path home = built.resolveSibling("figures");
    LocalSystem.deleteHome(home);
    LocalSystem.Options options =
        LocalSystem.Options.onFreePorts(built, home)
            .withOverrides(
                Map.of(
                    "BILL_PROVIDER_ORDER", "vtpass",
                    "BILL_PROVIDER_PLACES", "400")); // nobody is spared, all are in one process
    try (LocalSystem system = LocalSystem.start(options, this::progress)) {
      long began = System.nanoTime();
      system.startApplication().awaitReady(PATIENCE);
      long readyMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      long residentAtStart = residentKib(system.application().pid());
      system.sandbox().vtpass().duplicateGuard(false);
      system.sandbox().vtpass().setFloatKobo(FLOAT_KOBO);
      List<HorizonSandbox.Named> customers = customers(system);
      Partner partner = new Partner(system.application().url(), system.developmentApiKey());

      // the server's compilers take most of two cores for the first minute or two
      progress("warming up with " + warmUp + " payments");
      throughput(system, partner, customers, warmUp);
      progress("yardstick, " + CLIENTS + " clients, 10 s");
      long before = Yardstick.paymentsPerSecond(system.database(), CLIENTS, Duration.ofSeconds(10));
      progress(payments + " payments end to end, " + CLIENTS + " clients");
      long milliPerSecond = throughput(system, partner, customers, payments);
      progress("yardstick again");
      long after = Yardstick.paymentsPerSecond(system.database(), CLIENTS, Duration.ofSeconds(10));
      progress(latencies + " payments one after the other, provider at 100 ms");
      system.sandbox().vtpass().latency(Duration.ofMillis(100));
      List<Long> millis = latency(system, partner, customers);

      long yardstick = (before + after) / 2;
      out.println();
      out.printf(
          "payments per second, end to end      %d.%d%n",
          milliPerSecond / 1000, milliPerSecond % 1000 / 100);
      out.printf(
          "yardstick, four commits in plain SQL %d (before %d, after %d)%n",
          yardstick, before, after);
      out.printf("ratio                                0.%03d%n", milliPerSecond / yardstick);
      out.printf(
          "receipt visible to token stored      p50 %d ms, p99 %d ms, max %d ms (two provider calls of 100 ms)%n",
          millis.get(millis.size() / 2),
          millis.get(millis.size() * 99 / 100),
          millis.get(millis.size() - 1));
      out.printf(
          "start of the server to ready         %d.%d s%n",
          readyMillis / 1000, readyMillis % 1000 / 100);
      out.printf(
          "resident memory of the server        %d MiB after start, %d MiB after the load%n",
          residentAtStart / 1024, residentKib(system.application().pid()) / 1024);
      out.printf(
          "trial balance                        %s (0 is right)%n",
          query(system, "select coalesce(sum(stroops), 0) from posting"));
      out.println();
    }
  }

  private List<HorizonSandbox.Named> customers(LocalSystem system) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      names.add("figures-" + i);
    }
    return system
        .sandbox()
        .horizon()
        .customers(names, system.sandbox().cngn(), 1_000_000_000_0000000L);
  }

  private PayOrder order(LocalSystem system, HorizonSandbox.Named customer, Partner.Waiting p) {
    return PayOrder.of(customer.account(), p.sendTo(), system.sandbox().cngn(), TOTAL_STROOPS)
        .memo(p.memo());
  }

  /** Payments per 1,000 seconds: from the first request until all are completed and told. */
  private long throughput(
      LocalSystem system, Partner partner, List<HorizonSandbox.Named> customers, int count)
      throws InterruptedException, ExecutionException, SQLException {
    long doneBefore = done(system);
    long mailsBefore = system.sandbox().inbox().mailCount();
    Semaphore room = new Semaphore(IN_FLIGHT);
    ConcurrentLinkedQueue<Partner.Waiting> unpaid = new ConcurrentLinkedQueue<>();
    AtomicInteger number = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    long began = System.nanoTime();
    List<Future<?>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          pool.submit(
              () -> {
                while (number.getAndIncrement() < count) {
                  room.acquire();
                  unpaid.add(partner.electricity("45012345678"));
                }
                return null;
              }));
    }
    int paid = 0;
    long released = 0;
    long deadline = began + PATIENCE.toNanos() + TimeUnit.SECONDS.toNanos(count / 20);
    long said = 0;
    long saidAt = began;
    while (released < count) {
      List<PayOrder> orders = new ArrayList<>();
      for (int i = 0; i < customers.size(); i++) {
        Partner.Waiting next = unpaid.poll();
        if (next == null) {
          break;
        }
        orders.add(order(system, customers.get(paid++ % customers.size()), next));
      }
      if (!orders.isEmpty()) {
        system.sandbox().horizon().payAll(orders);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(220)); // a ledger later
      // the database is asked once at the end: counting its rows all the time would slow it down
      long mails = Math.min(count, system.sandbox().inbox().mailCount() - mailsBefore);
      long finished = mails < count ? mails : Math.min(mails, done(system) - doneBefore);
      room.release((int) Math.max(0, finished - released));
      released = Math.max(released, finished);
      if (released - said >= STEP) {
        long now = System.nanoTime();
        progress(
            "    "
                + released
                + ", at "
                + (released - said) * 1_000_000_000L / (now - saidAt)
                + "/s");
        said = released;
        saidAt = now;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            released + " of " + count + " payments completed within " + PATIENCE);
      }
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    for (Future<?> client : clients) {
      client.get();
    }
    pool.shutdown();
    return count * 1_000_000L / millis;
  }

  private static long done(LocalSystem system) throws SQLException {
    return Long.parseLong(
        query(
            system,
            "select count(*) from payment p join notice n on n.payment_id = p.id where p.state ="
                + " 'completed' and n.state = 'sent'"));
  }

  /** Milliseconds from the receipt being visible on Horizon to the token being stored, sorted. */
  private List<Long> latency(
      LocalSystem system, Partner partner, List<HorizonSandbox.Named> customers)
      throws IOException, InterruptedException, SQLException {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < latencies; i++) {
      Partner.Waiting payment = partner.electricity("45012345678");
      HorizonSandbox horizon = system.sandbox().horizon();
      String hash = horizon.pay(order(system, customers.get(i % customers.size()), payment));
      if (!horizon.awaitIngested(hash, Duration.ofSeconds(30))) {
        throw new IllegalStateException("the payment did not arrive");
      }
      Instant visible = Instant.now();
      millis.add(Math.max(0, Duration.between(visible, completed(system, payment)).toMillis()));
    }
    millis.sort(null);
    return millis;
  }

  private static Instant completed(LocalSystem system, Partner.Waiting payment)
      throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = system.database().connect();
        PreparedStatement statement =
            connection.prepareStatement("select completed_at from payment where id = ?")) {
      statement.setObject(1, payment.id());
      while (System.nanoTime() < deadline) {
        try (ResultSet row = statement.executeQuery()) {
          Timestamp at = row.next() ? row.getTimestamp(1) : null;
          if (at != null) {
            return at.toInstant();
          }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
    throw new IllegalStateException("payment " + payment.id() + " is not completed");
  }

  private static String query(LocalSystem system, String sql) throws SQLException {
    try (Connection connection = system.database().connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /** Resident memory of a process in KiB, as ps knows it on every Unix. */
  private static long residentKib(long pid) throws IOException, InterruptedException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    ps.waitFor();
    return Long.parseLong(text.strip());
  }

  private void progress(String step) {
    out.println("  " + step);
    out.flush();
  }
}
