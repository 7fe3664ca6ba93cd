package ng.bills.infrastructure.platform;

import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Stops the deployment with one line when a setting is missing or malformed. Hibernate calls this
 * while it builds the persistence unit, before it opens the first connection: the earliest moment
 * at which the server runs code of the application (docs/adr/0013).
 */
public final class StartupCheck implements ServiceContributor {
  /** How the line begins that the launcher and the deployment scripts look for. */
  public static final String MARKER = "Bills cannot start: ";

  @Override
  public void contribute(StandardServiceRegistryBuilder registry) {
    PlatformSettings.from(ConfigProvider.getConfig());
  }
}
