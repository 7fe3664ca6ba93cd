package ng.bills.application.act.port;

import java.time.Instant;
import java.util.Optional;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.staff.StaffId;

/** Who looks after a payment that needs a person. Inside a unit of work only. */
public interface ReviewOwners {

  /**
   * Somebody who looks after it.
   *
   * @param staff who
   * @param name the name colleagues know
   * @param since since when
   */
  record Owner(StaffId staff, String name, Instant since) {}

  Optional<Owner> ofPayment(PaymentId payment);

  /** Makes somebody its owner, whoever was before. */
  void set(PaymentId payment, Owner owner);

  /** Nobody looks after it any more. */
  void clear(PaymentId payment);
}
