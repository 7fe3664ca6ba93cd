package ng.bills.domain.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.vend.Delivery;

/**
 * Everything a {@link Payment} remembers, for adapters that store it.
 *
 * @param id its identity
 * @param reference what people call it
 * @param request what was asked for
 * @param state where it is
 * @param moveCount how many entries its history has; the next one gets this plus one
 * @param createdAt when it was requested
 * @param expiresAt until when money is awaited
 * @param updatedAt when it last moved
 * @param nextActionAt when it is due for work, if it is
 * @param lease who works on it, if anybody
 * @param checkTries how often the account check was given no answer
 * @param retriesUsed how many retries of the vend there were
 * @param customerName as the biller has it
 * @param attempts all attempts, in order
 * @param delivery what was delivered
 * @param failure why it failed
 * @param review what a person has to look at
 * @param completedAt when the bill was delivered
 * @param version for optimistic locking; 0 when never stored
 */
public record PaymentSnapshot(
    PaymentId id,
    PaymentReference reference,
    PaymentRequest request,
    PaymentState state,
    int moveCount,
    Instant createdAt,
    Instant expiresAt,
    Instant updatedAt,
    Optional<Instant> nextActionAt,
    Optional<Lease> lease,
    int checkTries,
    int retriesUsed,
    Optional<String> customerName,
    List<Attempt> attempts,
    Optional<Delivery> delivery,
    Optional<Failure> failure,
    Optional<Review> review,
    Optional<Instant> completedAt,
    long version) {

  public PaymentSnapshot {
    attempts = List.copyOf(attempts);
  }
}
