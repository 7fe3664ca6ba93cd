package ng.bills.application.stage;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;

/** One step in the life of payments, done by the system. */
public interface Stage {

  /** The states whose payments it works on. */
  Set<PaymentState> states();

  /**
   * Works on one payment under a lease. Does nothing when the lease is no longer the payment's.
   *
   * @return the state to go on from at once under the same lease, or empty when the payment waits
   */
  Optional<PaymentState> work(PaymentId id, UUID leaseId);
}
