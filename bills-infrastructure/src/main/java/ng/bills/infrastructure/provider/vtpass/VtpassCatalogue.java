package ng.bills.infrastructure.provider.vtpass;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.BillerNames;
import ng.bills.domain.biller.MobileNetwork;
import ng.bills.domain.biller.PlanNames;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.infrastructure.outside.OutsideAnswer;

/**
 * Reads what VTpass sells: the services of each category, and the variations of those that are sold
 * by variation. One page that cannot be read, and nothing has been read.
 */
final class VtpassCatalogue {

  private static final Map<String, BillType> CATEGORIES = new LinkedHashMap<>();

  static {
    CATEGORIES.put("electricity-bill", BillType.ELECTRICITY);
    CATEGORIES.put("airtime", BillType.AIRTIME);
    CATEGORIES.put("data", BillType.DATA); // and internet, told apart by who sells it
    CATEGORIES.put("tv-subscription", BillType.CABLE_TV);
    CATEGORIES.put("education", BillType.EDUCATION);
  }

  /** Not for Nigerian numbers, and bought with other fields. */
  private static final Set<String> NOT_FOR_US = Set.of("foreign-airtime");

  private static final String OK = "000";

  private final Function<String, OutsideAnswer> servicesOf;
  private final Function<String, OutsideAnswer> variationsOf;

  /**
   * @param servicesOf asks for the services of a category
   * @param variationsOf asks for the variations of a service
   */
  VtpassCatalogue(
      Function<String, OutsideAnswer> servicesOf, Function<String, OutsideAnswer> variationsOf) {
    this.servicesOf = servicesOf;
    this.variationsOf = variationsOf;
  }

  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String what) {
      super(what);
    }
  }

  CatalogueReading read() {
    List<CatalogueOffer> offers = new ArrayList<>();
    try {
      for (Map.Entry<String, BillType> category : CATEGORIES.entrySet()) {
        for (JsonObject service : services(category.getKey())) {
          addOffers(category.getValue(), service, offers);
        }
      }
      return new CatalogueReading.Offers(offers);
    } catch (UnreadableException e) {
      return new CatalogueReading.Unavailable("VTpass: " + e.getMessage());
    }
  }

  private List<JsonObject> services(String category) throws UnreadableException {
    String page = "services of " + category;
    JsonObject body = body(page, servicesOf.apply(category));
    return rows(page, body.get("content"));
  }

  private void addOffers(BillType category, JsonObject service, List<CatalogueOffer> offers)
      throws UnreadableException {
    Optional<String> id = VtpassWire.text(service, "serviceID").filter(i -> i.length() <= 100);
    Optional<String> name = VtpassWire.text(service, "name").filter(n -> n.length() <= 200);
    if (id.isEmpty() || name.isEmpty()) {
      throw new UnreadableException("a service without id or name");
    }
    if (NOT_FOR_US.contains(id.get())) {
      return;
    }
    BillType type = type(category, id.get(), name.get());
    BillerCode biller = biller(type, id.get(), name.get());
    boolean anyAmount =
        type == BillType.ELECTRICITY
            || type == BillType.AIRTIME
            || VtpassWire.SUBSCRIBER_SERVICES.contains(id.get());
    if (anyAmount) {
      offers.add(
          new CatalogueOffer(
              type,
              biller,
              name.get(),
              ProviderItem.of(id.get()),
              Optional.empty(),
              Optional.empty(),
              money(service, "minimium_amount"),
              money(service, "maximum_amount")));
    }
    if (type != BillType.ELECTRICITY && type != BillType.AIRTIME) {
      addPlans(type, biller, id.get(), name.get(), offers);
    }
  }

  private void addPlans(
      BillType type, BillerCode biller, String id, String name, List<CatalogueOffer> offers)
      throws UnreadableException {
    String page = "variations of " + id;
    JsonObject content = VtpassWire.object(body(page, variationsOf.apply(id)), "content");
    // older answers carry the misspelt name only
    JsonValue list = content.getOrDefault("variations", content.get("varations"));
    for (JsonObject variation : rows(page, list)) {
      Optional<String> code =
          VtpassWire.textOrNumber(variation, "variation_code").filter(c -> c.length() <= 200);
      Optional<String> planName = VtpassWire.text(variation, "name");
      Optional<BigDecimal> naira = VtpassWire.decimal(variation, "variation_amount");
      if (code.isEmpty() || planName.isEmpty() || naira.isEmpty()) {
        throw new UnreadableException(page + ": a row without code, name or amount");
      }
      Optional<Money> price = price(naira.get());
      if (price.isPresent()) {
        offers.add(
            new CatalogueOffer(
                type,
                biller,
                name,
                ProviderItem.of(id, code.get()),
                Optional.empty(),
                Optional.of(
                    new PlanOffer(
                        PlanNames.codeOf(biller, planName.get(), Optional.empty()),
                        planName.get(),
                        price.get(),
                        Optional.empty())),
                Optional.empty(),
                Optional.empty()));
      }
    }
  }

  private static BillType type(BillType category, String id, String name)
      throws UnreadableException {
    if (category != BillType.DATA) {
      return category;
    }
    BillerCode network = biller(BillType.DATA, id, name);
    boolean isNetwork =
        Arrays.stream(MobileNetwork.values()).anyMatch(n -> n.biller().equals(network));
    return isNetwork ? BillType.DATA : BillType.INTERNET;
  }

  private static BillerCode biller(BillType type, String id, String name)
      throws UnreadableException {
    try {
      return BillerNames.codeOf(type, name, id);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("a service whose name says nothing");
    }
  }

  /** The JSON object of a page that was answered with success. */
  private static JsonObject body(String page, OutsideAnswer answer) throws UnreadableException {
    Optional<JsonObject> body =
        answer.fold(
            answered ->
                answered.status() == 200
                    ? VtpassWire.parse(answered.body())
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                    : Optional.empty(),
            notSent -> Optional.empty(),
            noAnswer -> Optional.empty());
    if (body.isEmpty()) {
      throw new UnreadableException(
          page + ": " + answer.<String>fold(a -> a.toString(), n -> "not sent", n -> n.what()));
    }
    // success is named by the description here, there is no code
    if (!VtpassWire.text(body.get(), "response_description").equals(Optional.of(OK))) {
      throw new UnreadableException(page + ": refused");
    }
    return body.get();
  }

  private static List<JsonObject> rows(String page, JsonValue list) throws UnreadableException {
    if (!(list instanceof JsonArray array)
        || !array.stream().allMatch(JsonObject.class::isInstance)) {
      throw new UnreadableException(page + ": no list");
    }
    return array.getValuesAs(JsonObject.class);
  }

  private static Optional<Money> money(JsonObject service, String name) {
    return VtpassWire.decimal(service, name).flatMap(VtpassCatalogue::price);
  }

  /** An amount that can be one; a price of nothing marks what is sold for any amount. */
  private static Optional<Money> price(BigDecimal naira) {
    return Optional.of(naira)
        .filter(n -> n.signum() > 0)
        .filter(n -> n.stripTrailingZeros().scale() <= 2)
        .map(n -> Money.ofNaira(n.setScale(2, RoundingMode.UNNECESSARY)));
  }
}
