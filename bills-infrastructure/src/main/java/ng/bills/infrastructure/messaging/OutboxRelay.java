package ng.bills.infrastructure.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.stage.OneAtATime;
import ng.bills.infrastructure.persistence.CommittedMessages;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.OutboxRows;
import ng.bills.infrastructure.persistence.OutboxRows.Message;

/**
 * Hands the outbox's messages to the broker, with no transaction open, and says which were sent.
 * What this node writes comes in memory once it is committed, its rows leased to the node already;
 * the timer takes the rows whose lease has ended, because somebody died between commit and removal
 * or the broker was down. Whoever dies after sending leaves messages that are sent again
 * (docs/adr/0055). While the broker is down the rows stay, and the timers do the work they would
 * have hastened.
 */
@ApplicationScoped
public class OutboxRelay implements CommittedMessages {
  static final String RETRY_QUEUE = "bills.retry";
  static final String REFUND_QUEUE = "bills.refund";
  static final String NOTICE_QUEUE = "bills.notice";
  static final String EVENT_QUEUE = "bills.event";
  static final String HOOK_QUEUE = "bills.hook";

  private static final System.Logger LOG = System.getLogger(OutboxRelay.class.getName());
  static final int BATCH = 200;
  private static final int MAX_BATCHES = 50;
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final OutboxRows rows;
  private final Broker broker;
  private final UnitOfWork tx;
  private final AfterCommit background;
  private final HandedOver handedOver;
  private final OneAtATime runs = new OneAtATime();

  /** Whether somebody has been sent to wake it since it last began. */
  private final AtomicBoolean woken = new AtomicBoolean();

  /** Whether it is to look for rows whose lease has ended. */
  private final AtomicBoolean lookAround = new AtomicBoolean();

  /** Whether the last batch was not taken; only whoever runs reads and writes it. */
  private boolean trouble;

  @Inject
  public OutboxRelay(
      OutboxRows rows, Broker broker, UnitOfWork tx, AfterCommit background, InstantSource clock) {
    this.rows = rows;
    this.broker = broker;
    this.tx = tx;
    this.background = background;
    this.handedOver = new HandedOver(clock);
  }

  /** For the container's proxy. */
  protected OutboxRelay() {
    this(null, null, null, null, null);
  }

  /** Sends them in the background; one run for all that commit before it begins. */
  @Override
  public void committed(List<Message> messages) {
    handedOver.add(messages);
    if (woken.compareAndSet(false, true)) {
      background.run(this::run);
    }
  }

  /**
   * Sends what there is, rows whose lease has ended too. Called while it runs it looks once more
   * before it ends, so that calls never queue up.
   *
   * @return how many were sent by this call
   */
  public int relay() {
    lookAround.set(true);
    return run();
  }

  private int run() {
    OpenUnit.refuse("the outbox relay");
    woken.set(false);
    return runs.run(this::drain);
  }

  private int drain() {
    int sent = 0;
    for (int batch = 0; batch < MAX_BATCHES; batch++) {
      List<Message> next = new ArrayList<>(leftBehind());
      next.addAll(handedOver.next(BATCH));
      if (next.isEmpty()) {
        return sent;
      }
      Broker.Sent answer = send(next);
      sent += answer.count();
      if (answer.trouble().isPresent()) {
        trouble = true;
        return sent;
      }
      if (trouble) {
        trouble = false;
        lookAround.set(true); // for what was given back meanwhile
      }
    }
    return sent;
  }

  /** Rows whose lease has ended, when somebody asked for them. */
  private List<Message> leftBehind() {
    if (!lookAround.getAndSet(false)) {
      return List.of();
    }
    List<Message> found = tx.call(() -> rows.due(BATCH, LEASE));
    if (found.size() == BATCH) {
      lookAround.set(true);
    }
    return found;
  }

  private Broker.Sent send(List<Message> messages) {
    Broker.Sent sent = broker.send(messages);
    List<Message> left = new ArrayList<>(messages.subList(sent.count(), messages.size()));
    if (sent.trouble().isPresent()) {
      left.addAll(handedOver.next(HandedOver.MOST));
    }
    tx.share(
        () -> {
          rows.sent(ids(messages.subList(0, sent.count())));
          rows.giveBack(ids(left));
        });
    // alert: broker not reachable; work goes on by the timers, only later
    sent.trouble()
        .ifPresent(
            e ->
                LOG.log(
                    System.Logger.Level.WARNING,
                    "the broker takes no messages, {0} wait in the outbox: {1}",
                    left.size(),
                    e.getClass().getSimpleName()));
    return sent;
  }

  private static List<Long> ids(List<Message> messages) {
    return messages.stream().map(Message::id).toList();
  }
}
