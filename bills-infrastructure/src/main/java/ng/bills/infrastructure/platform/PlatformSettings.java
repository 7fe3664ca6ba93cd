package ng.bills.infrastructure.platform;

import java.util.Locale;
import java.util.Optional;
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
 */
public record PlatformSettings(
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    String brokerHost,
    int brokerPort) {
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
        url, user, password, host, port(required(config, "bills.jms.port")));
  }

  @Override
  public String toString() {
    return "PlatformSettings[brokerHost=" + brokerHost + ", brokerPort=" + brokerPort + "]";
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
