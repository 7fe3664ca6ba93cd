package ng.bills.application.payment.port;

import java.time.Instant;
import java.util.Optional;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentState;

/**
 * Payments for the same: of one partner, for one account at one biller, of one amount. An earlier
 * one whose outcome is that nothing is bought (cancelled, expired, on its way back or refunded)
 * does not count. Inside a unit of work only.
 */
public interface Repetitions {

  /** An earlier payment for the same. */
  record Earlier(PaymentId id, PaymentReference reference, PaymentState state, Instant createdAt) {}

  /**
   * Notes what a payment is for, in the unit of work that stores it, so that later ones are
   * recognised. Nobody waits for anybody.
   *
   * @param since refuse it if there is an earlier one for the same, requested after that moment;
   *     empty when another one is wanted
   * @throws ng.bills.application.port.ConflictException at the latest at the end of the unit: there
   *     is an earlier one, or one is just being stored
   */
  void note(Payment payment, Optional<Instant> since);

  /** The last one for the same that was requested after that moment. */
  Optional<Earlier> find(PaymentRequest request, Instant since);

  /**
   * Forgets what was noted before that moment.
   *
   * @return how many notes, at most the limit
   */
  int prune(Instant before, int limit);
}
