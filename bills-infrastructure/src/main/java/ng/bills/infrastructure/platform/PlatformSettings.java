package ng.bills.infrastructure.platform;

import java.util.Locale;
import java.util.logging.Level;
import ng.bills.infrastructure.setting.SettingSource;
import org.eclipse.microprofile.config.Config;

/**
 * Where the database and the broker are. The server itself reads the same properties for the data
 * source and the resource adapter; this record is their check.
 *
 * @param databaseUrl JDBC address, {@code jdbc:postgresql://host:port/name}
 * @param databaseUser database user
 * @param databasePassword that user's password; never printed
 * @param brokerHost host of the broker
 * @param brokerPort TCP port of the broker
 * @param logLevel of everything under ng.bills; LOG_LEVEL, INFO when not set
 */
public record PlatformSettings(
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    String brokerHost,
    int brokerPort,
    Level logLevel) {
  private static final int LAST_PORT = 65_535;

  /**
   * @param config where the settings are read
   * @return the settings
   * @throws IllegalArgumentException when one is missing or malformed; the message is one line
   *     naming it, without its value
   */
  public static PlatformSettings from(Config config) {
    return from(SettingSource.of(config));
  }

  /** As {@link #from(Config)}, from any source. */
  public static PlatformSettings from(SettingSource config) {
    String url = required(config, "BILLS_DB_URL");
    if (!url.matches("jdbc:postgresql://[^/\\s]+/\\S+")) {
      throw new IllegalArgumentException(
          "BILLS_DB_URL must look like jdbc:postgresql://host:port/database");
    }
    String user = required(config, "BILLS_DB_USER");
    String password = required(config, "BILLS_DB_PASSWORD");
    String host = required(config, "BILLS_JMS_HOST");
    if (!host.matches("[^\\s;=:/]+")) {
      throw new IllegalArgumentException("BILLS_JMS_HOST must be a host name or an IPv4 address");
    }
    return new PlatformSettings(
        url, user, password, host, port(required(config, "BILLS_JMS_PORT")), level(config));
  }

  @Override
  public String toString() {
    return "PlatformSettings[brokerHost=" + brokerHost + ", brokerPort=" + brokerPort + "]";
  }

  private static Level level(SettingSource config) {
    String text = config.value("LOG_LEVEL").orElse("INFO");
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "ERROR" -> Level.SEVERE;
      case "WARN", "WARNING" -> Level.WARNING;
      case "INFO" -> Level.INFO;
      case "DEBUG" -> Level.FINE;
      case "TRACE" -> Level.FINEST;
      default ->
          throw new IllegalArgumentException("LOG_LEVEL must be ERROR, WARN, INFO, DEBUG or TRACE");
    };
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= LAST_PORT) {
        return port;
      }
    }
    throw new IllegalArgumentException("BILLS_JMS_PORT must be a number from 1 to " + LAST_PORT);
  }

  private static String required(SettingSource config, String name) {
    return config.value(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
  }
}
