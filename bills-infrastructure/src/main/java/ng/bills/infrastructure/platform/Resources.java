package ng.bills.infrastructure.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.util.logging.Logger;
import ng.bills.infrastructure.startup.StartupFailure;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The database and the broker, by the names the adapters look up: {@code java:app/jdbc/bills} and
 * {@code java:app/jms/cf}. Neither is an XA resource (docs/adr/0011). The addresses come from
 * MicroProfile Config; {@link StartupCheck} has validated them before anything connects.
 */
@DataSourceDefinition(
    name = "java:app/jdbc/bills",
    className = "org.postgresql.ds.PGSimpleDataSource",
    transactional = true,
    url = "${MPCONFIG=bills.db.url}",
    user = "${MPCONFIG=bills.db.user}",
    password = "${MPCONFIG=bills.db.password}",
    initialPoolSize = 4,
    minPoolSize = 4,
    // more than ever work at once: Payara throws away what comes back to a pool that is used up
    maxPoolSize = 32,
    maxIdleTime = 300,
    properties = {
      // a refused statement's values stay out of exceptions, and so out of the log
      "logServerErrorDetail=false",
      "fish.payara.is-connection-validation-required=true",
      // not at every one of the many short transactions; a cut connection costs one try within this
      "fish.payara.validate-atmost-once-period-in-seconds=10",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.PostgresConnectionValidation",
      "fish.payara.max-wait-time-in-millis=10000"
    })
@ConnectionFactoryDefinition(
    name = "java:app/jms/cf",
    interfaceName = "jakarta.jms.ConnectionFactory",
    transactionSupport = TransactionSupportLevel.NoTransaction,
    maxPoolSize = 20,
    resourceAdapter = "${MPCONFIG=bills.jms.ra.res:bills-jms}")
@Singleton
@Startup
public class Resources {
  /**
   * Referenced so that the server builds the persistence unit, and with it checks settings and
   * schema, while it deploys.
   */
  @PersistenceUnit(unitName = "bills")
  private EntityManagerFactory persistenceUnit;

  /** Strong reference: java.util.logging forgets the level of a logger nobody holds. */
  private final Logger logger = Logger.getLogger("ng.bills");

  /** Sets the log level, and fails the deployment when the persistence unit was not built. */
  @PostConstruct
  void start() {
    logger.setLevel(PlatformSettings.from(ConfigProvider.getConfig()).logLevel());
    if (persistenceUnit == null || !persistenceUnit.isOpen()) {
      throw StartupFailure.because("the persistence unit was not built", null);
    }
  }
}
