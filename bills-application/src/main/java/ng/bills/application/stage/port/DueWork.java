package ng.bills.application.stage.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.RefundId;

/**
 * Claims work from the rows themselves: due ({@code next_action_at}), not leased or the lease has
 * run out, no review open. Rows that another node is claiming are skipped ({@code FOR UPDATE SKIP
 * LOCKED}), so that nobody waits and nothing is claimed twice. Every method runs inside a unit of
 * work and stores the lease in it.
 */
public interface DueWork {

  /** At most {@code limit} due payments in that state, the longest due first. */
  List<PaymentId> claimPayments(PaymentState state, int limit, Lease lease, Instant now);

  /** That payment, when it is due in any state and free. */
  boolean claimPayment(PaymentId payment, Lease lease, Instant now);

  /** At most {@code limit} due refunds, the longest due first. */
  List<RefundId> claimRefunds(int limit, Lease lease, Instant now);

  /** At most {@code limit} due notices, the longest due first. */
  List<NoticeId> claimNotices(int limit, Lease lease, Instant now);

  /** That notice, when it is due and free. */
  boolean claimNotice(NoticeId notice, Lease lease, Instant now);

  /** When the longest due payment in those states was due, for the age of the queue. */
  Optional<Instant> oldestDue(Set<PaymentState> states, Instant now);
}
