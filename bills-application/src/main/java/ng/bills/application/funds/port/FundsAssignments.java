package ng.bills.application.funds.port;

import java.time.Instant;
import ng.bills.domain.payment.PaymentId;

/**
 * Receipts that people gave to a payment their memo did not name. From then on the payment holds
 * their money as if it had been meant. Inside a unit of work only.
 */
public interface FundsAssignments {

  /**
   * Gives a receipt to a payment, once for ever.
   *
   * @throws ng.bills.application.port.ConflictException when it was given before
   */
  void assign(String operationKey, PaymentId payment, Instant at);
}
