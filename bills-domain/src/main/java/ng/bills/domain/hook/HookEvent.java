package ng.bills.domain.hook;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.partner.PartnerId;

/**
 * Something a partner is told. It is written once, with the state change it tells of, and every
 * delivery of it carries the same id and the same bytes.
 *
 * @param id its identity, the {@code webhook-id}
 * @param partner who is told
 * @param type what happened
 * @param at when
 * @param payment to which payment; empty for a test
 */
public record HookEvent(
    HookEventId id,
    PartnerId partner,
    HookEventType type,
    Instant at,
    Optional<PaymentNews> payment) {

  public HookEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(partner, "partner");
    Objects.requireNonNull(at, "at");
    if ((type == HookEventType.TEST) == payment.isPresent()) {
      throw new IllegalArgumentException("every event but the test is about a payment");
    }
  }
}
