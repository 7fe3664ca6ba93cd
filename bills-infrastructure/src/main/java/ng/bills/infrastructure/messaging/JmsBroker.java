package ng.bills.infrastructure.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.OutboxRows;
import ng.bills.infrastructure.persistence.OutboxRows.Message;

/**
 * The broker over JMS. A context for each batch: it is a handle of a session that the server's pool
 * keeps open, so making and closing it asks the broker nothing.
 */
@ApplicationScoped
public class JmsBroker implements Broker {

  /** A retry that arrives before it is due finds nothing to do, so it comes a little later. */
  private static final Duration RATHER_LATER = Duration.ofMillis(50);

  @Resource(lookup = "java:app/jms/cf")
  private ConnectionFactory connections;

  @Inject private InstantSource clock;

  /** Only names, bound to no context; asked of the broker once, and again after trouble. */
  private final Map<OutboxRows.Kind, Queue> queues = new ConcurrentHashMap<>();

  @Override
  public Sent send(List<Message> messages) {
    OpenUnit.refuse("a message to the broker");
    int count = 0;
    try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
      JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
      for (Message message : messages) {
        Queue queue =
            queues.computeIfAbsent(message.kind(), k -> context.createQueue(queueName(k)));
        producer.setDeliveryDelay(delayMillis(message.dueAt())).send(queue, text(message));
        count++;
      }
    } catch (JMSRuntimeException e) {
      queues.clear();
      return new Sent(count, Optional.of(e));
    }
    return new Sent(count, Optional.empty());
  }

  private static String text(Message message) {
    return message.subject().map(Object::toString).orElse("look");
  }

  private static String queueName(OutboxRows.Kind kind) {
    return switch (kind) {
      case PAYMENT_LOOK -> OutboxRelay.RETRY_QUEUE;
      case REFUND_READY -> OutboxRelay.REFUND_QUEUE;
      case NOTICE_READY -> OutboxRelay.NOTICE_QUEUE;
      case EVENT_READY -> OutboxRelay.EVENT_QUEUE;
      case HOOK_READY -> OutboxRelay.HOOK_QUEUE;
    };
  }

  private long delayMillis(Optional<Instant> due) {
    return due.map(at -> Duration.between(clock.instant(), at).plus(RATHER_LATER).toMillis())
        .map(millis -> Math.max(0, millis))
        .orElse(0L);
  }
}
