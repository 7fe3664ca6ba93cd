package ng.bills.infrastructure.provider.flutterwave;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.BillerNames;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.MobileNetwork;
import ng.bills.domain.biller.PlanNames;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;

/**
 * What their rows of the catalogue offer, in our words. Pure. Billers and plans go by their names,
 * not by their codes: these are not the same from one year to the next. What cannot be told apart
 * (a utility that is neither prepaid, postpaid nor water) is not offered.
 */
final class FlutterwaveOffers {
  private static final String UTILITY = "UTILITYBILLS";

  /** Their categories we buy from; tax and donations are none of our bills. */
  private static final Map<String, BillType> TYPES =
      Map.of(
          "AIRTIME",
          BillType.AIRTIME,
          "MOBILEDATA",
          BillType.DATA,
          "CABLEBILLS",
          BillType.CABLE_TV,
          "INTSERVICE",
          BillType.INTERNET,
          UTILITY,
          BillType.ELECTRICITY);

  private static final Pattern WATER = Pattern.compile("\\bWATER\\b");
  private static final Pattern PREPAID = Pattern.compile("PRE[- ]?PAID");
  private static final Pattern POSTPAID = Pattern.compile("POST[- ]?PAID");
  private static final Pattern PLAIN_PAYMENT =
      Pattern.compile("\\b(PAYMENT|RENEWAL|RECHARGE|TOP ?UP)\\b");

  private FlutterwaveOffers() {}

  static boolean buysFrom(String category) {
    return TYPES.containsKey(category);
  }

  /**
   * The offers of one biller code.
   *
   * @param category code of the category it is in
   * @param billers the billers that go by that code, one or more
   * @param items what is sold under it; of several without a price the one that simply pays is
   *     offered first
   */
  static List<CatalogueOffer> of(
      String category, String billerCode, List<JsonObject> billers, List<JsonObject> items) {
    List<CatalogueOffer> offers = new ArrayList<>();
    items.stream()
        .filter(item -> FlutterwaveWire.text(item, "country").orElse("NG").equals("NG"))
        .filter(item -> FlutterwaveWire.text(item, "item_code").isPresent())
        .sorted(Comparator.comparing(FlutterwaveOffers::isSpecial))
        .forEach(item -> offers.addAll(ofItem(category, billerCode, billers, item)));
    return offers;
  }

  private static boolean isSpecial(JsonObject item) {
    return price(item).filter(price -> price.signum() == 0).isPresent()
        && !PLAIN_PAYMENT.matcher(words(item)).find();
  }

