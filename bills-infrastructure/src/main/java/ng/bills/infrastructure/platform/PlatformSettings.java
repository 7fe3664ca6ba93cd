package ng.bills.infrastructure.platform;

import java.util.Locale;
import java.util.logging.Level;
import ng.bills.infrastructure.setting.SettingReader;
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
   * @throws ng.bills.infrastructure.setting.FaultySettingsException when one is missing or
   *     malformed; the message is one line naming all of them, without values
   */
  public static PlatformSettings from(Config config) {
    return from(SettingSource.of(config));
  }

  /** As {@link #from(Config)}, from any source. */
  public static PlatformSettings from(SettingSource config) {
    SettingReader reader = new SettingReader(config);
    PlatformSettings settings =
        new PlatformSettings(
            reader.text(
                "BILLS_DB_URL",
                "jdbc:postgresql://[^/\\s]+/\\S+",
                "like jdbc:postgresql://host:port/database"),
            reader.text("BILLS_DB_USER"),
            reader.text("BILLS_DB_PASSWORD"),
            reader.text("BILLS_JMS_HOST", "[^\\s;=:/]+", "a host name or an IPv4 address"),
            reader.whole("BILLS_JMS_PORT", 1, LAST_PORT),
            level(reader));
    // read again by FlywayMigration, which runs before anything else has settings
    if (reader.optional("BILLS_DB_OWNER_USER").isPresent()) {
      reader.text("BILLS_DB_OWNER_PASSWORD");
    } else {
      reader.optional("BILLS_DB_OWNER_PASSWORD");
    }
    reader.finish();
    return settings;
  }

  @Override
  public String toString() {
    return "PlatformSettings[brokerHost=" + brokerHost + ", brokerPort=" + brokerPort + "]";
  }

  private static Level level(SettingReader reader) {
    String name = "LOG_LEVEL";
    return switch (reader.optional(name).orElse("INFO").toUpperCase(Locale.ROOT)) {
      case "ERROR" -> Level.SEVERE;
      case "WARN", "WARNING" -> Level.WARNING;
      case "INFO" -> Level.INFO;
      case "DEBUG" -> Level.FINE;
      case "TRACE" -> Level.FINEST;
      default -> {
        reader.fault(name, "must be ERROR, WARN, INFO, DEBUG or TRACE");
        yield Level.INFO;
      }
    };
  }
}
