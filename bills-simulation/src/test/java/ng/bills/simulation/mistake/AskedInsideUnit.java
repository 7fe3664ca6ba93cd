package ng.bills.simulation.mistake;

import java.util.List;
import java.util.Optional;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.application.refund.port.Refunds;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundId;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** Whether the payer can take the money back is asked while the transaction is open. */
final class AskedInsideUnit implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(Refunds.class, rows -> new Asking(rows, assembly.get(RefundSender.class)));
  }

  private static final class Asking implements Refunds {
    private final Refunds rows;
    private final RefundSender line;

    private Asking(Refunds rows, RefundSender line) {
      this.rows = rows;
      this.line = line;
    }

    @Override
    public void add(Refund refund) {
      line.prepare(refund.order());
      rows.add(refund);
    }

    @Override
    public void save(Refund refund) {
      rows.save(refund);
    }

    @Override
    public Optional<Refund> lock(RefundId id) {
      return rows.lock(id);
    }

    @Override
    public List<Refund> of(PaymentId payment) {
      return rows.of(payment);
    }
  }
}