  private static List<CatalogueOffer> ofItem(
      String category, String billerCode, List<JsonObject> billers, JsonObject item) {
    Optional<BillType> type = type(category, billers, item);
    Optional<BigDecimal> price = price(item);
    if (type.isEmpty() || price.isEmpty()) {
      return List.of();
    }
    boolean fixed = price.get().signum() > 0;
    boolean sellable =
        switch (type.get().planUse()) {
          case NEVER -> !fixed;
          case ALWAYS -> fixed;
          case WHERE_SOLD -> true;
        };
    if (!sellable) {
      return List.of();
    }
    ProviderItem codes =
        ProviderItem.of(billerCode, FlutterwaveWire.text(item, "item_code").orElseThrow());
    return billerCodes(type.get(), billers, item).stream()
        .map(
            biller ->
                new CatalogueOffer(
                    type.get(),
                    biller,
                    billerName(type.get(), biller, billers),
                    codes,
                    meterType(type.get(), item),
                    fixed ? Optional.of(plan(biller, item, price.get())) : Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  private static Optional<BillType> type(
      String category, List<JsonObject> billers, JsonObject item) {
    BillType type = TYPES.get(category);
    if (!category.equals(UTILITY)) {
      return Optional.of(type);
    }
    if (WATER.matcher(words(item)).find()
        || billers.stream().anyMatch(biller -> WATER.matcher(words(biller)).find())) {
      return Optional.of(BillType.WATER);
    }
    return meterType(type, item).map(meter -> type);
  }

  private static Optional<MeterType> meterType(BillType type, JsonObject item) {
    if (type != BillType.ELECTRICITY) {
      return Optional.empty();
    }
    boolean prepaid = PREPAID.matcher(words(item)).find();
    boolean postpaid = POSTPAID.matcher(words(item)).find();
    return prepaid == postpaid
        ? Optional.empty()
        : Optional.of(prepaid ? MeterType.PREPAID : MeterType.POSTPAID);
  }

  /** Airtime names the network in the item, in the biller, or not at all: then it is all four. */
  private static List<BillerCode> billerCodes(
      BillType type, List<JsonObject> billers, JsonObject item) {
    List<String> ofItem = names(item, "name", "short_name", "group_name", "biller_name");
    List<String> ofBillers =
        billers.stream()
            .flatMap(biller -> names(biller, "name", "short_name", "description").stream())
            .toList();
    if (type == BillType.AIRTIME) {
      List<BillerCode> networks = networks(ofItem);
      networks = networks.isEmpty() ? networks(ofBillers) : networks;
      return networks.isEmpty()
          ? Arrays.stream(MobileNetwork.values()).map(MobileNetwork::biller).toList()
          : networks;
    }
    Stream<String> telling =
        billers.size() == 1
            ? Stream.concat(ofBillers.stream(), ofItem.stream())
            : Stream.concat(ofItem.stream(), ofBillers.stream());
    String[] names =
        telling.filter(name -> name.matches(".*[A-Za-z0-9]{2}.*")).toArray(String[]::new);
    return names.length == 0 ? List.of() : List.of(BillerNames.codeOf(type, names));
  }

  private static List<BillerCode> networks(List<String> names) {
    List<BillerCode> all =
        Arrays.stream(MobileNetwork.values()).map(MobileNetwork::biller).toList();
    return names.stream()
        .filter(name -> name.matches(".*[A-Za-z0-9]{2}.*"))
        .map(name -> BillerNames.codeOf(BillType.AIRTIME, name))
        .filter(all::contains)
        .distinct()
        .toList();
  }

  private static String billerName(BillType type, BillerCode code, List<JsonObject> billers) {
    List<String> names =
        billers.stream().flatMap(b -> FlutterwaveWire.text(b, "name").stream()).toList();
    return names.stream()
        .filter(name -> name.matches(".*[A-Za-z0-9]{2}.*"))
        .filter(name -> BillerNames.codeOf(type, name).equals(code))
        .findFirst()
        .or(() -> names.stream().findFirst())
        .orElse(code.value());
  }

  private static PlanOffer plan(BillerCode biller, JsonObject item, BigDecimal price) {
    String name =
        names(item, "name", "biller_name", "short_name").stream()
            .findFirst()
            .orElse(FlutterwaveWire.text(item, "item_code").orElseThrow());
    Optional<String> validity =
        FlutterwaveWire.textOrNumber(item, "validity_period")
            .map(
                text ->
                    text.matches("\\d{1,4}") ? text + (text.equals("1") ? " day" : " days") : text);
    return new PlanOffer(
        PlanNames.codeOf(biller, name, validity), name, Money.ofNaira(price), validity);
  }

  /** Zero when the customer decides; empty when it is no amount of whole kobo. */
  private static Optional<BigDecimal> price(JsonObject item) {
    return FlutterwaveWire.decimal(item, "amount")
        .filter(naira -> naira.signum() >= 0 && naira.stripTrailingZeros().scale() <= 2)
        .filter(naira -> naira.compareTo(Money.MAX.toNaira()) <= 0);
  }

  private static List<String> names(JsonObject row, String... members) {
    return Stream.of(members).flatMap(name -> FlutterwaveWire.text(row, name).stream()).toList();
  }

  private static String words(JsonObject row) {
    return String.join(" ", names(row, "name", "biller_name", "short_name"))
        .toUpperCase(Locale.ROOT);
  }
}
