package ng.bills.infrastructure.provider.interswitch;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.BillerNames;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PlanNames;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.infrastructure.outside.OutsideAnswer;
import ng.bills.infrastructure.provider.interswitch.InterswitchClient.Call;

/**
 * Reads the catalogue: the categories that can hold bills, their billers, and the payment items of
 * those billers whose kind of bill is known. One page that cannot be read spoils the whole.
 */
final class InterswitchCatalogue {
  /** What a data bundle is told by; a fixed item of a network without one is a recharge PIN. */
  private static final Pattern SIZE = Pattern.compile("(?i)\\d\\s?[gmt]b\\b");

  private static final Pattern POSTPAID = Pattern.compile("(?i)post\\s?-?\\s?paid");
  private static final Pattern PREPAID = Pattern.compile("(?i)pre\\s?-?\\s?paid");
  private static final int LONGEST_PAYMENT_CODE = 20;

  private final InterswitchClient client;

  InterswitchCatalogue(InterswitchClient client) {
    this.client = client;
  }

  /** A page that could not be read. */
  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String what) {
      super(what);
    }
  }

  /** A biller of ours as Interswitch has it. */
  private record Seller(BillType type, String id, String name, String shortName) {}

  CatalogueReading read() {
    try {
      List<CatalogueOffer> offers = new ArrayList<>();
      for (Seller seller : sellers()) {
        for (JsonObject item : rows(client.items(seller.id()), "PaymentItems")) {
          offer(seller, item).ifPresent(offers::add);
        }
      }
      return new CatalogueReading.Offers(offers);
    } catch (UnreadableException e) {
      return new CatalogueReading.Unavailable("Interswitch: " + e.getMessage());
    }
  }

  private List<Seller> sellers() throws UnreadableException {
    List<Seller> sellers = new ArrayList<>();
    for (JsonObject category : rows(client.categories(), "BillerCategories")) {
      String name = text(category, "Name");
      if (!BillTypes.mayHoldBills(name)) {
        continue;
      }
      JsonObject list = page(client.billers(text(category, "Id")));
      for (JsonObject part : rows(InterswitchWire.object(list, "BillerList"), "Category")) {
        for (JsonObject biller : rows(part, "Billers")) {
          seller(name, biller).ifPresent(sellers::add);
        }
      }
    }
    return sellers;
  }

  private static Optional<Seller> seller(String category, JsonObject biller) {
    String name = text(biller, "Name");
    String shortName = text(biller, "ShortName");
    String id = text(biller, "Id");
    return id.isEmpty() || name.isEmpty()
        ? Optional.empty()
        : BillTypes.of(category, name + " " + shortName)
            .map(type -> new Seller(type, id, name, shortName));
  }

  private static Optional<CatalogueOffer> offer(Seller seller, JsonObject item) {
    String code = text(item, "PaymentCode");
    String name = text(item, "Name");
    if (!code.matches("[0-9A-Za-z]{1," + LONGEST_PAYMENT_CODE + "}") || name.isEmpty()) {
      return Optional.empty();
    }
    boolean fixed = InterswitchWire.isTrue(item, "IsAmountFixed");
    Optional<Money> amount =
        InterswitchWire.kobo(item, "Amount")
            .filter(money -> !money.isZero() && money.compareTo(Money.MAX) <= 0);
    boolean bundle = seller.type() == BillType.AIRTIME && fixed && SIZE.matcher(name).find();
    BillType type = bundle ? BillType.DATA : seller.type();
    if (fixed && amount.isEmpty() || !isSoldSo(type, fixed)) {
      return Optional.empty();
    }
    BillerCode biller = codeOf(type, seller);
    Optional<PlanOffer> plan =
        fixed
            ? Optional.of(
                new PlanOffer(
                    PlanNames.codeOf(biller, name, Optional.empty()),
                    name,
                    amount.orElseThrow(),
                    Optional.empty()))
            : Optional.empty();
    boolean least = text(item, "AmountType").equals("1");
    return Optional.of(
        new CatalogueOffer(
            type,
            biller,
            seller.name(),
            ProviderItem.of(seller.id(), code),
            type == BillType.ELECTRICITY ? meterType(name, seller.name()) : Optional.empty(),
            plan,
            least && !fixed ? amount : Optional.empty(),
            Optional.empty()));
  }

  private static boolean isSoldSo(BillType type, boolean fixed) {
    return switch (type.planUse()) {
      case NEVER -> !fixed;
      case ALWAYS -> fixed;
      case WHERE_SOLD -> true;
    };
  }

  private static BillerCode codeOf(BillType type, Seller seller) {
    return BillerNames.codeOf(type, seller.name(), seller.shortName());
  }

  private static Optional<MeterType> meterType(String item, String biller) {
    for (String text : List.of(item, biller)) {
      if (POSTPAID.matcher(text).find()) {
        return Optional.of(MeterType.POSTPAID);
      }
      if (PREPAID.matcher(text).find()) {
        return Optional.of(MeterType.PREPAID);
      }
    }
    return Optional.empty();
  }

  private static List<JsonObject> rows(Call call, String name) throws UnreadableException {
    return rows(page(call), name);
  }

  private static List<JsonObject> rows(JsonObject parent, String name) throws UnreadableException {
    return InterswitchWire.objects(parent, name)
        .orElseThrow(() -> new UnreadableException("a page without " + name));
  }

  private static JsonObject page(Call call) throws UnreadableException {
    OutsideAnswer answer = call.answer();
    String seen =
        answer.fold(a -> a.toString(), notSent -> notSent.what(), noAnswer -> noAnswer.what());
    Optional<Reply> reply =
        answer instanceof OutsideAnswer.Answered answered && answered.status() == 200
            ? Reply.of(answered)
            : Optional.empty();
    return reply
        .filter(r -> r.code().equals("90000") && !r.isGrouped(Reply.FAILED))
        .map(Reply::body)
        .orElseThrow(() -> new UnreadableException("catalogue not read, " + seen));
  }

  private static String text(JsonObject row, String name) {
    return InterswitchWire.text(row, name).orElse("");
  }
}
