package ng.bills.infrastructure.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.time.Duration;
import ng.bills.application.health.port.BrokerProbe;
import ng.bills.application.port.IdSource;
import ng.bills.infrastructure.health.PatientProbe;
import ng.bills.infrastructure.persistence.OpenUnit;

/** Sends a message to itself through the broker. */
@ApplicationScoped
public class JmsBrokerProbe implements BrokerProbe {
  private static final System.Logger LOG = System.getLogger(JmsBrokerProbe.class.getName());
  private static final String PING_QUEUE = "bills.ping";
  private static final long PATIENCE_MILLIS = 3_000;

  @Resource(lookup = "java:app/jms/cf")
  private ConnectionFactory connections;

  @Resource(lookup = "java:app/concurrent/bills")
  private ManagedExecutorService threads;

  @Inject private IdSource ids;

  private final PatientProbe probe = new PatientProbe(Duration.ofMillis(PATIENCE_MILLIS + 1_000));

  @Override
  public boolean ping() {
    OpenUnit.refuse("a ping of the broker");
    return probe.ask(threads, this::thereAndBack);
  }

  private boolean thereAndBack() {
    String mark = ids.randomText(20);
    try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
      Queue queue = context.createQueue(PING_QUEUE);
      context
          .createProducer()
          .setJMSCorrelationID(mark)
          .setTimeToLive(PATIENCE_MILLIS * 2)
          .send(queue, "ping");
      try (JMSConsumer own = context.createConsumer(queue, "JMSCorrelationID = '" + mark + "'")) {
        return own.receive(PATIENCE_MILLIS) != null;
      }
    } catch (JMSRuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "the broker does not answer a ping", e);
      return false;
    }
  }
}
