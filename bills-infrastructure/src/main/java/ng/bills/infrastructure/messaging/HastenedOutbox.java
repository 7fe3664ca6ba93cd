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
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;

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
    background.run(relay::relay);
  }

  @Override
  public void refundReady() {
    outbox.refundReady();
    background.run(relay::relay);
  }

  @Override
  public void noticeReady(NoticeId notice) {
    outbox.noticeReady(notice);
    background.run(relay::relay);
  }
}
