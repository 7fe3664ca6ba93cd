package ng.bills.application.payment.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentReference;

/** All payments. Every method runs inside a unit of work. */
public interface Payments {

  /**
   * Stores a payment that was never stored, with its moves.
   *
   * @throws ng.bills.application.port.ConflictException when its reference or the partner's request
   *     reference exists
   */
  void add(Payment payment);

  /**
   * Stores changes: row, attempts, delivery (tokens encrypted) and the new moves given.
   *
   * @throws ng.bills.application.port.ConflictException when it was changed since it was read
   */
  void save(Payment payment, List<ng.bills.domain.payment.PaymentMoved> newMoves);

  /** The payment, read with a row lock that lasts until the unit of work ends. */
  Optional<Payment> lock(PaymentId id);

  /** The payments of those references, each row locked, in a stable order. */
  List<Payment> lockAll(Collection<PaymentReference> references);

  /** The payment without a lock, for looking. */
  Optional<Payment> find(PaymentId id);

  /** The partner's payment under its own request reference. */
  Optional<Payment> findByRequestReference(PartnerId partner, String requestReference);

  /** Payments that still wait for money and whose window closed before that moment; unlocked. */
  List<PaymentId> expiredBefore(Instant moment, int limit);
}
