package ng.bills.sandbox.vtpass;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import ng.bills.sandbox.http.JsonText;

/**
 * The bodies of the catalogue. Pure. {@code minimium_amount}, {@code convinience_fee} and {@code
 * varations} are the wire spelling. Two lists are as older answers are, with {@code varations}
 * only, and one has a row twice.
 */
final class CatalogueAnswers {
  private static final Set<String> OLD_NAME_ONLY = Set.of("glo-data", "startimes");
  private static final Set<String> LAST_ROW_TWICE = Set.of("airtel-data");

  private CatalogueAnswers() {}

  static JsonObject categories() {
    JsonArrayBuilder content = JsonText.array();
    for (ServiceKind kind : ServiceKind.values()) {
      content.add(JsonText.object().add("identifier", kind.identifier).add("name", kind.typeName));
    }
    return envelope().add("content", content).build();
  }

  /**
   * Services of a category; maximum_amount is a string for one and a number for the next, as seen
   * in the wild.
   */
  static JsonObject services(String identifier, Collection<Service> services) {
    JsonArrayBuilder content = JsonText.array();
    boolean asNumber = false;
    for (Service service : services) {
      if (!service.kind().identifier.equals(identifier)) {
        continue;
      }
      JsonObjectBuilder row =
          JsonText.object()
              .add("serviceID", service.id())
              .add("name", service.name())
              .add("minimium_amount", Naira.of(service.minimumKobo()).toPlainString());
      if (asNumber) {
        row.add("maximum_amount", Naira.of(service.maximumKobo()));
      } else {
        row.add("maximum_amount", Naira.of(service.maximumKobo()).toPlainString());
      }
      content.add(
          row.add("convinience_fee", asNumber ? "N0" : "0 %")
              .add("product_type", service.kind() == ServiceKind.AIRTIME ? "flexible" : "fix")
              .add(
                  "image",
                  "https://sandbox.vtpass.com/resources/products/200X200/"
                      + service.id()
                      + ".jpg"));
      asNumber = !asNumber;
    }
    return envelope().add("content", content).build();
  }

  static JsonObject variations(Service service) {
    JsonObjectBuilder content =
        JsonText.object()
            .add("ServiceName", service.name())
            .add("serviceID", service.id())
            .add("convinience_fee", "0 %");
    if (!OLD_NAME_ONLY.contains(service.id())) {
      content.add("variations", listed(service));
    }
    return envelope().add("content", content.add("varations", listed(service))).build();
  }

  /** The rows of a list, as the catalogue and its callback show them. */
  static JsonArrayBuilder rows(List<Variation> variations) {
    JsonArrayBuilder rows = JsonText.array();
    boolean asNumber = false;
    for (Variation variation : variations) {
      rows.add(row(variation, asNumber));
      asNumber = !asNumber;
    }
    return rows;
  }

  private static JsonArrayBuilder listed(Service service) {
    List<Variation> variations = service.variations();
    JsonArrayBuilder rows = rows(variations);
    if (LAST_ROW_TWICE.contains(service.id()) && !variations.isEmpty()) {
      rows.add(row(variations.get(variations.size() - 1), false));
    }
    return rows;
  }

  private static JsonObjectBuilder row(Variation variation, boolean asNumber) {
    JsonObjectBuilder row =
        JsonText.object().add("variation_code", variation.code()).add("name", variation.name());
    if (asNumber) {
      row.add("variation_amount", Naira.of(variation.priceKobo()));
    } else {
      row.add("variation_amount", Naira.fixed(variation.priceKobo()));
    }
    return row.add("fixedPrice", variation.priceKobo() == 0 ? "No" : "Yes");
  }

  private static JsonObjectBuilder envelope() {
    return JsonText.object().add("response_description", "000");
  }
}
