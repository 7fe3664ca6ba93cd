package ng.bills.simulation.mistake;

import java.util.List;
import java.util.Optional;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.vend.Delivery;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** The token is stored in a transaction of its own, after that of the state. */
final class TokenAfterState implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(
        Payments.class,
        rows -> new Later(rows, assembly.get(UnitOfWork.class), assembly.get(AfterCommit.class)));
  }

  private static final class Later extends WrappedPayments {
    private final UnitOfWork tx;
    private final AfterCommit background;

    private Later(Payments rows, UnitOfWork tx, AfterCommit background) {
      super(rows);
      this.tx = tx;
      this.background = background;
    }

    @Override
    public void save(Payment payment, List<PaymentMoved> newMoves) {
      PaymentSnapshot now = payment.snapshot();
      Optional<Delivery> before = find(now.id()).flatMap(Payment::delivery);
      if (now.delivery().equals(before)) {
        super.save(payment, newMoves);
        return;
      }
      super.save(with(now, before), newMoves);
      background.run(
          () ->
              tx.run(
                  () ->
                      super.save(
                          with(lock(now.id()).orElseThrow().snapshot(), now.delivery()),
                          List.of())));
    }

    private static Payment with(PaymentSnapshot s, Optional<Delivery> delivery) {
      return Payment.reconstitute(
          new PaymentSnapshot(
              s.id(),
              s.reference(),
              s.request(),
              s.state(),
              s.moveCount(),
              s.createdAt(),
              s.expiresAt(),
              s.updatedAt(),
              s.nextActionAt(),
              s.lease(),
              s.checkTries(),
              s.retriesUsed(),
              s.customerName(),
              s.attempts(),
              delivery,
              s.failure(),
              s.review(),
              s.completedAt(),
              s.version()));
    }
  }
}
