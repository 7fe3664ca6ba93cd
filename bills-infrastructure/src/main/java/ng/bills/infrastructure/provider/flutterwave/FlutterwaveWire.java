package ng.bills.infrastructure.provider.flutterwave;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.VendOrder;
import ng.bills.infrastructure.outside.OutsideAnswer;

/** What goes to Flutterwave and what comes back, word for word. */
final class FlutterwaveWire {
  private static final JsonProvider JSON = JsonProvider.provider();

  /**
   * An answer in their envelope.
   *
   * @param httpStatus 100 to 599
   * @param success whether {@code status} is {@code success}; else it is {@code error}
   * @param message their words
   * @param body the whole
   */
  record Envelope(int httpStatus, boolean success, String message, JsonObject body) {

    boolean isSuccess() {
      return success && httpStatus >= 200 && httpStatus < 300;
    }

    boolean isErrorWith(int status) {
      return !success && httpStatus == status;
    }

    /** The object in {@code data}; an empty one when it is anything else. */
    JsonObject data() {
      return body.get("data") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The objects of the list in {@code data}; empty when it is no list of objects. */
    Optional<List<JsonObject>> rows() {
      return objects(body.get("data"));
    }
  }

  private FlutterwaveWire() {}

  /** Body of a payment: the network, bouquet or meter kind is in the path. */
  static String payBody(VendOrder order) {
    return JSON.createObjectBuilder()
        .add("country", "NG")
        .add("customer_id", order.account().number())
        .add("amount", naira(order.amount()))
        .add("reference", order.reference().value())
        .build()
        .toString();
  }

  /** The envelope, when the answer is one: JSON with a {@code status} that is one of the two. */
  static Optional<Envelope> envelope(OutsideAnswer.Answered answered) {
    return parse(answered.body())
        .filter(body -> text(body, "status").filter(s -> s.matches("success|error")).isPresent())
        .map(
            body ->
                new Envelope(
                    answered.status(),
                    text(body, "status").orElseThrow().equals("success"),
                    text(body, "message").orElse(""),
                    body));
  }

  /** The JSON object of a text, if it is one. */
  static Optional<JsonObject> parse(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readValue() instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (RuntimeException e) {
      // garbage is an answer we did not get; readers differ in what they throw (depth, digits)
      return Optional.empty();
    }
  }

  /** The objects of a list; empty when it is no list, or one of other things. */
  static Optional<List<JsonObject>> objects(JsonValue value) {
    if (value == null
        || value.getValueType() != JsonValue.ValueType.ARRAY
        || value.asJsonArray().stream().anyMatch(v -> !(v instanceof JsonObject))) {
      return Optional.empty();
    }
    return Optional.of(value.asJsonArray().getValuesAs(JsonObject.class));
  }

  /** A member's text, stripped, when it is a text with something in it. */
  static Optional<String> text(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonString text && !text.getString().isBlank()
        ? Optional.of(text.getString().strip())
        : Optional.empty();
  }

  /** A member's text or digits: some come as text one day and as a number the next. */
  static Optional<String> textOrNumber(JsonObject parent, String name) {
    if (!(parent.get(name) instanceof JsonNumber number)) {
      return text(parent, name);
    }
    try {
      return Optional.of(number.toString());
    } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException e) {
      return Optional.empty(); // 1e999999999 and the like: a number only by its form
    }
  }

  /** A member that is an amount of naira, as number or text, with however many decimals. */
  static Optional<BigDecimal> decimal(JsonObject parent, String name) {
    return textOrNumber(parent, name)
        .map(text -> text.replace(",", ""))
        .filter(text -> text.matches("-?\\d{1,15}(\\.\\d{1,10})?"))
        .map(BigDecimal::new);
  }

  /**
   * A member that is an amount above zero.
   *
   * @param rounding of fractions of a kobo
   */
  static Optional<Money> money(JsonObject parent, String name, RoundingMode rounding) {
    return decimal(parent, name)
        .map(naira -> naira.setScale(2, rounding))
        .filter(naira -> naira.signum() > 0 && naira.compareTo(Money.MAX.toNaira()) <= 0)
        .map(Money::ofNaira);
  }

  /** Their words, short, and without any number long enough to be an account. */
  static String withoutNumbers(String words) {
    String clean = words.replaceAll("\\d{4,}", "…").replaceAll("\\s+", " ").strip();
    return clean.length() <= 160 ? clean : clean.substring(0, 160);
  }

  /** Naira as a plain JSON number: whole when it is whole, else with two decimals. */
  private static BigDecimal naira(Money amount) {
    BigDecimal naira = amount.toNaira();
    return amount.kobo() % 100 == 0 ? naira.setScale(0) : naira;
  }
}
