package ng.bills.infrastructure.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import ng.bills.application.port.Outbox;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.webhook.ProviderEventId;

/** Writes messages into the table from which the relay hands them to the broker. */
@ApplicationScoped
public class JpaOutbox implements Outbox {

  private static final String INSERT =
      "insert into outbox (kind, subject, due_at) values (?, ?, ?)";

  @Override
  public void lookAt(PaymentId payment, Instant due) {
    insert("payment_look", payment.value(), due);
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
      insert("refund_ready", null, null);
      announced.done = true;
    }
  }

  @Override
  public void noticeReady(NoticeId notice) {
    insert("notice_ready", notice.value(), null);
  }

  @Override
  public void eventReady(ProviderEventId event, Instant due) {
    insert("event_ready", event.value(), due);
  }

  @Override
  public void hookReady(HookEndpointId endpoint, Instant due) {
    insert("hook_ready", endpoint.value(), due);
  }

  private static void insert(String kind, UUID subject, Instant due) {
    OpenUnit.require()
        .write(
            INSERT,
            insert -> {
              insert.setString(1, kind);
              insert.setObject(2, subject);
              Stored.bind(insert, 3, due);
            });
  }
}
