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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.stage.OneAtATime;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.OutboxRows;
import ng.bills.infrastructure.persistence.OutboxRows.Message;

/**
 * Hands the outbox's messages to the broker: takes some, sends them with no transaction open, says
 * which were sent. Whoever dies in between leaves messages that are sent again. While the broker is
 * down the rows stay, and the timers do the work they would have hastened.
 */
@ApplicationScoped
public class OutboxRelay {
  static final String RETRY_QUEUE = "bills.retry";
  static final String REFUND_QUEUE = "bills.refund";
  static final String NOTICE_QUEUE = "bills.notice";
  static final String EVENT_QUEUE = "bills.event";
  static final String HOOK_QUEUE = "bills.hook";

  private static final System.Logger LOG = System.getLogger(OutboxRelay.class.getName());
  private static final int BATCH = 200;
  private static final int MAX_BATCHES = 50;
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** A retry that arrives before it is due finds nothing to do, so it comes a little later. */
  private static final Duration RATHER_LATER = Duration.ofMillis(50);

  @Resource(lookup = "java:app/jms/cf")
  private ConnectionFactory connections;

  @Inject private OutboxRows rows;
  @Inject private UnitOfWork tx;
  @Inject private InstantSource clock;

  private final OneAtATime runs = new OneAtATime();
  private final AtomicBoolean woken = new AtomicBoolean();

  /** Whether nobody has been sent to wake it since it last began; says yes once. */
  boolean isToBeWoken() {
    return woken.compareAndSet(false, true);
  }

  /**
   * Sends what there is. Called while it runs it looks once more before it ends, so that calls
   * never queue up.
   *
   * @return how many were sent by this call
   */
  public int relay() {
    OpenUnit.refuse("the outbox relay");
    woken.set(false);
    return runs.run(this::drain);
  }

  private int drain() {
    int sent = 0;
    for (int batch = 0; batch < MAX_BATCHES; batch++) {
      List<Message> due = tx.call(() -> rows.due(BATCH, LEASE));
      List<Long> gone = due.isEmpty() ? List.of() : send(due);
      sent += gone.size();
      if (gone.size() < BATCH) {
        return sent;
      }
    }
    return sent;
  }

  private List<Long> send(List<Message> messages) {
    List<Long> gone = new ArrayList<>();
    Optional<JMSRuntimeException> trouble = Optional.empty();
    try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
      JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
      Map<OutboxRows.Kind, Queue> queues = new EnumMap<>(OutboxRows.Kind.class);
      for (Message message : messages) {
        // asked of the broker once a batch, not once a message
        Queue queue = queues.computeIfAbsent(message.kind(), k -> context.createQueue(queue(k)));
        producer.setDeliveryDelay(delayMillis(message.dueAt())).send(queue, text(message));
        gone.add(message.id());
      }
    } catch (JMSRuntimeException e) {
      trouble = Optional.of(e);
    }
    List<Long> left = messages.stream().map(Message::id).filter(id -> !gone.contains(id)).toList();
    tx.run(
        () -> {
          rows.sent(gone);
          rows.giveBack(left);
        });
    // alert: broker not reachable; work goes on by the timers, only later
    trouble.ifPresent(
        e ->
            LOG.log(
                System.Logger.Level.WARNING,
                "the broker takes no messages, {0} wait in the outbox: {1}",
                left.size(),
                e.getClass().getSimpleName()));
    return gone;
  }

  private static String text(Message message) {
    return message.subject().map(Object::toString).orElse("look");
  }

  private static String queue(OutboxRows.Kind kind) {
    return switch (kind) {
      case PAYMENT_LOOK -> RETRY_QUEUE;
      case REFUND_READY -> REFUND_QUEUE;
      case NOTICE_READY -> NOTICE_QUEUE;
      case EVENT_READY -> EVENT_QUEUE;
      case HOOK_READY -> HOOK_QUEUE;
    };
  }

  private long delayMillis(Optional<Instant> due) {
    return due.map(at -> Duration.between(clock.instant(), at).plus(RATHER_LATER).toMillis())
        .map(millis -> Math.max(0, millis))
        .orElse(0L);
  }
}
