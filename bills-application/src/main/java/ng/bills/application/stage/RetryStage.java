package ng.bills.application.stage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;

/** Stage 5: takes up payments whose backoff is over; known not to have been bought. */
@Singleton
public class RetryStage implements Stage {

  private final Payments payments;
  private final RecordPayment recordPayment;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public RetryStage(
      Payments payments, RecordPayment recordPayment, UnitOfWork tx, InstantSource clock) {
    this.payments = payments;
    this.recordPayment = recordPayment;
    this.tx = tx;
    this.clock = clock;
  }

  @Override
  public Set<PaymentState> states() {
    return Set.of(PaymentState.RETRY_SCHEDULED);
  }

  @Override
  public Optional<PaymentState> work(PaymentId id, UUID leaseId) {
    return tx.call(
        () -> {
          Optional<Payment> held =
              payments
                  .lock(id)
                  .filter(p -> p.isLeasedTo(leaseId) && p.state() == PaymentState.RETRY_SCHEDULED);
          held.ifPresent(
              payment -> {
                payment.retryDue(clock.instant());
                recordPayment.record(payment);
              });
          return held.map(Payment::state);
        });
  }
}
