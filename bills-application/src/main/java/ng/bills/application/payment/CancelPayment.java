package ng.bills.application.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;

/** A partner calls a payment off while it still waits for money. */
@Singleton
public class CancelPayment {

  private final Payments payments;
  private final RecordPayment recordPayment;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public CancelPayment(
      Payments payments, RecordPayment recordPayment, UnitOfWork tx, InstantSource clock) {
    this.payments = payments;
    this.recordPayment = recordPayment;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * What became of it.
   *
   * @param payment as it is now
   * @param cancelled whether it is cancelled; false when it had moved on already
   */
  public record Result(Payment payment, boolean cancelled) {}

  /** Cancels; empty when the partner has no such payment. Cancelling twice changes nothing. */
  public Optional<Result> cancel(PartnerId partner, PaymentId id) {
    return tx.call(
        () ->
            payments
                .lock(id)
                .filter(p -> p.request().partner().equals(partner))
                .map(
                    payment -> {
                      if (payment.state() == PaymentState.PENDING_PAYMENT) {
                        payment.cancelled(clock.instant());
                        recordPayment.record(payment);
                      }
                      return new Result(payment, payment.state() == PaymentState.EXPIRED);
                    }));
  }
}
