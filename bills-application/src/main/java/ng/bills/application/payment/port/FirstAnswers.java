package ng.bills.application.payment.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;

/**
 * The first answers to requests that bear a request reference, kept so that a repetition gets the
 * same bytes. A lost or removed answer costs these bytes, never a second payment: the reference is
 * the payment's own and stays unique for ever.
 */
public interface FirstAnswers {

  /** How long a repetition is promised the same bytes (design/api.md). */
  Duration KEPT = Duration.ofDays(7);

  /**
   * What is kept.
   *
   * @param answer what was answered
   * @param sameBytes whether the request that asks now is the first one byte for byte
   */
  record Kept(FirstAnswer answer, boolean sameBytes) {}

  /**
   * Keeps an answer, in the unit of work that stores the payment.
   *
   * @param asked the body of the request; only a keyed hash of it is kept
   */
  void keep(Payment payment, byte[] asked, FirstAnswer answer);

  /**
   * The answer that was given about a payment, inside a unit of work.
   *
   * @param asked the body of the request that asks now
   */
  Optional<Kept> find(PaymentId payment, byte[] asked);

  /**
   * Removes answers given before that moment, in a unit of work of its own.
   *
   * @return how many were removed, at most the limit
   */
  int prune(Instant before, int limit);
}
