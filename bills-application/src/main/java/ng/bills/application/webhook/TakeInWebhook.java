package ng.bills.application.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.application.webhook.port.ProviderEvents;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.domain.webhook.ProviderNews;

/**
 * Takes in what a provider sends us. Nothing outside is asked here, so that the provider has its
 * answer at once; the event is stored together with the message that says "look at it".
 */
@Singleton
public class TakeInWebhook {

  private final BillProviders providers;
  private final ProviderEvents events;
  private final WebhookRefusals refusals;
  private final Outbox outbox;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public TakeInWebhook(
      BillProviders providers,
      ProviderEvents events,
      WebhookRefusals refusals,
      Outbox outbox,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock) {
    this.providers = providers;
    this.events = events;
    this.refusals = refusals;
    this.outbox = outbox;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /** What is answered. */
  public enum Result {
    /** Stored, now or before: the provider need not send it again. */
    TAKEN_IN,
    /** Not proven to be from the provider; nothing is stored. */
    FORGED,
    /** Not understood; nothing is stored. */
    UNREADABLE,
    /** There is no such provider. */
    NO_SUCH_PROVIDER
  }

  /**
   * Takes one in.
   *
   * @param provider who it is said to be from, as it stands in the address
   */
  public Result takeIn(String provider, WebhookDelivery delivery) {
    Optional<BillProvider> known =
        ProviderCode.isWellFormed(provider)
            ? providers.known(new ProviderCode(provider))
            : Optional.empty();
    return known.map(p -> takeIn(p, delivery)).orElse(Result.NO_SUCH_PROVIDER);
  }

  private Result takeIn(BillProvider provider, WebhookDelivery delivery) {
    return provider
        .readWebhook(delivery)
        .fold(
            forged -> {
              refusals.count(provider.code(), "forged: " + forged.reason());
              return Result.FORGED;
            },
            unreadable -> unreadable(provider.code(), unreadable.reason()),
            event -> store(provider.code(), event, delivery.body()));
  }

  private Result unreadable(ProviderCode provider, String reason) {
    refusals.count(provider, "not understood: " + reason);
    return Result.UNREADABLE;
  }

  private Result store(ProviderCode provider, WebhookReading.Event event, byte[] body) {
    if (!ProviderNews.isWellFormed(event.eventId(), event.kind())) {
      return unreadable(provider, "its id or kind cannot be kept");
    }
    ProviderNews news =
        new ProviderNews(
            provider, event.eventId(), event.kind(), event.reference(), event.theirs());
    ProviderEvent received =
        ProviderEvent.received(new ProviderEventId(ids.newId()), news, clock.instant());
    tx.run(
        () -> {
          if (events.addIfAbsent(received, body)) {
            outbox.eventReady(received.id(), received.receivedAt());
          }
        });
    return Result.TAKEN_IN;
  }
}
