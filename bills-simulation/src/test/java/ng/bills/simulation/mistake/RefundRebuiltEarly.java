package ng.bills.simulation.mistake;

import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** A transaction that is not found is taken for dead while its time bound is not over. */
final class RefundRebuiltEarly implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(RefundSender.class, Early::new);
  }

  private static final class Early implements RefundSender {
    private final RefundSender line;

    private Early(RefundSender line) {
      this.line = line;
    }

    @Override
    public String sourceAccount() {
      return line.sourceAccount();
    }

    @Override
    public Preparation prepare(RefundOrder order) {
      return line.prepare(order);
    }

    @Override
    public RefundOutcome submit(SignedRefund signed) {
      return line.submit(signed);
    }

    @Override
    public RefundOutcome lookUp(SignedRefund signed) {
      RefundOutcome found = line.lookUp(signed);
      return found instanceof RefundOutcome.Unknown unknown
          ? new RefundOutcome.ProvenDead(unknown.code())
          : found;
    }
  }
}
