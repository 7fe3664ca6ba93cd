package ng.bills.infrastructure.messaging;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.Outbox;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.infrastructure.persistence.OpenUnit;

/** Sets the relay going as soon as the unit of work that wrote a message has committed. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public class HastenedOutbox implements Outbox {
  @Inject @Delegate @Any private Outbox outbox;
  @Inject private AfterCommit background;
  @Inject private OutboxRelay relay;

  @Override
  public void lookAt(PaymentId payment, Instant due) {
    outbox.lookAt(payment, due);
    OpenUnit.require().afterCommit(this::wake);
  }

  @Override
  public void refundReady() {
    outbox.refundReady();
    OpenUnit.require().afterCommit(this::wake);
  }

  @Override
  public void noticeReady(NoticeId notice) {
    outbox.noticeReady(notice);
    OpenUnit.require().afterCommit(this::wake);
  }

  @Override
  public void eventReady(ProviderEventId event, Instant due) {
    outbox.eventReady(event, due);
    OpenUnit.require().afterCommit(this::wake);
  }

  @Override
  public void hookReady(HookEndpointId endpoint, Instant due) {
    outbox.hookReady(endpoint, due);
    OpenUnit.require().afterCommit(this::wake);
  }

  /** One relay for all that commit before it begins. */
  private void wake() {
    if (relay.isToBeWoken()) {
      background.run(relay::relay);
    }
  }
}
