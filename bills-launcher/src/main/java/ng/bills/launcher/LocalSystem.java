package ng.bills.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The whole system on one machine. Starts the database, the broker, the sandbox and the
 * application, in this order, and stops them in the opposite one: the application first, so that
 * nothing it does is cut off from the database.
 */
public final class LocalSystem implements AutoCloseable {
  private final EmbeddedDatabase database;
  private final EmbeddedBroker broker;
  private final DevelopmentSettings development;
  private final Options options;
  private PayaraMicro application;

  private LocalSystem(
      Options options,
      EmbeddedDatabase database,
      EmbeddedBroker broker,
      DevelopmentSettings development) {
    this.options = options;
    this.database = database;
    this.broker = broker;
    this.development = development;
  }

  /**
   * Where and how to run.
   *
   * @param system directory with payara-micro.jar, bills.war and bills-jms.rar
   * @param home directory of everything that is kept between runs
   * @param httpPort port of the application
   * @param databasePort port of PostgreSQL
   * @param brokerPort port of the broker
   * @param overrides settings of the application that win over the development ones, by environment
   *     name
   */
  public record Options(
      Path system,
      Path home,
      int httpPort,
      int databasePort,
      int brokerPort,
      Map<String, String> overrides) {
    /** Copies the overrides. */
    public Options {
      overrides = Map.copyOf(overrides);
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
    DevelopmentSettings development = DevelopmentSettings.in(options.home());
    progress.accept("starting PostgreSQL on port " + options.databasePort());
    EmbeddedDatabase database =
        EmbeddedDatabase.start(options.home().resolve("database"), options.databasePort());
    EmbeddedBroker broker = null;
    try {
      progress.accept("starting the broker on port " + options.brokerPort());
      broker = EmbeddedBroker.start(options.home().resolve("broker"), options.brokerPort());
      return new LocalSystem(options, database, broker, development);
    } catch (RuntimeException e) {
      if (broker != null) {
        broker.close();
      }
      database.close();
      throw e;
    }
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
    application =
        PayaraMicro.start(
            new PayaraMicro.Settings(
                options.system(),
                options.home().resolve("payara"),
                options.httpPort(),
                environment(),
                List.of()));
    return application;
  }

  /**
   * @return the settings the application runs with, by environment name; contains secrets of the
   *     development system
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(development.environment());
    environment.put("BILLS_DB_URL", database.jdbcUrl());
    environment.put("BILLS_DB_USER", database.user());
    environment.put("BILLS_DB_PASSWORD", database.password());
    environment.put("BILLS_JMS_HOST", broker.host());
    environment.put("BILLS_JMS_PORT", Integer.toString(broker.port()));
    environment.put("APP_ADDRESS", "http://127.0.0.1:" + options.httpPort());
    environment.putAll(options.overrides());
    return environment;
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
   * @return the application's server
   * @throws IllegalStateException before {@link #startApplication()}
   */
  public PayaraMicro application() {
    if (application == null) {
      throw new IllegalStateException("The application has not been started");
    }
    return application;
  }

  /** Stops what runs, application first, database last. */
  @Override
  public void close() {
    try {
      if (application != null) {
        application.stop();
      }
    } finally {
      try {
        broker.close();
      } finally {
        database.close();
      }
    }
  }
}
