package ng.bills.infrastructure.platform;

import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
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
    String url = required(config, "bills.db.url");
    if (!url.matches("jdbc:postgresql://[^/\\s]+/\\S+")) {
      throw new IllegalArgumentException(
          "BILLS_DB_URL must look like jdbc:postgresql://host:port/database");
    }
    String user = required(config, "bills.db.user");
    String password = required(config, "bills.db.password");
    String host = required(config, "bills.jms.host");
    if (!host.matches("[^\\s;=:/]+")) {
      throw new IllegalArgumentException("BILLS_JMS_HOST must be a host name or an IPv4 address");
    }
    return new PlatformSettings(
        url, user, password, host, port(required(config, "bills.jms.port")), level(config));
  }

  @Override
  public String toString() {
    return "PlatformSettings[brokerHost=" + brokerHost + ", brokerPort=" + brokerPort + "]";
  }

  private static Level level(Config config) {
    String text = config.getOptionalValue("log.level", String.class).orElse("INFO").strip();
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

  private static String required(Config config, String name) {
    Optional<String> value =
        config.getOptionalValue(name, String.class).filter(text -> !text.isBlank());
    return value.orElseThrow(
        () ->
            new IllegalArgumentException(
                name.toUpperCase(Locale.ROOT).replace('.', '_') + " is not set"));
  }
}
