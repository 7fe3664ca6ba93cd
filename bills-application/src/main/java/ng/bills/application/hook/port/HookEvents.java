package ng.bills.application.hook.port;

import java.time.Instant;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.PaymentNews;
import ng.bills.domain.partner.PartnerId;

/** Writes down what partners are to be told. Inside a unit of work only. */
@FunctionalInterface
public interface HookEvents {

  /**
   * Stores an event with a new id, a due delivery for each active endpoint of the partner that
   * wants it, and a message for each of those; nothing at all when there is none. Reads nothing
   * that the caller waits for: it goes to the database with the other writes of the unit.
   */
  void tell(PartnerId partner, HookEventType type, Instant at, PaymentNews news);
}
