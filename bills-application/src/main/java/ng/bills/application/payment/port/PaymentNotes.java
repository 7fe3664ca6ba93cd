package ng.bills.application.payment.port;

import java.util.List;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentNote;

/**
 * What stands in payments' timelines beside their moves; append-only. Inside a unit of work only.
 */
public interface PaymentNotes {

  /**
   * Adds notes. One that says the same of the same attempt and provider as an earlier one is left
   * out: a payment that waits and looks again and again tells its reason once.
   */
  void append(PaymentId payment, List<PaymentNote> notes);

  /** All notes of a payment, oldest first. */
  List<PaymentNote> of(PaymentId payment);
}
