package ng.bills.domain.refund;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;

/**
 * Everything a {@link Refund} remembers, for adapters that store it.
 *
 * @param id its identity
 * @param operationKey the receipt it gives back; unique
 * @param payment the payment the money was meant for
 * @param settlesPayment whether the payment's own state follows this refund
 * @param order what is sent back
 * @param reason why
 * @param state where it is
 * @param attempts the transactions built for it, in order
 * @param nextActionAt when it is due for work, if it is
 * @param lease who works on it, if anybody
 * @param blockedBy why a person must look
 * @param hindrance what last kept it from being built
 * @param createdAt when it was owed
 * @param confirmedAt when it was in a ledger
 * @param version for optimistic locking; 0 when never stored
 */
public record RefundSnapshot(
    RefundId id,
    String operationKey,
    Optional<PaymentId> payment,
    boolean settlesPayment,
    RefundOrder order,
    RefundReason reason,
    RefundState state,
    List<RefundAttempt> attempts,
    Optional<Instant> nextActionAt,
    Optional<Lease> lease,
    Optional<String> blockedBy,
    Optional<RefundHindrance> hindrance,
    Instant createdAt,
    Optional<Instant> confirmedAt,
    long version) {

  public RefundSnapshot {
    attempts = List.copyOf(attempts);
  }
}
