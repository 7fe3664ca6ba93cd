package ng.bills.infrastructure.messaging;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.stage.RefundStage;

/** "Look at the refunds that are due." They go one after the other whoever asks. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "destination",
          propertyValue = OutboxRelay.REFUND_QUEUE),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
      @ActivationConfigProperty(propertyName = "reconnectAttempts", propertyValue = "-1"),
      @ActivationConfigProperty(propertyName = "setupAttempts", propertyValue = "-1"),
      @ActivationConfigProperty(propertyName = "setupInterval", propertyValue = "2000"),
      @ActivationConfigProperty(
          propertyName = "resourceAdapter",
          propertyValue = "${MPCONFIG=bills.jms.ra.mdb:bills-jms}")
    })
@TransactionManagement(TransactionManagementType.BEAN)
public class RefundListener implements MessageListener {
  @Inject private RefundStage refunds;
  @Inject private AfterCommit background;

  @Override
  public void onMessage(Message message) {
    background.run(refunds::tick);
  }
}
