package ng.bills.simulation.mistake;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import ng.bills.application.payment.port.Payments;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentReference;

/** The rows of payments as they are, for a mistake that changes one thing about them. */
abstract class WrappedPayments implements Payments {

  private final Payments rows;

  WrappedPayments(Payments rows) {
    this.rows = rows;
  }

  @Override
  public void add(Payment payment) {
    rows.add(payment);
  }

  @Override
  public void save(Payment payment, List<PaymentMoved> newMoves) {
    rows.save(payment, newMoves);
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
