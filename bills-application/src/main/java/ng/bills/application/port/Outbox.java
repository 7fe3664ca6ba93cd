package ng.bills.application.port;

import java.time.Instant;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;

/**
 * Messages to be sent over JMS once the present unit of work has committed. A message carries an id
 * and says "look now"; one that is lost or doubled changes nothing, the timers find what it forgot.
 */
public interface Outbox {

  /** Look at this payment's retry at that time. */
  void retryAt(PaymentId payment, Instant due);

  /** Send this notice now. */
  void noticeReady(NoticeId notice);
}
