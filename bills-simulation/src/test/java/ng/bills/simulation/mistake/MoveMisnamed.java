package ng.bills.simulation.mistake;

import java.util.List;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.payment.port.Payments;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentTransition;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** Whatever completes a payment is stored as an answer of its order, which leads from elsewhere. */
final class MoveMisnamed implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(Payments.class, Misnaming::new);
  }

  private static final class Misnaming extends WrappedPayments {
    private Misnaming(Payments rows) {
      super(rows);
    }

    @Override
    public void save(Payment payment, List<PaymentMoved> newMoves) {
      super.save(payment, newMoves.stream().map(Misnaming::named).toList());
    }

    private static PaymentMoved named(PaymentMoved moved) {
      return moved.transition() == PaymentTransition.REQUERY_DELIVERED
          ? new PaymentMoved(
              moved.sequence(),
              PaymentTransition.VEND_DELIVERED,
              moved.from(),
              moved.to(),
              moved.cause(),
              moved.actor(),
              moved.at())
          : moved;
    }
  }
}
