package ng.bills.infrastructure.platform;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;

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
    initialPoolSize = 2,
    minPoolSize = 2,
    maxPoolSize = 32,
    maxIdleTime = 300,
    properties = {
      "fish.payara.is-connection-validation-required=true",
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
public class Resources {}
