package ng.bills.application.refund.port;

import java.util.List;
import java.util.Optional;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundId;

/** All refunds. Inside a unit of work only. */
public interface Refunds {

  /**
   * Stores a refund that was never stored.
   *
   * @throws ng.bills.application.port.ConflictException when its receipt has one already
   */
  void add(Refund refund);

  /**
   * Stores changes.
   *
   * @throws ng.bills.application.port.ConflictException when it was changed since it was read, or a
   *     second live transaction of the same source account would come to be
   */
  void save(Refund refund);

  Optional<Refund> lock(RefundId id);

  List<Refund> of(PaymentId payment);
}
