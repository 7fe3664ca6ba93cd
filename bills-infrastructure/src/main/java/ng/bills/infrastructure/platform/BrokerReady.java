package ng.bills.infrastructure.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.time.Duration;
import ng.bills.infrastructure.health.PatientProbe;
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
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Resource(lookup = "java:app/jms/cf")
  private ConnectionFactory connections;

  @Resource(lookup = "java:app/concurrent/bills")
  private ManagedExecutorService threads;

  private final PatientProbe probe = new PatientProbe(PATIENCE);

  @Override
  public HealthCheckResponse call() {
    boolean up = probe.ask(threads, this::takesSessions);
    return HealthCheckResponse.named("broker").status(up).build();
  }

  /** Throws, or hangs while the client reconnects, when it does not. */
  private boolean takesSessions() {
    try (JMSContext context = connections.createContext()) {
      context.createQueue("bills.ping");
      return true;
    }
  }
}
