package ng.bills.simulation.mistake;

import java.util.Optional;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendReference;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** Whoever cannot be asked is taken not to have delivered, and the money goes back. */
final class RefundWhileUnknown implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    WrappedProvider.plant(assembly, Impatient::new);
  }

  private static final class Impatient extends WrappedProvider {
    private Impatient(BillProvider line) {
      super(line);
    }

    @Override
    public RequeryOutcome requery(
        VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
      RequeryOutcome heard = super.requery(reference, theirs, ordered);
      return heard instanceof Unknown unknown
          ? new Rejected(RejectionReason.ACCOUNT_INVALID, unknown.statusCode(), "given up")
          : heard;
    }
  }
}
