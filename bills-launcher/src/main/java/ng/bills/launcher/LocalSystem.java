package ng.bills.launcher;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ng.bills.application.staff.InviteStaff;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Mode;
import ng.bills.domain.staff.StaffEmail;
import ng.bills.domain.staff.StaffRole;
import ng.bills.infrastructure.command.KeyDatabase;
import ng.bills.infrastructure.command.StaffDatabase;
import ng.bills.infrastructure.crypto.FieldKeySetting;
import ng.bills.sandbox.Sandbox;
import ng.bills.sandbox.SandboxSettings;

/**
 * The whole system on one machine. Starts the database, the broker, the sandbox and the
 * application, in this order, and stops them in the opposite one: the application first, so that
 * nothing it does is cut off from the database.
 */
public final class LocalSystem implements AutoCloseable {
  private final Options options;
  private final DevelopmentSettings development;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final EmbeddedDatabase database;
  private final EmbeddedBroker broker;
  private final Sandbox sandbox;
  private PayaraMicro application;

  private LocalSystem(Options options, Consumer<String> progress) {
    this.options = options;
    this.development = DevelopmentSettings.in(options.home());
    try {
      progress.accept("starting PostgreSQL on port " + options.databasePort());
      database =
          keep(EmbeddedDatabase.start(options.home().resolve("database"), options.databasePort()));
      progress.accept("starting the broker on port " + options.brokerPort());
      broker = keep(EmbeddedBroker.start(options.home().resolve("broker"), options.brokerPort()));
      progress.accept("starting the sandbox: Horizon, four providers, mail and SMS");
      sandbox = keep(startSandbox(options.sandbox()));
    } catch (RuntimeException e) {
      try {
        close();
      } catch (RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  /**
   * Where and how to run.
   *
   * @param system directory with payara-micro.jar, bills.war and bills-jms.rar
   * @param home directory of everything that is kept between runs
   * @param httpPort port of the application
   * @param databasePort port of PostgreSQL
   * @param brokerPort port of the broker
   * @param sandbox how the outside world behaves
   * @param overrides settings of the application that win over the development ones, by environment
   *     name
   * @param serverOptions what the server's JVM is started with beside the launcher's own options,
   *     over which they win
   */
  public record Options(
      Path system,
      Path home,
      int httpPort,
      int databasePort,
      int brokerPort,
      SandboxSettings sandbox,
      Map<String, String> overrides,
      List<String> serverOptions) {
    /** Copies the overrides and options and makes the paths absolute. */
    public Options {
      system = system.toAbsolutePath().normalize();
      home = home.toAbsolutePath().normalize();
      overrides = Map.copyOf(overrides);
      serverOptions = List.copyOf(serverOptions);
    }

    /**
     * Free ports for everything, for tests and figures.
     *
     * @param system directory with payara-micro.jar, bills.war and bills-jms.rar
     * @param home directory of everything that is kept
     * @return the options, with a sandbox that accepts every well-formed account and settles fast
     */
    public static Options onFreePorts(Path system, Path home) {
      return new Options(
          system,
          home,
          Ports.free(),
          Ports.free(),
          Ports.free(),
          SandboxDefaults.forTests(),
          Map.of(),
          List.of());
    }

    /**
     * @param value how the outside world behaves
     * @return the same options with it
     */
    public Options withSandbox(SandboxSettings value) {
      return new Options(
          system, home, httpPort, databasePort, brokerPort, value, overrides, serverOptions);
    }

    /**
     * @param value settings of the application, by environment name
     * @return the same options with them in place of the overrides
     */
    public Options withOverrides(Map<String, String> value) {
      return new Options(
          system, home, httpPort, databasePort, brokerPort, sandbox, value, serverOptions);
    }

    /**
     * @param value options of the server's JVM, e.g. {@code "-Xmx2g"}
     * @return the same options with them in place of the former
     */
    public Options withServerOptions(List<String> value) {
      return new Options(
          system, home, httpPort, databasePort, brokerPort, sandbox, overrides, value);
    }
  }

  /**
   * Starts database, broker and sandbox; the application is started by {@link #startApplication()}.
   *
   * @param options where and how
   * @param progress is told each step, for a person
   * @return the running surroundings
   * @throws StartFailedException when something does not start; what had started is stopped again
   */
  public static LocalSystem start(Options options, Consumer<String> progress) {
    return new LocalSystem(options, progress);
  }

  /**
   * Forgets everything a stopped system kept.
   *
   * @param home its directory
   */
  public static void deleteHome(Path home) {
    EmbeddedDatabase.delete(home.toAbsolutePath().normalize());
  }

  /**
   * Starts the application, or starts it again after {@link PayaraMicro#kill()}; {@link
   * PayaraMicro#awaitReady(Duration)} waits for it.
   *
   * @return the starting server
   */
  public PayaraMicro startApplication() {
    PayaraMicro server =
        PayaraMicro.start(
            new PayaraMicro.Settings(
                options.system(),
                options.home().resolve("payara"),
                options.httpPort(),
                environment(),
                Stream.concat(
                        options.serverOptions().stream(),
                        // for measuring: -Dbills.server.options=-XX:TieredStopAtLevel=1,-Xmx2g
                        Stream.of(System.getProperty("bills.server.options", "").split(","))
                            .filter(option -> !option.isBlank()))
                    .toList()));
    application = server;
    return server;
  }

  /**
   * @return the settings the application runs with, by environment name; contains secrets of the
   *     development system
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("BILLS_MODE", "sandbox");
    environment.put("BILLS_DB_URL", database.jdbcUrl());
    environment.put("BILLS_DB_USER", database.user());
    environment.put("BILLS_DB_PASSWORD", database.password());
    environment.put("BILLS_JMS_HOST", broker.host());
    environment.put("BILLS_JMS_PORT", Integer.toString(broker.port()));
    environment.put("BILLS_FIELD_KEYS", development.fieldKeys());
    environment.put("STELLAR_HORIZON_URL", sandbox.horizon().baseUrl());
    environment.put("STELLAR_NETWORK_PASSPHRASE", sandbox.horizon().passphrase());
    environment.put("STELLAR_SYSTEM_SECRET", sandbox.systemWallet().secret());
    environment.put("STELLAR_START_FROM", "1");
    environment.put("CNGN_ASSET_CODE", sandbox.cngn().substring(0, sandbox.cngn().indexOf(':')));
    environment.put("CNGN_ISSUER", sandbox.cngnIssuer());
    environment.put("VTPASS_BASE_URL", sandbox.vtpass().baseUrl());
    environment.put("VTPASS_API_KEY", options.sandbox().vtpass().apiKey());
    environment.put("VTPASS_PUBLIC_KEY", options.sandbox().vtpass().publicKey());
    environment.put("VTPASS_SECRET_KEY", options.sandbox().vtpass().secretKey());
    environment.put("VTPASS_SANDBOX_MODE", "true");
    environment.put("BILL_PROVIDER_ORDER", "vtpass,flutterwave,interswitch");
    environment.put("BILL_PROVIDER_CALLS_PER_HOUR", "100000000"); // the sandboxes do not mind
    // one partner and one customer make all the load here, for the same meter over and over
    environment.put("API_KEY_REQUESTS_PER_MINUTE", "100000000");
    environment.put("CUSTOMER_PAYMENTS_PER_HOUR", "100000000");
    environment.put("BILL_BUY_AGAIN_MINUTES", "0");
    environment.put("VTPASS_DEFAULT_PHONE", "08030000100");
    environment.put("PAYSTACK_BASE_URL", sandbox.paystack().baseUrl());
    environment.put("PAYSTACK_API_KEY", options.sandbox().paystack().secretKey());
    environment.put("FLUTTERWAVE_BASE_URL", sandbox.flutterwave().baseUrl());
    environment.put("FLUTTERWAVE_SECRET_KEY", options.sandbox().flutterwave().secretKey());
    environment.put("FLUTTERWAVE_WEBHOOK_HASH", options.sandbox().flutterwave().webhookHash());
    environment.put("INTERSWITCH_BASE_URL", sandbox.interswitch().baseUrl());
    environment.put("INTERSWITCH_CLIENT_ID", options.sandbox().interswitch().clientId());
    environment.put("INTERSWITCH_CLIENT_SECRET", options.sandbox().interswitch().clientSecret());
    environment.put("INTERSWITCH_TERMINAL_ID", options.sandbox().interswitch().terminalId());
    environment.put("INTERSWITCH_REFERENCE_PREFIX", options.sandbox().interswitch().prefix());
    environment.put("INTERSWITCH_WEBHOOK_SECRET", options.sandbox().interswitch().webhookSecret());
    environment.put("INTERSWITCH_DEFAULT_PHONE", "08030000100");
    environment.put("INTERSWITCH_DEFAULT_EMAIL", "bills@example.com");
    environment.put("SMTP_HOST", "127.0.0.1");
    environment.put("SMTP_PORT", Integer.toString(sandbox.inbox().smtpPort()));
    environment.put("SMTP_STARTTLS", "false");
    environment.put("SMTP_FROM", "Bills <bills@example.com>");
    environment.put("SMS_BASE_URL", sandbox.inbox().url());
    environment.put("SMS_API_KEY", options.sandbox().inbox().smsApiKey());
    environment.put("SMS_SENDER", "Bills");
    environment.put("WEBHOOK_ALLOW_LOOPBACK", "true"); // the sandbox has a receiver
    environment.put("SANDBOX_WALLET_URL", sandbox.hubUrl() + "/_sandbox/customer/pay");
    environment.put(
        "STELLAR_TRANSACTION_PAGE", sandbox.horizon().baseUrl() + "/transactions/{hash}");
    environment.put("APP_ADDRESS", "http://127.0.0.1:" + options.httpPort());
    environment.put("APP_NAME", "Bills");
    environment.putAll(options.overrides());
    environment.values().removeIf(String::isBlank);
    return environment;
  }

  /**
   * Issues an API key, in the database; the application must have migrated it before.
   *
   * @param partner name of the partner, made if there is none
   * @return a key for the sandbox ({@code bk_test_…})
   */
  public String issueApiKey(String partner) {
    try (KeyDatabase keys = openKeys()) {
      return keys.issue(partner, Mode.SANDBOX, KeyTerms.ALL);
    }
  }

  /**
   * @return the API keys in the database, to be closed
   */
  public KeyDatabase openKeys() {
    Map<String, String> environment = environment();
    return KeyDatabase.open(
        database.jdbcUrl(),
        database.user(),
        database.password(),
        FieldKeySetting.read(name -> Optional.ofNullable(environment.get(name))));
  }

  /**
   * @return our people in the database, to be closed
   */
  public StaffDatabase openStaff() {
    Map<String, String> environment = environment();
    return StaffDatabase.open(
        database.jdbcUrl(),
        database.user(),
        database.password(),
        FieldKeySetting.read(name -> Optional.ofNullable(environment.get(name))));
  }

  /**
   * Invites the first administrator of the console, once.
   *
   * @return the link by which they come in; empty when there are people already
   */
  public Optional<String> firstAdministratorLink() {
    try (StaffDatabase staff = openStaff()) {
      return staff.all().isEmpty()
              && staff.invite(
                      new StaffEmail("admin@example.com"),
                      "First Administrator",
                      EnumSet.allOf(StaffRole.class))
                  instanceof InviteStaff.Invited invited
          ? Optional.of(application().url() + "/console/enrol.xhtml?code=" + invited.code())
          : Optional.empty();
    }
  }

  /**
   * @return the API key of the development partner, the same at every start as long as the data is
   *     kept
   */
  public String developmentApiKey() {
    return development.apiKey(database, () -> issueApiKey("development"));
  }

  /**
   * @return the database
   */
  public EmbeddedDatabase database() {
    return database;
  }

  /**
   * @return the broker
   */
  public EmbeddedBroker broker() {
    return broker;
  }

  /**
   * @return the outside world
   */
  public Sandbox sandbox() {
    return sandbox;
  }

  /**
   * @return where and how this system runs
   */
  public Options options() {
    return options;
  }

  /**
   * @return the application's server
   * @throws IllegalStateException before {@link #startApplication()}
   */
  public PayaraMicro application() {
    if (application == null) {
      throw new IllegalStateException("The application has not been started");
    }
    return application;
  }

  /**
   * Stops what runs, application first, database last; goes on when one does not stop cleanly, and
   * says so at the end.
   */
  @Override
  public void close() {
    IllegalStateException failed = null;
    if (application != null) {
      application.stop();
    }
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) { // declared by AutoCloseable
        if (failed == null) {
          failed =
              new IllegalStateException("Not everything stopped cleanly: " + e.getMessage(), e);
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    started.push(part);
    return part;
  }

  private Sandbox startSandbox(SandboxSettings settings) {
    try {
      return Sandbox.start(settings.withDataDirectory(options.home().resolve("sandbox")));
    } catch (UncheckedIOException e) {
      throw new StartFailedException("The sandbox did not start: " + e.getMessage(), e);
    }
  }
}
