package ng.bills.infrastructure.provider.flutterwave;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveWire.Envelope;

/** Reads categories, their billers and their items: all of it, or it says what was in the way. */
final class FlutterwaveCatalogue {

  /** Some page could not be read. */
  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String what) {
      super(what);
    }
  }

  private final FlutterwaveClient client;

  FlutterwaveCatalogue(FlutterwaveClient client) {
    this.client = client;
  }

  CatalogueReading read() {
    try {
      List<CatalogueOffer> offers = new ArrayList<>();
      for (JsonObject row : rows("categories", client.categories())) {
        Optional<String> category =
            FlutterwaveWire.text(row, "code").filter(FlutterwaveOffers::buysFrom);
        if (category.isPresent()) {
          offers.addAll(category(category.get()));
        }
      }
      return offers.isEmpty()
          ? new CatalogueReading.Unavailable("Flutterwave: a catalogue of nothing")
          : new CatalogueReading.Offers(offers);
    } catch (UnreadableException e) {
      return new CatalogueReading.Unavailable("Flutterwave: " + e.getMessage());
    }
  }

  private List<CatalogueOffer> category(String category) throws UnreadableException {
    // several billers may share a code (the four networks): its items are asked for once
    Map<String, List<JsonObject>> billers =
        rows("billers of " + category, client.billers(category)).stream()
            .filter(biller -> FlutterwaveWire.text(biller, "biller_code").isPresent())
            .collect(
                Collectors.groupingBy(
                    biller -> FlutterwaveWire.text(biller, "biller_code").orElseThrow(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<CatalogueOffer> offers = new ArrayList<>();
    for (Map.Entry<String, List<JsonObject>> biller : billers.entrySet()) {
      String code = biller.getKey();
      offers.addAll(
          FlutterwaveOffers.of(
              category, code, biller.getValue(), rows("items of " + code, client.items(code))));
    }
    return offers;
  }

  private static List<JsonObject> rows(String what, OutsideAnswer answer)
      throws UnreadableException {
    Optional<List<JsonObject>> rows =
        answer.fold(
            answered ->
                FlutterwaveWire.envelope(answered)
                    .filter(Envelope::isSuccess)
                    .flatMap(Envelope::rows),
            notSent -> Optional.empty(),
            noAnswer -> Optional.empty());
    if (rows.isEmpty()) {
      String seen =
          answer.<String>fold(
              answered -> answered.toString(),
              notSent -> notSent.what(),
              noAnswer -> noAnswer.what());
      throw new UnreadableException(what + ": " + seen);
    }
    return rows.get();
  }
}
