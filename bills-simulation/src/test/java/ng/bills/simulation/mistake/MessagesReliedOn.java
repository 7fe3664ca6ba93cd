package ng.bills.simulation.mistake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.stage.port.DueWork;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.RefundId;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** Messages alone say which payment is due: no timer looks for what a lost one forgot. */
final class MessagesReliedOn implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(DueWork.class, NeverSwept::new);
  }

  private static final class NeverSwept implements DueWork {
    private final DueWork rows;

    private NeverSwept(DueWork rows) {
      this.rows = rows;
    }

    @Override
    public List<PaymentId> claimPayments(PaymentState state, int limit, Lease lease, Instant now) {
      return List.of();
    }

    @Override
    public boolean claimPayment(PaymentId payment, Lease lease, Instant now) {
      return rows.claimPayment(payment, lease, now);
    }

    @Override
    public List<RefundId> claimRefunds(int limit, Lease lease, Instant now) {
      return rows.claimRefunds(limit, lease, now);
    }

    @Override
    public List<NoticeId> claimNotices(int limit, Lease lease, Instant now) {
      return rows.claimNotices(limit, lease, now);
    }

    @Override
    public boolean claimNotice(NoticeId notice, Lease lease, Instant now) {
      return rows.claimNotice(notice, lease, now);
    }

    @Override
    public Optional<Instant> oldestDue(Set<PaymentState> states, Instant now) {
      return rows.oldestDue(states, now);
    }
  }
}
