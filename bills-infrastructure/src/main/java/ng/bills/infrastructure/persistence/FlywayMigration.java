package ng.bills.infrastructure.persistence;

import javax.sql.DataSource;
import ng.bills.infrastructure.startup.StartupFailure;
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
 * lock in the database.
 */
public final class FlywayMigration implements Integrator {
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
    try {
      Flyway.configure(
              FlywayMigration.class.getClassLoader()) // the WAR's, not whichever thread deploys
          .dataSource(dataSource)
          .locations("classpath:db/migration")
          .initSql("set statement_timeout = 0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw StartupFailure.because("the database was not migrated: " + e.getMessage(), e);
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
    // nothing was registered
  }
}
