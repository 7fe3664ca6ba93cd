package ng.bills.infrastructure.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import ng.bills.infrastructure.config.Settings;
import ng.bills.infrastructure.setting.FaultySettingsException;
import ng.bills.infrastructure.setting.SettingSource;
import ng.bills.infrastructure.startup.StartupFailure;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;
import org.postgresql.Driver;

/**
 * Stops the deployment with one line when a setting is missing or malformed or the database does
 * not answer. Hibernate calls this while it builds the persistence unit, before it opens the first
 * connection: the earliest moment at which the server runs code of the application (docs/adr/0013).
 */
public final class StartupCheck implements ServiceContributor {
  private static final String TRANSACTION_TYPE = "jakarta.persistence.transactionType";
  private static final String CONNECT_TIMEOUT_SECONDS = "10";

  @Override
  public void contribute(StandardServiceRegistryBuilder registry) {
    if ("RESOURCE_LOCAL".equals(String.valueOf(registry.getSettings().get(TRANSACTION_TYPE)))) {
      return; // no server, so whoever builds the persistence unit brought the database along
    }
    SettingSource source = SettingSource.of(ConfigProvider.getConfig());
    List<String> faults = faults(source);
    if (!faults.isEmpty()) {
      throw StartupFailure.because(String.join("; ", faults), null);
    }
    connect(PlatformSettings.from(source));
  }

  /**
   * Looks at every setting without connecting to anything; needs no server, so a launcher can
   * refuse a start before it begins.
   *
   * @return one sentence for each setting that is missing or malformed, beginning with its name and
   *     without values; empty when all are good
   */
  public static List<String> faults(SettingSource source) {
    List<String> faults = new ArrayList<>();
    collect(faults, () -> PlatformSettings.from(source));
    collect(faults, () -> Settings.read(source));
    return faults;
  }

  private static void collect(List<String> faults, Supplier<?> reading) {
    try {
      reading.get();
    } catch (FaultySettingsException e) {
      faults.addAll(e.faults());
    } catch (IllegalArgumentException e) {
      faults.add(e.getMessage());
    }
  }

  /** Hibernate would say "Unable to determine Dialect" instead. */
  private static void connect(PlatformSettings settings) {
    Properties login = new Properties();
    login.setProperty("user", settings.databaseUser());
    login.setProperty("password", settings.databasePassword());
    login.setProperty("loginTimeout", CONNECT_TIMEOUT_SECONDS);
    try (Connection connection = new Driver().connect(settings.databaseUrl(), login)) {
      if (connection == null || !connection.isValid(5)) {
        throw StartupFailure.because("BILLS_DB_URL leads to no PostgreSQL database", null);
      }
    } catch (SQLException e) {
      throw StartupFailure.because(
          "the database named by BILLS_DB_URL does not take BILLS_DB_USER's connection (SQL state "
              + e.getSQLState()
              + ")",
          null); // the driver's message may quote the address with its password
    }
  }
}
