package ng.bills.infrastructure.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.persistence.partner.DatabaseMode;
import ng.bills.infrastructure.setting.SettingSource;
import ng.bills.infrastructure.startup.StartupFailure;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Migrates the database while Hibernate builds the persistence unit, before it validates the
 * schema; a start-up bean would be too late. Servers that start together take turns: Flyway holds a
 * lock in the database. Then it writes down what the database is for, or refuses the start when it
 * is for something else.
 */
public final class FlywayMigration implements Integrator {
  private static final String MODE = "BILLS_MODE";

  @Override
  public void integrate(
      Metadata metadata,
      BootstrapContext bootstrapContext,
      SessionFactoryImplementor sessionFactory) {
    DataSource dataSource =
        sessionFactory
            .getServiceRegistry()
            .requireService(ConnectionProvider.class)
            .unwrap(DataSource.class);
    SettingSource settings = SettingSource.of(ConfigProvider.getConfig());
    try {
      migrate(DatabaseOwner.of(settings).map(DatabaseOwner::dataSource).orElse(dataSource));
      DatabaseOwner.of(settings).ifPresent(DatabaseOwner::letTheApplicationIn);
    } catch (FlywayException e) {
      throw StartupFailure.because("the database was not migrated: " + e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw StartupFailure.because(e.getMessage(), e);
    }
    claim(dataSource, settings.value(MODE).orElse(""));
  }

  static void migrate(DataSource dataSource) {
    Flyway.configure(
            FlywayMigration.class.getClassLoader()) // the WAR's, not whichever thread deploys
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .initSql("set statement_timeout = 0")
        .load()
        .migrate();
  }

  /** The setting was checked before the first connection; here it meets what the database says. */
  static void claim(DataSource dataSource, String setting) {
    Mode wanted =
        Mode.named(setting)
            .orElseThrow(() -> StartupFailure.because(MODE + " must be live or sandbox", null));
    Mode there;
    try (Connection connection = dataSource.getConnection()) {
      there = DatabaseMode.claim(connection, wanted);
    } catch (SQLException e) {
      throw StartupFailure.because(
          "the database did not tell its mode (SQL state " + e.getSQLState() + ")", e);
    }
    if (there != wanted) {
      throw StartupFailure.because(
          MODE + " is not what the database named by BILLS_DB_URL is for: " + there.wireName(),
          null);
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
    // nothing was registered
  }
}
