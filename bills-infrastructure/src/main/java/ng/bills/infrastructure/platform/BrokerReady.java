package ng.bills.infrastructure.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready only while the broker takes sessions. Work that needs it waits in the outbox meanwhile,
 * nothing is lost.
 */
@Readiness
@ApplicationScoped
public class BrokerReady implements HealthCheck {
  @Resource(lookup = "java:app/jms/cf")
  private ConnectionFactory connections;

  @Override
  public HealthCheckResponse call() {
    try (JMSContext context = connections.createContext()) {
      context.createQueue("bills.ping"); // only a name; creating the context has asked the broker
      return HealthCheckResponse.named("broker").up().build();
    } catch (JMSRuntimeException e) {
      return HealthCheckResponse.named("broker")
          .down()
          .withData("error", e.getClass().getSimpleName())
          .build();
    }
  }
}
