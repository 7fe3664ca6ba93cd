package ng.bills.infrastructure.messaging;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import ng.bills.application.hook.port.HookEvents;
import ng.bills.application.port.AfterCommit;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.PaymentNews;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.hook.ToldPartners;

/** Sets the relay going once an event has committed, for partners that seem to be told. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public class HastenedHookEvents implements HookEvents {
  @Inject @Delegate @Any private HookEvents events;
  @Inject private ToldPartners told;
  @Inject private AfterCommit background;
  @Inject private OutboxRelay relay;

  @Override
  public void tell(PartnerId partner, HookEventType type, Instant at, PaymentNews news) {
    events.tell(partner, type, at, news);
    if (told.has(partner)) {
      OpenUnit.require().afterCommit(this::wake);
    }
  }

  private void wake() {
    if (relay.isToBeWoken()) {
      background.run(relay::relay);
    }
  }
}
