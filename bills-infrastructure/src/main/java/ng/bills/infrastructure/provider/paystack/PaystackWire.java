package ng.bills.infrastructure.provider.paystack;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Optional;
import java.util.OptionalLong;

/** What comes back from Paystack, read word for word. */
final class PaystackWire {
  private static final JsonProvider JSON = JsonProvider.provider();

  private PaystackWire() {}

  /** A body that is one JSON object. */
  static Optional<JsonObject> object(String body) {
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      return reader.readValue() instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (RuntimeException e) {
      // garbage is an answer we did not get; readers differ in what they throw (depth, digits)
      return Optional.empty();
    }
  }

  /** A member's text when there is something in it. */
  static Optional<String> text(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonString text && !text.getString().isBlank()
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  /** A member that is a whole number; kobo are. */
  static OptionalLong whole(JsonObject parent, String name) {
    if (parent.get(name) instanceof JsonNumber number) {
      try {
        return OptionalLong.of(number.longValueExact());
      } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException e) {
        return OptionalLong.empty(); // a fraction, or a number only by its form
      }
    }
    return OptionalLong.empty();
  }

  static boolean isTrue(JsonObject parent, String name) {
    return parent.get(name) == JsonValue.TRUE;
  }
}
