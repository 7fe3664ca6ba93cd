package ng.bills.simulation.mistake;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentReference;
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

  private static final class Later implements Payments {
    private final Payments rows;
    private final UnitOfWork tx;
    private final AfterCommit background;

    private Later(Payments rows, UnitOfWork tx, AfterCommit background) {
      this.rows = rows;
      this.tx = tx;
      this.background = background;
    }

    @Override
    public void save(Payment payment, List<PaymentMoved> newMoves) {
      PaymentSnapshot now = payment.snapshot();
      Optional<Delivery> before = rows.find(now.id()).flatMap(Payment::delivery);
      if (now.delivery().equals(before)) {
        rows.save(payment, newMoves);
        return;
      }
      rows.save(with(now, before), newMoves);
      background.run(
          () ->
              tx.run(
                  () ->
                      rows.save(
                          with(rows.lock(now.id()).orElseThrow().snapshot(), now.delivery()),
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

    @Override
    public void add(Payment payment) {
      rows.add(payment);
    }

    @Override
    public Optional<Payment> lock(PaymentId id) {
      return rows.lock(id);
    }

    @Override
    public List<Payment> lockAll(Collection<PaymentReference> references) {
      return rows.lockAll(references);
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
      return rows.find(id);
    }

    @Override
    public Optional<Payment> findByRequestReference(PartnerId partner, String reference) {
      return rows.findByRequestReference(partner, reference);
    }

    @Override
    public List<PaymentId> expiredBefore(Instant moment, int limit) {
      return rows.expiredBefore(moment, limit);
    }
  }
}
