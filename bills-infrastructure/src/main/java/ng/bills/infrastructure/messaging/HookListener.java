package ng.bills.infrastructure.messaging;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import ng.bills.application.hook.DeliverHooks;
import ng.bills.domain.hook.HookEndpointId;

/** "Something is due for this endpoint of a partner." It is delivered in the background. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "destination",
          propertyValue = OutboxRelay.HOOK_QUEUE),
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
public class HookListener implements MessageListener {
  @Inject private DeliverHooks deliverHooks;

  @Override
  public void onMessage(Message message) {
    deliverHooks.look(new HookEndpointId(Ids.in(message)));
  }
}
