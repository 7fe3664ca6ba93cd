package ng.bills.application.port;

import java.time.Instant;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.webhook.ProviderEventId;

/**
 * Messages to be sent over JMS once the present unit of work has committed. A message carries an id
 * and says "look now"; one that is lost or doubled changes nothing, the timers find what it forgot.
 */
public interface Outbox {

  /** Look at this payment again at that time: its backoff or its wait for a requery is over. */
  void lookAt(PaymentId payment, Instant due);

  /** Look at the refunds that are due; several calls in one unit of work count as one. */
  void refundReady();

  /** Send this notice now. */
  void noticeReady(NoticeId notice);

  /** Look at this event of a provider at that time. */
  void eventReady(ProviderEventId event, Instant due);

  /** Look at what is due for this endpoint of a partner at that time. */
  void hookReady(HookEndpointId endpoint, Instant due);
}
