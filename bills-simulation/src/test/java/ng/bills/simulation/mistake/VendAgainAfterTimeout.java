package ng.bills.simulation.mistake;

import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** No answer to an order is taken for a refusal, so that the bill is bought again. */
final class VendAgainAfterTimeout implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    WrappedProvider.plant(assembly, Hasty::new);
  }

  private static final class Hasty extends WrappedProvider {
    private Hasty(BillProvider line) {
      super(line);
    }

    @Override
    public VendOutcome vend(VendOrder order) {
      VendOutcome heard = super.vend(order);
      return heard instanceof Unknown unknown
          ? new Rejected(
              RejectionReason.BILLER_UNREACHABLE, unknown.statusCode(), "taken for a refusal")
          : heard;
    }
  }
}
