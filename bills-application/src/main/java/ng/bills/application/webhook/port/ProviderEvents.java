package ng.bills.application.webhook.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.domain.webhook.ProviderNews;

/**
 * What providers told us, one row for an event however often it was sent, with the body as it came,
 * encrypted. Every method runs inside a unit of work but {@link #prune}.
 */
public interface ProviderEvents {

  /**
   * An order of ours.
   *
   * @param payment which payment it was made for
   * @param reference under which reference
   */
  record Order(PaymentId payment, VendReference reference) {}

  /**
   * Stores an event unless one of that provider and event id is stored.
   *
   * @param body as it came, byte for byte
   * @return whether it is new
   */
  boolean addIfAbsent(ProviderEvent event, byte[] body);

  /**
   * Stores changes.
   *
   * @throws ng.bills.application.port.ConflictException when it was changed since it was read
   */
  void save(ProviderEvent event);

  Optional<ProviderEvent> find(ProviderEventId id);

  /** The body of an event as it came. */
  Optional<byte[]> body(ProviderEventId id);

  /** Leases that event, when it is due and free. */
  boolean claim(ProviderEventId id, Lease lease, Instant now);

  /** Leases at most {@code limit} due events, the longest due first; skips what others claim. */
  List<ProviderEventId> claimDue(int limit, Lease lease, Instant now);

  /** The order the news is about: by our reference, else by theirs, with that provider only. */
  Optional<Order> orderOf(ProviderNews news);

  /** All events about a payment, oldest first. */
  List<ProviderEvent> of(PaymentId payment);

  /**
   * An event with what was sent.
   *
   * @param body as it came, as text
   */
  record Heard(ProviderEvent event, String body) {

    /** Without the body. */
    @Override
    public String toString() {
      return event.news().toString();
    }
  }

  /** The same with what was sent. */
  List<Heard> heard(PaymentId payment);

  /**
   * Removes the oldest that are done with, in a unit of work of its own.
   *
   * @param paymentsBefore those about payments that are older than that
   * @param othersBefore those about none
   * @param limit at most so many
   * @return how many were removed
   */
  int prune(Instant paymentsBefore, Instant othersBefore, int limit);
}
