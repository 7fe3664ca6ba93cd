package ng.bills.infrastructure.provider.vtpass;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;

/** What goes to VTpass and what comes back, word for word. */
final class VtpassWire {
  private static final JsonProvider JSON = JsonProvider.provider();

  private VtpassWire() {}

  /** Services whose subscription is renewed or changed, as the order says which. */
  static final Set<String> SUBSCRIBER_SERVICES = Set.of("dstv", "gotv");

  private static final String SMILE = "smile-direct";
  private static final String JAMB = "jamb";

  /**
   * Body of {@code POST /merchant-verify}; empty where they have nothing to verify: phones, Showmax
   * (goes by phone), WAEC (goes to whoever buys), internet accounts.
   */
  static Optional<String> verifyBody(AccountQuery query) {
    String service = query.item().biller();
    JsonObjectBuilder body =
        JSON.createObjectBuilder()
            .add("billersCode", query.account().number())
            .add("serviceID", service);
    if (query.account() instanceof MeterNumber meter) {
      return text(body.add("type", variation(meter.type())));
    }
    if (query.billType() == BillType.CABLE_TV && !service.equals("showmax")) {
      return text(body);
    }
    return service.equals(JAMB)
        ? text(body.add("type", query.item().item().orElse("")))
        : Optional.empty();
  }

  private static Optional<String> text(JsonObjectBuilder body) {
    return Optional.of(body.build().toString());
  }

  /** Whether an account is the e-mail address by which Smile knows a customer. */
  static boolean isSmileEmail(ProviderItem item, CustomerAccount account) {
    return item.biller().equals(SMILE) && account.number().contains("@");
  }

  /** Body of {@code POST /merchant-verify/smile/email}. */
  static String smileBody(CustomerAccount account) {
    return JSON.createObjectBuilder()
        .add("billersCode", account.number())
        .add("serviceID", SMILE)
        .build()
        .toString();
  }

  /**
   * Body of {@code POST /pay}. Every product has its own fields (their product pages); an amount is
   * sent with all, though a variation has its own.
   *
   * @param billersCode the account as they want it
   */
  static String payBody(VendOrder order, String billersCode, PhoneNumber defaultPhone) {
    JsonObjectBuilder body =
        JSON.createObjectBuilder()
            .add("request_id", order.reference().value())
            .add("serviceID", order.item().biller())
            .add("amount", naira(order.amount()));
    switch (order.billType()) {
      case ELECTRICITY -> {
        MeterNumber meter = (MeterNumber) order.account();
        body.add("billersCode", billersCode).add("variation_code", variation(meter.type()));
      }
      case AIRTIME -> {
        // the phone is all there is
      }
      case EDUCATION -> {
        if (order.item().biller().equals(JAMB)) {
          body.add("billersCode", billersCode);
        }
        addVariation(body, order);
      }
      case CABLE_TV -> {
        body.add("billersCode", billersCode);
        addVariation(body, order);
        if (SUBSCRIBER_SERVICES.contains(order.item().biller())) {
          body.add(
              "subscription_type",
              order.item().item().isPresent()
                  ? SubscriptionChange.CHANGE.wireName()
                  : SubscriptionChange.RENEW.wireName());
        }
      }
      default -> {
        body.add("billersCode", billersCode);
        addVariation(body, order);
      }
    }
    return body.add("phone", phone(order, defaultPhone)).build().toString();
  }

  private static void addVariation(JsonObjectBuilder body, VendOrder order) {
    order.item().item().ifPresent(variation -> body.add("variation_code", variation));
  }

  /** Body of {@code POST /requery}. */
  static String requeryBody(VendReference reference) {
    return JSON.createObjectBuilder().add("request_id", reference.value()).build().toString();
  }

  private static String phone(VendOrder order, PhoneNumber defaultPhone) {
    CustomerAccount account = order.account();
    boolean isPhone = order.billType() == BillType.AIRTIME || order.billType() == BillType.DATA;
    boolean forBuyer =
        order.billType() == BillType.EDUCATION && !order.item().biller().equals(JAMB);
    if (isPhone || forBuyer && account.number().matches("0\\d{10}|\\d{12}")) {
      return account.number(); // here the phone is the account itself, whoever the customer is
    }
    return order.contact().orElse(defaultPhone).number();
  }

  private static String variation(MeterType type) {
    return type == MeterType.PREPAID ? "prepaid" : "postpaid";
  }

  /** Naira as a plain JSON number: whole when it is whole, else with two decimals. */
  private static BigDecimal naira(Money amount) {
    BigDecimal naira = amount.toNaira();
    return amount.kobo() % 100 == 0 ? naira.setScale(0) : naira;
  }

  /** The JSON value of a body, if it is JSON at all. */
  static Optional<JsonValue> parse(String body) {
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      return Optional.of(reader.readValue());
    } catch (RuntimeException e) {
      // garbage is an answer we did not get; readers differ in what they throw (depth, digits)
      return Optional.empty();
    }
  }

  /** A member that is an object; an empty object when it is anything else. */
  static JsonObject object(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  /** A member's text, stripped, when it is a text with something in it. */
  static Optional<String> text(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonString text && !text.getString().isBlank()
        ? Optional.of(text.getString().strip())
        : Optional.empty();
  }

  /** A member's text or digits: many members come as text one day and as a number the next. */
  static Optional<String> textOrNumber(JsonObject parent, String name) {
    if (parent.get(name) instanceof JsonNumber number) {
      return digits(number);
    }
    return text(parent, name);
  }

  private static Optional<String> digits(JsonNumber number) {
    try {
      return Optional.of(number.toString());
    } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException e) {
      return Optional.empty(); // 1e999999999 and the like: a number only by its form
    }
  }

  /** A member that is a number or a number in text, with thousands commas or without. */
  static Optional<BigDecimal> decimal(JsonObject parent, String name) {
    return textOrNumber(parent, name)
        .map(text -> text.replace(",", ""))
        .filter(text -> text.matches("-?\\d{1,15}(\\.\\d{1,10})?"))
        .map(BigDecimal::new);
  }

  /** A member that is an amount above zero, in whole kobo. */
  static Optional<Money> money(JsonObject parent, String name) {
    return decimal(parent, name)
        .filter(naira -> naira.signum() > 0 && naira.stripTrailingZeros().scale() <= 2)
        .filter(naira -> naira.compareTo(Money.MAX.toNaira()) <= 0)
        .map(naira -> Money.ofNaira(naira.setScale(2)));
  }
}
