package ng.bills.application.vending.port;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;

/**
 * What a provider makes of a webhook. An event is a reason to requery and nothing more: it carries
 * no outcome into the core.
 */
public sealed interface WebhookReading {

  <R> R fold(
      Function<Forged, R> forged, Function<Unreadable, R> unreadable, Function<Event, R> event);

  /**
   * Not from the provider, as far as can be proven.
   *
   * @param reason without what was sent
   */
  record Forged(String reason) implements WebhookReading {

    public Forged {
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public <R> R fold(
        Function<Forged, R> forged, Function<Unreadable, R> unreadable, Function<Event, R> event) {
      return forged.apply(this);
    }
  }

  /**
   * From the provider, and not understood.
   *
   * @param reason without what was sent
   */
  record Unreadable(String reason) implements WebhookReading {

    public Unreadable {
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public <R> R fold(
        Function<Forged, R> forged, Function<Unreadable, R> unreadable, Function<Event, R> event) {
      return unreadable.apply(this);
    }
  }

  /**
   * Something happened there.
   *
   * @param eventId unique per provider; the same for a repetition
   * @param reference our order it is about, when it names one
   * @param theirs their reference of it, when it names one
   * @param kind what they call the event
   */
  record Event(
      String eventId,
      Optional<VendReference> reference,
      Optional<ProviderReference> theirs,
      String kind)
      implements WebhookReading {

    public Event {
      Objects.requireNonNull(eventId, "eventId");
      Objects.requireNonNull(reference, "reference");
      Objects.requireNonNull(theirs, "theirs");
      Objects.requireNonNull(kind, "kind");
    }

    @Override
    public <R> R fold(
        Function<Forged, R> forged, Function<Unreadable, R> unreadable, Function<Event, R> event) {
      return event.apply(this);
    }
  }
}
