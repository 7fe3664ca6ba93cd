package ng.bills.domain.payment;

import java.time.Instant;
import java.util.Objects;

/**
 * A move that happened; append-only history of a payment.
 *
 * @param sequence 1 for the first entry (the request itself), then upwards without gaps
 * @param transition what happened; null only for the request
 * @param from the state before; null only for the request
 * @param to the state after
 * @param cause one sentence for people, without personal data
 * @param actor who moved it: {@code partner}, {@code stellar}, a provider's code, {@code bills},
 *     {@code staff}
 * @param at when
 */
public record PaymentMoved(
    int sequence,
    PaymentTransition transition,
    PaymentState from,
    PaymentState to,
    String cause,
    String actor,
    Instant at) {

  public PaymentMoved {
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(at, "at");
  }
}
