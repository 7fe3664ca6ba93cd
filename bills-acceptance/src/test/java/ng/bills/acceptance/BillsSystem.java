package ng.bills.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import ng.bills.infrastructure.command.KeyDatabase;
import ng.bills.launcher.EmbeddedBroker;
import ng.bills.launcher.EmbeddedDatabase;
import ng.bills.launcher.LocalSystem;
import ng.bills.launcher.PayaraMicro;
import ng.bills.sandbox.Sandbox;

/**
 * The system under test: database, broker, sandbox and Payara Micro on free ports, started once for
 * all test classes. A test may {@link #killApplication()} and {@link #startApplication()};
 * everything else stays up.
 */
public final class BillsSystem implements AutoCloseable {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(4);

  private static BillsSystem current;

  /**
   * The same mechanisms as in production, with waits that a test can stand; the lease is the
   * shortest one the settings allow.
   */
  private static final Map<String, String> FAST =
      Map.ofEntries(
          Map.entry("BILL_PROCESSOR_POLL_INTERVAL_SECONDS", "1"),
          Map.entry("BILL_LEASE_SECONDS", "51"),
          Map.entry("BILL_RETRY_DELAYS_SECONDS", "1,1,1"),
          Map.entry("BILL_REQUERY_DELAYS_SECONDS", "1,1,2,5"),
          // deliberate: the sandboxes have an order at once or never
          Map.entry("BILL_NOT_FOUND_SETTLE_SECONDS", "vtpass=2,flutterwave=2,interswitch=2"),
          Map.entry("BILL_TOKEN_REQUERY_SECONDS", "1"),
          Map.entry("BILL_ACCOUNT_CHECK_DELAYS_SECONDS", "1,1,1"),
          Map.entry("BILL_REFUND_RECHECK_SECONDS", "1"),
          Map.entry("WEBHOOK_RETRY_DELAYS_SECONDS", "1,1,2,2,5,5"),
          Map.entry("WEBHOOK_TIMEOUT_SECONDS", "3"),
          Map.entry("NOTICE_RETRY_DELAYS_SECONDS", "1,1,2"),
          Map.entry("VTPASS_PAY_TIMEOUT_SECONDS", "4"),
          Map.entry("VTPASS_TIMEOUT_SECONDS", "4"),
          Map.entry("FLUTTERWAVE_PAY_TIMEOUT_SECONDS", "4"),
          Map.entry("FLUTTERWAVE_TIMEOUT_SECONDS", "4"),
          Map.entry("INTERSWITCH_PAY_TIMEOUT_SECONDS", "4"),
          Map.entry("INTERSWITCH_TIMEOUT_SECONDS", "4"),
          // VTpass alone, but for the billers that ProvidersIT buys from
          Map.entry(
              "BILL_PROVIDER_ORDERS",
              "electricity=vtpass; airtime=vtpass; cable_tv=vtpass; data=vtpass;"
                  + " electricity/ekedc=flutterwave,vtpass; electricity/ibedc=interswitch,vtpass"));

  private final LocalSystem system;
  private PayaraMicro application;
  private String apiKey;
  private EmbeddedBroker broker;

  private BillsSystem(LocalSystem system) {
    this.system = system;
    this.broker = system.broker();
  }

  /** Starts everything but the application; called by the container before the first test class. */
  public static synchronized void start() {
    if (current != null) {
      return;
    }
    current = surroundings(Path.of(property("bills.home")));
    Runtime.getRuntime().addShutdownHook(new Thread(BillsSystem::stop, "stop Bills"));
  }

  /**
   * Database, broker and sandbox, all empty, for an application server that something else starts
   * with {@link #environment()} on {@link #httpPort()}.
   *
   * @param home directory of what they keep; emptied first
   * @return the running surroundings; end them with {@link #close()}
   */
  public static BillsSystem surroundings(Path home) {
    BrokerLog.listen();
    EmbeddedDatabase.stopLeftover(home.resolve("database"));
    LocalSystem.deleteHome(home);
    Map<String, String> settings = new HashMap<>(FAST);
    settings.put("BILLS_FIELD_KEYS", "");
    settings.put("BILLS_FIELD_KEYS_FILE", FieldKeysFile.first(home).toString());
    LocalSystem.Options options =
        LocalSystem.Options.onFreePorts(Path.of(property("bills.system")), home)
            .withOverrides(settings);
    return new BillsSystem(LocalSystem.start(options, step -> {}));
  }

  /** Stops the application if it is ours, then sandbox, broker and database. */
  @Override
  public void close() {
    stopApplicationIfItRuns();
    if (broker != system.broker()) {
      broker.close();
    }
    system.close();
  }

  private synchronized void stopApplicationIfItRuns() {
    if (application != null) {
      application.stop();
    }
  }

  /** Stops everything; called by the container after the last test class. */
  public static synchronized void stop() {
    if (current != null) {
      BillsSystem running = current;
      current = null;
      running.close();
    }
  }

