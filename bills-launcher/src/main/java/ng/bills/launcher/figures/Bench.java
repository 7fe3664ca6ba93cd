package ng.bills.launcher.figures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import ng.bills.launcher.EmbeddedDatabase;
import ng.bills.launcher.LocalSystem;
import ng.bills.sandbox.Sandbox;
import ng.bills.sandbox.horizon.HorizonSandbox;

/** The whole system on free ports, empty at first, with one partner and its customers. */
final class Bench implements AutoCloseable {

  static final int CLIENTS = 16;
  static final int WARM_UP = Integer.getInteger("figures.warmup", 30_000);
  static final int PAYMENTS = Integer.getInteger("figures.payments", 20_000);
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int ROUND = 5_000;
  private static final Duration COMPILERS = Duration.ofSeconds(8);

  /** As in production: a server that runs for weeks has the time for the second compiler. */
  private static final List<String> COMPILED_WELL = List.of("-XX:TieredStopAtLevel=4");

  private static final int CUSTOMERS = 200;
  private static final long FLOAT_KOBO = 100_000_000_000_000L;

  private final Consumer<String> progress;
  private final LocalSystem system;
  private final Partner partner;
  private final List<HorizonSandbox.Named> customers;
  private final long readyMillis;
  private final long residentAtStartKib;
  private boolean warm;

  Bench(Consumer<String> progress) throws IOException, InterruptedException, SQLException {
    this.progress = progress;
    Path built = Path.of(System.getProperty("bills.system", "bills-launcher/target/system"));
    Path home = built.resolveSibling("figures");
    LocalSystem.deleteHome(home);
    LocalSystem.Options options =
        LocalSystem.Options.onFreePorts(built, home)
            .withOverrides(
                Map.of(
                    "BILL_PROVIDER_ORDER", "vtpass",
                    "BILL_PROVIDER_PLACES", "400")) // nobody is spared, all are in one process
            .withServerOptions(COMPILED_WELL);
    system = LocalSystem.start(options, progress);
    try {
      StatementCounts.install(system);
      long began = System.nanoTime();
      system.startApplication().awaitReady(PATIENCE);
      readyMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      residentAtStartKib = residentKib();
      sandbox().vtpass().duplicateGuard(false);
      sandbox().vtpass().setFloatKobo(FLOAT_KOBO);
      customers = makeCustomers();
      partner = new Partner(system.application().url(), system.developmentApiKey());
    } catch (RuntimeException | IOException | InterruptedException | SQLException e) {
      system.close();
      throw e;
    }
  }

  private List<HorizonSandbox.Named> makeCustomers() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      names.add("figures-" + i);
    }
    return sandbox().horizon().customers(names, sandbox().cngn(), 1_000_000_000_0000000L);
  }

  /**
   * The server's compilers need a core for minutes, and get none while payments take both: so they
   * come in rounds, with a break after each for the compilers.
   */
  void warmUp() throws Exception {
    if (!warm && WARM_UP > 0) {
      say("warming up with " + WARM_UP + " payments");
      Load load = new Load(this);
      for (int left = WARM_UP; left > 0; left -= ROUND) {
        load.throughput(Math.min(left, ROUND));
        pause(COMPILERS);
      }
    }
    warm = true;
  }

  void say(String step) {
    progress.accept(step);
  }

  Sandbox sandbox() {
    return system.sandbox();
  }

  EmbeddedDatabase database() {
    return system.database();
  }

  Partner partner() {
    return partner;
  }

  List<HorizonSandbox.Named> customers() {
    return customers;
  }

  long readyMillis() {
    return readyMillis;
  }

  long residentAtStartKib() {
    return residentAtStartKib;
  }

  /** The first column of the only row. */
  String query(String sql) throws SQLException {
    try (Connection connection = database().connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(query(sql));
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = database().connect();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Resident memory of the server in KiB, as ps knows it on every Unix. */
  long residentKib() throws IOException, InterruptedException {
    String pid = Long.toString(system.application().pid());
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", pid).start();
    String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    ps.waitFor();
    return Long.parseLong(text.strip());
  }

  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  @Override
  public void close() {
    system.close();
  }
}
