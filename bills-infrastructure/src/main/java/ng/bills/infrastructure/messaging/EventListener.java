package ng.bills.infrastructure.messaging;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.webhook.ApplyProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;

/**
 * "A provider has told us something." It is applied in the background, because a provider is asked;
 * what is lost with it is found by the timers.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "destination",
          propertyValue = OutboxRelay.EVENT_QUEUE),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2"),
      @ActivationConfigProperty(propertyName = "reconnectAttempts", propertyValue = "-1"),
      @ActivationConfigProperty(propertyName = "setupAttempts", propertyValue = "-1"),
      @ActivationConfigProperty(propertyName = "setupInterval", propertyValue = "2000"),
      @ActivationConfigProperty(
          propertyName = "resourceAdapter",
          propertyValue = "${MPCONFIG=bills.jms.ra.mdb:bills-jms}")
    })
@TransactionManagement(TransactionManagementType.BEAN)
public class EventListener implements MessageListener {
  @Inject private ApplyProviderEvent applyProviderEvent;
  @Inject private AfterCommit background;

  @Override
  public void onMessage(Message message) {
    ProviderEventId event = new ProviderEventId(Ids.in(message));
    background.run(() -> applyProviderEvent.apply(event));
  }
}
