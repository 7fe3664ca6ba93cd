package ng.bills.infrastructure.messaging;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.stage.StageRunner;
import ng.bills.domain.payment.PaymentId;

/**
 * "Look at this payment now." The work goes to the background, so that a slow provider holds up no
 * message; what is lost with it is found by the timers.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "destination",
          propertyValue = OutboxRelay.RETRY_QUEUE),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4"),
      @ActivationConfigProperty(propertyName = "reconnectAttempts", propertyValue = "-1"),
      @ActivationConfigProperty(propertyName = "setupAttempts", propertyValue = "-1"),
      @ActivationConfigProperty(propertyName = "setupInterval", propertyValue = "2000"),
      @ActivationConfigProperty(
          propertyName = "resourceAdapter",
          propertyValue = "${MPCONFIG=bills.jms.ra.mdb:bills-jms}")
    })
@TransactionManagement(TransactionManagementType.BEAN)
public class RetryListener implements MessageListener {
  @Inject private StageRunner runner;
  @Inject private AfterCommit background;

  @Override
  public void onMessage(Message message) {
    PaymentId payment = new PaymentId(Ids.in(message));
    background.run(() -> runner.look(payment));
  }
}
