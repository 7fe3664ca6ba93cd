package ng.bills.simulation.node;

import java.time.Instant;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.webhook.ProviderEventId;

/** Messages of a committed unit of work, on their way to whichever node takes them. */
interface Mailbag {

  void lookAt(PaymentId payment, Instant due);

  void refundReady();

  void noticeReady(NoticeId notice);

  void eventReady(ProviderEventId event, Instant due);

  void hookReady(HookEndpointId endpoint, Instant due);
}