  /**
   * @return the running system
   */
  public static synchronized BillsSystem get() {
    if (current == null) {
      throw new IllegalStateException(
          "The system runs only inside Arquillian tests: extend AcceptanceTest");
    }
    return current;
  }

  /**
   * @return the WAR under test
   */
  public static Path war() {
    return Path.of(property("bills.system"), "bills.war");
  }

  /**
   * Starts the application unless it runs.
   *
   * @param timeout until it is ready
   */
  public synchronized void ensureApplication(Duration timeout) {
    if (application == null || !application.isAlive()) {
      if (application != null) {
        keepLog(application.log());
      }
      application = system.startApplication().awaitReady(timeout);
    }
  }

  /** The server that starts next begins its log anew. */
  private static void keepLog(Path log) {
    try {
      Files.write(
          log.resolveSibling("former-servers.log"),
          Files.readAllBytes(log),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the log of the former server cannot be kept", e);
    }
  }

  /**
   * Starts the application after {@link #killApplication()} or {@link #stopApplication()} and waits
   * until it is ready.
   */
  public void startApplication() {
    ensureApplication(READY_TIMEOUT);
  }

  /** SIGKILL to the server. */
  public synchronized void killApplication() {
    application.kill();
  }

  /** SIGTERM to the server, and waits for its end. */
  public synchronized void stopApplication() {
    application.stop();
  }

  /**
   * @return the server process
   */
  public synchronized PayaraMicro application() {
    return application;
  }

  /**
   * @return port of the application on 127.0.0.1
   */
  public int httpPort() {
    return system.options().httpPort();
  }

  /**
   * @param path absolute path, such as {@code /api/v1/bills/types}
   * @return its address
   */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + httpPort() + path);
  }

  /**
   * @return the database, for {@link EmbeddedDatabase#connect()}
   */
  public EmbeddedDatabase database() {
    return system.database();
  }

  /**
   * @return the outside world: what it really did, and its faults
   */
  public Sandbox sandbox() {
    return system.sandbox();
  }

  /**
   * @return an API key of a partner of its own; the application must have started once
   */
  public synchronized String apiKey() {
    if (apiKey == null) {
      apiKey = Answers.issued(system.issueApiKey("acceptance"));
    }
    return apiKey;
  }

  /**
   * @param partner name of another partner
   * @return a new key of it
   */
  public String newApiKey(String partner) {
    return Answers.issued(system.issueApiKey(partner));
  }

  /**
   * @return the API keys in the database, as an operator's command reaches them; to be closed
   */
  public KeyDatabase openKeys() {
    return system.openKeys();
  }

  /**
   * @return the broker
   */
  public synchronized EmbeddedBroker broker() {
    return broker;
  }

  /** Stops the broker; what it holds stays on disk. */
  public synchronized void stopBroker() {
    broker.close();
  }

  /** Starts the broker again, on the same port and with what it held. */
  public synchronized void startBroker() {
    broker =
        EmbeddedBroker.start(
            system.options().home().resolve("broker"), system.options().brokerPort());
  }

  /**
   * @return the application's settings by environment name
   */
  public Map<String, String> environment() {
    return system.environment();
  }

  /**
   * One value from the database.
   *
   * @param sql a query with {@code ?} for its parameters
   * @param parameters their values
   * @return the first column of the first row as text, or null when there is no row
   */
  public String query(String sql, Object... parameters) {
    try (Connection connection = database().connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Query failed: " + sql, e);
    }
  }

  static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          "System property " + name + " is not set: run by ./mvnw verify");
    }
    return value;
  }

  /**
   * Waits until readiness and API answer 200 on {@link #httpPort()}, whichever server is there.
   *
   * @param timeout how long at most
   */
  public void awaitReady(Duration timeout) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    await(
        "readiness of " + uri("/"),
        timeout,
        () -> ok(http, "/health/ready") && ok(http, "/api/v1/health"));
  }

  private boolean ok(HttpClient http, String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the application", e);
    }
  }

  /**
   * Waits for a condition.
   *
   * @param what the condition in words, for the failure
   * @param timeout how long at most
   * @param condition asked every 50 ms
   */
  public static void await(String what, Duration timeout, BooleanSupplier condition) {
    await(what, timeout, condition, () -> "");
  }

  /**
   * Waits for a condition.
   *
   * @param what the condition in words, for the failure
   * @param timeout how long at most
   * @param condition asked every 50 ms
   * @param last what was seen last, for the failure
   */
  public static void await(
      String what, Duration timeout, BooleanSupplier condition, Supplier<String> last) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "Not within " + timeout.toSeconds() + " s: " + what + "; last seen: " + last.get());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** Waits until each provider's catalogue was read: that begins right after the start. */
  void awaitCatalogues() {
    await(
        "the catalogues of all providers",
        READY_TIMEOUT,
        () ->
            "3"
                .equals(
                    query(
                        "select count(*) from provider_catalogue where refreshed_at is not null"
                            + " and provider in ('vtpass', 'flutterwave', 'interswitch')")));
  }
}
