package ng.bills.sandbox.interswitch;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import ng.bills.sandbox.http.BadRequestException;
import ng.bills.sandbox.http.JsonText;

/** What Interswitch sells, and its bodies. Can change while it is read. Thread safe. */
final class Catalogue {
  private record Category(int id, String name, String description) {}

  private final Map<Integer, Category> categories = new LinkedHashMap<>();
  private final Map<Integer, Biller> billers = new LinkedHashMap<>();
  private final Map<String, PaymentItem> items = new LinkedHashMap<>();

  Catalogue() {
    FirstStock.into(this);
  }

  synchronized void category(int id, String name, String description) {
    categories.put(id, new Category(id, name, description));
  }

  synchronized void biller(Biller biller) {
    billers.put(biller.id(), biller);
  }

  synchronized void item(PaymentItem item) {
    items.put(item.paymentCode(), item);
  }

  synchronized Optional<PaymentItem> item(String paymentCode) {
    return Optional.ofNullable(items.get(paymentCode));
  }

  synchronized Biller biller(PaymentItem item) {
    return billers.get(item.billerId());
  }

  synchronized boolean withdraw(String paymentCode) {
    return items.remove(paymentCode) != null;
  }

  /** Whether there was such an item to change the price of. */
  synchronized boolean price(String paymentCode, long kobo) {
    return items.computeIfPresent(paymentCode, (code, item) -> item.at(kobo)) != null;
  }

  /**
   * Adds an item, and its biller when that is new: {@code
   * {"billerId","billerName","categoryId","id","name","paymentCode","kind","amountKobo","fixed"}}.
   *
   * @throws BadRequestException naming what is wrong
   */
  synchronized void add(JsonObject json) {
    int billerId = (int) JsonText.number(json, "billerId", 0);
    String name = JsonText.text(json, "name", "");
    String code = JsonText.text(json, "paymentCode", "");
    int categoryId = (int) JsonText.number(json, "categoryId", 0);
    String billerName = JsonText.text(json, "billerName", "");
    boolean known = billers.containsKey(billerId);
    if (name.isBlank() || code.isBlank() || code.length() > 20) {
      throw new BadRequestException("name and paymentCode (at most 20 characters) are needed");
    }
    if (!known && (billerName.isBlank() || !categories.containsKey(categoryId))) {
      throw new BadRequestException("a new biller needs billerName and a known categoryId");
    }
    ItemKind kind;
    try {
      kind = ItemKind.valueOf(JsonText.text(json, "kind", "CUSTOMER"));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("kind is one of " + List.of(ItemKind.values()), e);
    }
    if (!known) {
      biller(new Biller(billerId, billerName, billerName, "Customer ID", categoryId, 0));
    }
    boolean fixed = json.getBoolean("fixed", false);
    item(
        new PaymentItem(
            JsonText.text(json, "id", "01"),
            name,
            code,
            billerId,
            kind,
            JsonText.number(json, "amountKobo", 0),
            fixed,
            fixed ? PaymentItem.EXACT_AMOUNT : PaymentItem.ANY_AMOUNT));
  }

  synchronized JsonObject categoriesBody() {
    JsonArrayBuilder rows = JsonText.array();
    for (Category category : categories.values()) {
      rows.add(
          JsonText.object()
              .add("Id", category.id)
              .add("Name", category.name)
              .add("Description", category.description)
              .add("Billers", JsonText.array()));
    }
    return good(JsonText.object().add("BillerCategories", rows));
  }

  /** Billers by category; only those of one where it is named. */
  synchronized JsonObject billersBody(OptionalInt categoryId) {
    JsonArrayBuilder rows = JsonText.array();
    int count = 0;
    for (Category category : categories.values()) {
      if (categoryId.isPresent() && categoryId.getAsInt() != category.id) {
        continue;
      }
      JsonArrayBuilder inside = JsonText.array();
      for (Biller biller : billers.values()) {
        if (biller.categoryId() == category.id) {
          inside.add(row(biller, category));
          count++;
        }
      }
      rows.add(
          JsonText.object()
              .add("Id", category.id)
              .add("Name", category.name)
              .add("Description", category.description)
              .add("Billers", inside));
    }
    return good(
        JsonText.object()
            .add("BillerList", JsonText.object().add("Count", count).add("Category", rows)));
  }

  private static JsonObjectBuilder row(Biller biller, Category category) {
    return JsonText.object()
        .add("Type", "BILLER")
        .add("Id", biller.id())
        .add("PayDirectProductId", String.valueOf(biller.id() % 1_000))
        .add("PayDirectInstitutionId", String.valueOf(biller.id() % 999))
        .add("Name", biller.name())
        .add("ShortName", biller.shortName())
        .add("Narration", biller.name())
        .add("CustomerField1", biller.customerField())
        .add("CustomerField2", "")
        .add("LogoUrl", biller.id() + ".png")
        .add("Url", "")
        .add("Surcharge", String.valueOf(biller.surchargeKobo()))
        .add("CurrencyCode", "566")
        .add("CurrencySymbol", "NGN")
        .add("QuickTellerSiteUrlName", biller.shortName().toLowerCase(java.util.Locale.ROOT))
        .add("SupportEmail", "")
        .add("RiskCategoryId", "1")
        .add(
            "PageFlowInfo",
            JsonText.object()
                .add("Elements", JsonText.array())
                .add("FinishButtonName", "Pay")
                .add("StartPage", 0)
                .add("UsesPaymentItems", true)
                .add("PerformInquiry", true)
                .add("AllowRetry", false))
        .add("CategoryId", category.id)
        .add("CategoryName", category.name)
        .add("AmountType", 0);
  }

  /** The items of a biller; none for a biller that is not there. */
  synchronized JsonObject itemsBody(String billerId) {
    JsonArrayBuilder rows = JsonText.array();
    for (PaymentItem item : items.values()) {
      if (String.valueOf(item.billerId()).equals(billerId)) {
        rows.add(row(item, billers.get(item.billerId())));
      }
    }
    return good(JsonText.object().add("PaymentItems", rows));
  }

  private static JsonObjectBuilder row(PaymentItem item, Biller biller) {
    return JsonText.object()
        .add("Id", item.id())
        .add("Name", item.name())
        .add("BillerName", biller.name())
        .add("ConsumerIdField", biller.customerField())
        .add("Code", "")
        .add("BillerType", "1")
        .add("ItemFee", String.valueOf(biller.surchargeKobo()))
        .add("Amount", String.valueOf(item.amountKobo()))
        .add("BillerId", String.valueOf(biller.id()))
        .add("BillerCategoryId", String.valueOf(biller.categoryId()))
        .add("CurrencyCode", "566")
        .add("CurrencySymbol", "NGN")
        .add("ItemCurrencySymbol", "NGN")
        .add("IsAmountFixed", item.fixed())
        .add("PaymentCode", item.paymentCode())
        .add("AmountType", item.amountType())
        .add("PaydirectItemCode", item.id());
  }

  private static JsonObject good(JsonObjectBuilder body) {
    return body.add("ResponseCode", "90000").add("ResponseCodeGrouping", "SUCCESSFUL").build();
  }
}
