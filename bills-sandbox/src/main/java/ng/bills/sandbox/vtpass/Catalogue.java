package ng.bills.sandbox.vtpass;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.sandbox.http.JsonText;

/**
 * What VTpass sells, with the limits and prices of its sandbox (these are years behind the live
 * ones).
 */
final class Catalogue {
  enum Kind {
    AIRTIME("airtime", "Airtime Recharge"),
    DATA("data", "Data Services"),
    TV("tv-subscription", "TV Subscription"),
    ELECTRICITY("electricity-bill", "Electricity Bill");

    final String identifier;
    final String typeName;

    Kind(String identifier, String typeName) {
      this.identifier = identifier;
      this.typeName = typeName;
    }
  }

  /** The price in kobo. */
  record Variation(String code, String name, long priceKobo) {}

  /**
   * @param commissionBasisPoints our commission, 1/100 of a percent
   */
  record Service(
      String id,
      String name,
      Kind kind,
      long minimumKobo,
      long maximumKobo,
      int commissionBasisPoints,
      List<Variation> variations) {
    Optional<Variation> variation(String code) {
      return variations.stream().filter(variation -> variation.code.equals(code)).findFirst();
    }

    /** Commission on an amount, in kobo, rounded down. */
    long commissionKobo(long amountKobo) {
      return amountKobo * commissionBasisPoints / 10_000;
    }

    /** For example {@code 1.50}. */
    String commissionRate() {
      return Naira.fixed(commissionBasisPoints);
    }
  }

  private final Map<String, Service> services = new LinkedHashMap<>();

  Catalogue() {
    airtime("mtn", "MTN Airtime VTU", 300);
    airtime("glo", "GLO Airtime VTU", 350);
    airtime("airtel", "Airtel Airtime VTU", 340);
    airtime("etisalat", "9mobile Airtime VTU", 350);
    data(
        "mtn-data",
        "MTN Data",
        plan("mtn-10mb-100", "N100 100MB - 24 hrs", 100),
        plan("mtn-50mb-200", "N200 200MB - 2 days", 200),
        plan("mtn-100mb-1000", "N1000 1.5GB - 30 days", 1_000),
        plan("mtn-500mb-2000", "N2000 4.5GB - 30 days", 2_000));
    data(
        "glo-data",
        "GLO Data",
        plan("glo100", "Glo Data N100 - 105MB - 2 days", 100),
        plan("glo1000", "Glo Data N1000 - 2.5GB - 14 days", 1_000));
    data(
        "airtel-data",
        "Airtel Data",
        plan("airt-100", "Airtel Data Bundle - N100 - 75MB - 1 day", 100),
        plan("airt-1000", "Airtel Data Bundle - N1000 - 1.5GB - 30 days", 1_000));
    data(
        "etisalat-data",
        "9mobile Data",
        plan("eti-100", "9mobile Data - N100 - 100MB - 1 day", 100));
    tv(
        "dstv",
        "DSTV Subscription",
        plan("dstv-padi", "DStv Padi N1,850", 1_850),
        plan("dstv-yanga", "DStv Yanga N2,565", 2_565),
        plan("dstv-confam", "DStv Confam N4,615", 4_615),
        plan("dstv79", "DStv Compact N7,900", 7_900),
        plan("dstv-compact-plus", "DStv Compact Plus N12,400", 12_400));
    tv(
        "gotv",
        "Gotv Payment",
        plan("gotv-lite", "GOtv Lite N410", 410),
        plan("gotv-jinja", "GOtv Jinja N1,640", 1_640),
        plan("gotv-jolli", "GOtv Jolli N2,460", 2_460),
        plan("gotv-max", "GOtv Max N3,600", 3_600));
    tv(
        "startimes",
        "Startimes Subscription",
        plan("nova", "Nova - 900 Naira - 1 Month", 900),
        plan("basic", "Basic - 1,300 Naira - 1 Month", 1_300));
    electricity("ikeja-electric", "Ikeja Electric Payment - IKEDC", 500, 400_000);
    electricity("eko-electric", "Eko Electric Payment - EKEDC", 1_000, 500_000);
    electricity("abuja-electric", "Abuja Electricity Distribution Company- AEDC", 500, 1_000_000);
    electricity("kano-electric", "KEDCO - Kano Electric", 500, 500_000);
    electricity("portharcourt-electric", "PHED - Port Harcourt Electric", 100, 10_000_000);
    electricity("jos-electric", "Jos Electric - JED", 1_000, 500_000);
    electricity("kaduna-electric", "Kaduna Electric - KAEDCO", 1_100, 100_000);
    electricity("enugu-electric", "Enugu Electric - EEDC", 500, 200_000);
    electricity("ibadan-electric", "IBEDC - Ibadan Electricity Distribution Company", 100, 500_000);
    electricity("benin-electric", "Benin Electricity - BEDC", 500, 500_000);
    electricity("aba-electric", "Aba Electric Payment - ABEDC", 10, 400_000);
    electricity("yola-electric", "Yola Electric Disco Payment - YEDC", 500, 500_000);
  }

