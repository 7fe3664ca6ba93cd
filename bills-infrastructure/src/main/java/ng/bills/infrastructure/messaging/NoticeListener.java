package ng.bills.infrastructure.messaging;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import ng.bills.application.notice.SendNotice;
import ng.bills.domain.notice.NoticeId;

/** "Send this notice now." As many at once as there are sessions, which spares the carriers. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "destination",
          propertyValue = OutboxRelay.NOTICE_QUEUE),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "16"),
      @ActivationConfigProperty(propertyName = "reconnectAttempts", propertyValue = "-1"),
      @ActivationConfigProperty(propertyName = "setupAttempts", propertyValue = "-1"),
      @ActivationConfigProperty(propertyName = "setupInterval", propertyValue = "2000"),
      @ActivationConfigProperty(
          propertyName = "resourceAdapter",
          propertyValue = "${MPCONFIG=bills.jms.ra.mdb:bills-jms}")
    })
@TransactionManagement(TransactionManagementType.BEAN)
public class NoticeListener implements MessageListener {
  @Inject private SendNotice sendNotice;

  @Override
  public void onMessage(Message message) {
    sendNotice.send(new NoticeId(Ids.in(message)));
  }
}
