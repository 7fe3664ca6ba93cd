package ng.bills.infrastructure.provider.interswitch;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendReference;

/** What goes to Interswitch and what comes back, word for word. */
final class InterswitchWire {
  private static final JsonProvider JSON = JsonProvider.provider();

  private static final int FREE_CHARACTERS = 16;
  private static final int BASE = 36;
  private static final BigInteger REFERENCES =
      BigInteger.valueOf(BASE).pow(FREE_CHARACTERS); // 2^82

  private InterswitchWire() {}

  /**
   * Their reference of an order: the prefix and 16 characters that follow from ours, so that it can
   * be made again to ask about the order. Our own would be too long.
   */
  static String requestReference(String prefix, VendReference reference) {
    byte[] hash = sha256(reference.value().getBytes(StandardCharsets.US_ASCII));
    String text = new BigInteger(1, hash).mod(REFERENCES).toString(BASE).toUpperCase(Locale.ROOT);
    return prefix + "0".repeat(FREE_CHARACTERS - text.length()) + text;
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Body of {@code POST /Transactions}; the amount is kobo, as text. */
  static String payBody(InterswitchSettings settings, String paymentCode, VendOrder order) {
    String phone =
        order.account() instanceof PhoneNumber own
            ? own.number()
            : order.contact().orElse(settings.defaultPhone()).number();
    return JSON.createObjectBuilder()
        .add("TerminalId", settings.terminalId())
        .add("paymentCode", paymentCode)
        .add("customerId", order.account().number())
        .add("customerMobile", phone)
        .add("customerEmail", settings.email())
        .add("amount", String.valueOf(order.amount().kobo()))
        .add("requestReference", requestReference(settings.prefix(), order.reference()))
        .build()
        .toString();
  }

  /** Body of {@code POST /Transactions/validatecustomers} for one customer. */
  static String validateBody(InterswitchSettings settings, String paymentCode, String customerId) {
    return JSON.createObjectBuilder()
        .add(
            "customers",
            JSON.createArrayBuilder()
                .add(
                    JSON.createObjectBuilder()
                        .add("PaymentCode", paymentCode)
                        .add("CustomerId", customerId)))
        .add("TerminalId", settings.terminalId())
        .build()
        .toString();
  }

  /** The JSON object of a body, if it is one. */
  static Optional<JsonObject> parse(String body) {
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      return Optional.of(reader.readValue())
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast);
    } catch (RuntimeException e) {
      // garbage is an answer we did not get; readers differ in what they throw (depth, digits)
      return Optional.empty();
    }
  }

  /**
   * A member's text or digits, stripped, when there is something in it. Version 5 writes {@code
   * ResponseCode}, some of its errors {@code responseCode}: both are read.
   */
  static Optional<String> text(JsonObject parent, String name) {
    JsonValue value = member(parent, name);
    if (value instanceof JsonNumber number) {
      return digits(number);
    }
    return value instanceof JsonString text && !text.getString().isBlank()
        ? Optional.of(text.getString().strip())
        : Optional.empty();
  }

  private static Optional<String> digits(JsonNumber number) {
    try {
      return Optional.of(number.toString());
    } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException e) {
      return Optional.empty(); // 1e999999999 and the like: a number only by its form
    }
  }

  static boolean says(JsonObject parent, String name) {
    JsonValue value = member(parent, name);
    return value != null && value != JsonValue.NULL;
  }

  /** A member that is an object; an empty object when it is anything else. */
  static JsonObject object(JsonObject parent, String name) {
    return member(parent, name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  /** The objects of a member that is an array; empty when it is no array of objects. */
  static Optional<List<JsonObject>> objects(JsonObject parent, String name) {
    return member(parent, name) instanceof JsonArray array
            && array.stream().allMatch(JsonObject.class::isInstance)
        ? Optional.of(array.getValuesAs(JsonObject.class))
        : Optional.empty();
  }

  static boolean isTrue(JsonObject parent, String name) {
    return text(parent, name).map("true"::equalsIgnoreCase).orElse(false)
        || member(parent, name) == JsonValue.TRUE;
  }

  /** A member that is kobo, as a number or a text of digits. */
  static Optional<Money> kobo(JsonObject parent, String name) {
    return text(parent, name)
        .filter(text -> text.matches("\\d{1,15}"))
        .map(text -> Money.ofKobo(Long.parseLong(text)));
  }

  /** Text as a query has it: URL-encoded. What cannot be decoded stays as it is. */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static JsonValue member(JsonObject parent, String name) {
    JsonValue value = parent.get(name);
    return value != null
        ? value
        : parent.get(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
  }
}
