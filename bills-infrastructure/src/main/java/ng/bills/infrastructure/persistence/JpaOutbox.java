package ng.bills.infrastructure.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import ng.bills.application.port.Outbox;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.infrastructure.persistence.OutboxRows.Kind;

/** Writes messages into the table from which the relay hands them to the broker. */
@ApplicationScoped
public class JpaOutbox implements Outbox {

  /** A statement for each kind: what is written and returned has a fixed size. */
  private static final Map<Kind, String> INSERTS = new EnumMap<>(Kind.class);

  static {
    for (Kind kind : Kind.values()) {
      INSERTS.put(
          kind,
          "insert into %s values ('%s', ?, ?, %s) %s"
              .formatted(
                  WrittenMessages.COLUMNS,
                  Stored.name(kind),
                  WrittenMessages.LEASED,
                  WrittenMessages.RETURNING));
    }
  }

  private final CommittedMessages relay;

  @Inject
  public JpaOutbox(CommittedMessages relay) {
    this.relay = relay;
  }

  /** For the container's proxy. */
  protected JpaOutbox() {
    this(null);
  }

  @Override
  public void lookAt(PaymentId payment, Instant due) {
    insert(Kind.PAYMENT_LOOK, payment.value(), due);
  }

  /** Remembered in the unit of work, which says so once. */
  private static final class RefundsAnnounced {
    private boolean done;
  }

  @Override
  public void refundReady() {
    RefundsAnnounced announced =
        OpenUnit.require().memory(RefundsAnnounced.class, RefundsAnnounced::new);
    if (!announced.done) {
      insert(Kind.REFUND_READY, null, null);
      announced.done = true;
    }
  }

  @Override
  public void noticeReady(NoticeId notice) {
    insert(Kind.NOTICE_READY, notice.value(), null);
  }

  @Override
  public void eventReady(ProviderEventId event, Instant due) {
    insert(Kind.EVENT_READY, event.value(), due);
  }

  @Override
  public void hookReady(HookEndpointId endpoint, Instant due) {
    insert(Kind.HOOK_READY, endpoint.value(), due);
  }

  private void insert(Kind kind, UUID subject, Instant due) {
    WrittenMessages.write(
        relay,
        kind,
        INSERTS.get(kind),
        insert -> {
          insert.setObject(1, subject);
          Stored.bind(insert, 2, due);
        });
  }
}
