package ng.bills.sandbox.flutterwave;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.List;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;

/** The bodies of the catalogue, old and new. Pure. */
final class CatalogueAnswers {
  private static final String NIGERIA = "NG";

  private CatalogueAnswers() {}

  static Response categories() {
    JsonArrayBuilder rows = JsonText.array();
    for (Catalogue.Category category : Catalogue.CATEGORIES) {
      rows.add(
          JsonText.object()
              .add("id", category.id())
              .add("name", category.name())
              .add("code", category.code())
              .add("description", category.name())
              .add("country_code", NIGERIA));
    }
    return Envelope.success("Categories fetched successfully", rows);
  }

  static Response billers(List<Biller> billers) {
    JsonArrayBuilder rows = JsonText.array();
    int id = 10;
    for (Biller biller : billers) {
      rows.add(
          JsonText.object()
              .add("id", ++id)
              .add("name", biller.name())
              .addNull("logo")
              .add("description", biller.name())
              .add("short_name", biller.shortName())
              .add("biller_code", biller.code())
              .add("country_code", NIGERIA));
    }
    return Envelope.success("Billers fetched successfully", rows);
  }

  static Response items(List<Item> items) {
    JsonArrayBuilder rows = JsonText.array();
    int id = 150;
    for (Item item : items) {
      JsonObjectBuilder row =
          flat(item, ++id)
              .add("group_name", item.group())
              .add("category_name", categoryName(item))
              .addNull("default_commission_on_amount")
              .addNull("commission_on_fee_or_amount")
              .add("is_resolvable", !item.isAirtime());
      if (item.pattern().isEmpty()) {
        row.addNull("reg_expression");
      } else {
        row.add("reg_expression", item.pattern());
      }
      if (item.category().equals(Item.DATA)) {
        row.add("is_data", true);
      } else if (item.category().equals(Item.INTERNET)) {
        row.addNull("is_data");
      } else {
        row.add("is_data", false);
      }
      item.validityDays()
          .ifPresentOrElse(
              days -> row.add("validity_period", days), () -> row.addNull("validity_period"));
      rows.add(row);
    }
    return Envelope.success("Items fetched successfully", rows);
  }

  /** The old flat list: items of every biller, told apart by their codes only. */
  static Response flatList(List<Item> items) {
    JsonArrayBuilder rows = JsonText.array();
    int id = 0;
    for (Item item : items) {
      rows.add(flat(item, ++id));
    }
    return Envelope.success("bill categories retrieval successful", rows);
  }

  private static JsonObjectBuilder flat(Item item, int id) {
    return JsonText.object()
        .add("id", id)
        .add("biller_code", item.billerCode())
        .add("name", item.name())
        .add("default_commission", new BigDecimal(item.commission()))
        .add("date_added", "2019-05-09T00:00:00Z")
        .add("country", NIGERIA)
        .add("is_airtime", item.isAirtime())
        .add("biller_name", item.billerName())
        .add("item_code", item.itemCode())
        .add("short_name", item.shortName())
        .add("fee", Naira.plain(item.feeKobo()))
        .add("commission_on_fee", item.feeKobo() > 0)
        .add("label_name", item.label())
        .add("amount", Naira.plain(item.amountKobo()));
  }

  private static String categoryName(Item item) {
    return Catalogue.CATEGORIES.stream()
        .filter(category -> category.code().equals(item.category()))
        .map(Catalogue.Category::name)
        .findFirst()
        .orElse("");
  }
}