  Optional<Service> service(String id) {
    return Optional.ofNullable(services.get(id));
  }

  Collection<Service> services() {
    return services.values();
  }

  JsonObject categories() {
    JsonArrayBuilder content = JsonText.array();
    String[][] categories = {
      {"airtime", "Airtime Recharge"},
      {"data", "Data Services"},
      {"tv-subscription", "TV Subscription"},
      {"electricity-bill", "Electricity Bill"},
      {"education", "Education"},
      {"other-services", "Other Services"},
      {"insurance", "Insurance"}
    };
    for (String[] category : categories) {
      content.add(JsonText.object().add("identifier", category[0]).add("name", category[1]));
    }
    return envelope().add("content", content).build();
  }

  /**
   * Services of a category; maximum_amount is a string for one and a number for the next, as seen
   * in the wild.
   */
  JsonObject services(String identifier) {
    JsonArrayBuilder content = JsonText.array();
    boolean asNumber = false;
    for (Service service : services.values()) {
      if (!service.kind.identifier.equals(identifier)) {
        continue;
      }
      JsonObjectBuilder row =
          JsonText.object()
              .add("serviceID", service.id)
              .add("name", service.name)
              .add("minimium_amount", Naira.of(service.minimumKobo).toPlainString());
      if (asNumber) {
        row.add("maximum_amount", Naira.of(service.maximumKobo));
      } else {
        row.add("maximum_amount", Naira.of(service.maximumKobo).toPlainString());
      }
      content.add(
          row.add("convinience_fee", asNumber ? "N0" : "0 %")
              .add("product_type", service.kind == Kind.AIRTIME ? "flexible" : "fix")
              .add(
                  "image",
                  "https://sandbox.vtpass.com/resources/products/200X200/" + service.id + ".jpg"));
      asNumber = !asNumber;
    }
    return envelope().add("content", content).build();
  }

  JsonObject variations(Service service) {
    List<Variation> offered = service.variations;
    JsonObjectBuilder content =
        JsonText.object()
            .add("ServiceName", service.name)
            .add("serviceID", service.id)
            .add("convinience_fee", "0 %")
            .add("variations", rows(offered))
            .add("varations", rows(offered));
    return envelope().add("content", content).build();
  }

  private static JsonArrayBuilder rows(List<Variation> variations) {
    JsonArrayBuilder rows = JsonText.array();
    boolean asNumber = false;
    for (Variation variation : variations) {
      JsonObjectBuilder row =
          JsonText.object().add("variation_code", variation.code).add("name", variation.name);
      if (asNumber) {
        row.add("variation_amount", Naira.of(variation.priceKobo));
      } else {
        row.add("variation_amount", Naira.fixed(variation.priceKobo));
      }
      rows.add(row.add("fixedPrice", "Yes"));
      asNumber = !asNumber;
    }
    return rows;
  }

  private static JsonObjectBuilder envelope() {
    return JsonText.object().add("response_description", "000");
  }

  private void airtime(String id, String name, int commissionBasisPoints) {
    services.put(
        id,
        new Service(id, name, Kind.AIRTIME, 50_00, 50_000_00, commissionBasisPoints, List.of()));
  }

  private void data(String id, String name, Variation... plans) {
    services.put(id, new Service(id, name, Kind.DATA, 0, 1_000_000_00, 300, List.of(plans)));
  }

  private void tv(String id, String name, Variation... bouquets) {
    services.put(id, new Service(id, name, Kind.TV, 0, 1_000_000_00, 150, List.of(bouquets)));
  }

  private void electricity(String id, String name, long minimumNaira, long maximumNaira) {
    List<Variation> variations = new ArrayList<>();
    variations.add(plan("prepaid", "Prepaid", 0));
    variations.add(plan("postpaid", "Postpaid", 0));
    services.put(
        id,
        new Service(
            id,
            name,
            Kind.ELECTRICITY,
            minimumNaira * 100,
            maximumNaira * 100,
            150,
            List.copyOf(variations)));
  }

  private static Variation plan(String code, String name, long naira) {
    return new Variation(code, name, naira * 100);
  }
}
