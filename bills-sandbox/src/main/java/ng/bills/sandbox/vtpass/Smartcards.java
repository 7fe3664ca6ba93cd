package ng.bills.sandbox.vtpass;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each smartcard is subscribed to: what was registered, or the first bouquet for another
 * fifteen days, moved on by the purchases that were delivered. Nothing is stored: a purchase that
 * is reversed moves the card back.
 */
final class Smartcards {
  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");
  private static final int DAYS_LEFT = 15;

  private final InstantSource clock;
  private final VendBook book;
  private final Map<String, Smartcard> registered = new ConcurrentHashMap<>();

  Smartcards(InstantSource clock, VendBook book) {
    this.clock = clock;
    this.book = book;
  }

  void register(Smartcard card) {
    registered.put(card.serviceId() + '|' + card.account(), card);
  }

  Smartcard now(Service service, String account) {
    Collection<Purchase> purchases = book.of(account);
    Smartcard card = registered.get(service.id() + '|' + account);
    if (card == null) {
      Instant first =
          purchases.stream()
              .filter(purchase -> purchase.service.id().equals(service.id()))
              .findFirst()
              .map(purchase -> purchase.at)
              .orElseGet(clock::instant);
      String bouquet = service.variations().isEmpty() ? "" : service.variations().get(0).code();
      card = Smartcard.of(account, service.id(), bouquet, day(first).plusDays(DAYS_LEFT));
    }
    for (Purchase purchase : purchases) {
      if (purchase.service.id().equals(service.id()) && purchase.status() == VendStatus.DELIVERED) {
        String bouquet = purchase.terms.renewal() ? card.bouquet() : purchase.variation;
        card = card.moved(bouquet, purchase.terms.quantity(), day(purchase.at));
      }
    }
    return card;
  }

  LocalDate today() {
    return day(clock.instant());
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, LAGOS);
  }
}
