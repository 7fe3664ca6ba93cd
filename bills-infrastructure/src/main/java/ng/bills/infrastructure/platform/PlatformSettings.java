package ng.bills.infrastructure.platform;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Where the database and the broker are. The server itself reads the same properties for the data
 * source and the resource adapter; this record is their check.
 *
 * @param databaseUrl JDBC address, {@code jdbc:postgresql://host:port/name}
 * @param databaseUser database user
 * @param brokerHost host of the broker
 * @param brokerPort TCP port of the broker
 */
public record PlatformSettings(
    String databaseUrl, String databaseUser, String brokerHost, int brokerPort) {
  /**
   * @param config where the settings are read
   * @return the settings
   * @throws IllegalStateException when one is missing or malformed; the message is one line naming
   *     it, without its value
   */
  public static PlatformSettings from(Config config) {
    String url = required(config, "bills.db.url");
    if (!url.startsWith("jdbc:postgresql://")) {
      throw wrong("BILLS_DB_URL must look like jdbc:postgresql://host:port/database");
    }
    String user = required(config, "bills.db.user");
    required(config, "bills.db.password");
    String host = required(config, "bills.jms.host");
    return new PlatformSettings(url, user, host, port(required(config, "bills.jms.port")));
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw wrong("BILLS_JMS_PORT must be a number from 1 to 65535");
    }
    throw wrong("BILLS_JMS_PORT must be a number from 1 to 65535");
  }

  private static String required(Config config, String name) {
    Optional<String> value =
        config.getOptionalValue(name, String.class).filter(text -> !text.isBlank());
    return value.orElseThrow(
        () -> wrong(name.toUpperCase(java.util.Locale.ROOT).replace('.', '_') + " is not set"));
  }

  private static IllegalStateException wrong(String line) {
    return new IllegalStateException(StartupCheck.MARKER + line);
  }
}
