package ng.bills.infrastructure.stellar;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads fields that may be absent, null or of another type than expected, as an answer from outside
 * may have them. Whole numbers are taken as JSON numbers or as strings: Horizon writes 64-bit
 * numbers as strings.
 */
final class JsonFields {

  private JsonFields() {}

  /** A string; not a number. */
  static Optional<String> text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString value
        ? Optional.of(value.getString())
        : Optional.empty();
  }

  /** A whole number of at most 64 bits, zero or more. */
  static OptionalLong number(JsonObject object, String name) {
    JsonValue value = object.get(name);
    String digits =
        value instanceof JsonString string
            ? string.getString()
            : value instanceof JsonNumber number ? number.toString() : "";
    return digits(digits);
  }

  static OptionalLong digits(String digits) {
    if (!digits.matches("\\d{1,19}")) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  static Optional<Boolean> bool(JsonObject object, String name) {
    JsonValue value = object.get(name);
    return value == JsonValue.TRUE || value == JsonValue.FALSE
        ? Optional.of(value == JsonValue.TRUE)
        : Optional.empty();
  }

  static Optional<Instant> time(JsonObject object, String name) {
    return text(object, name)
        .flatMap(
            text -> {
              try {
                return Optional.of(Instant.parse(text));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }

  static Optional<JsonObject> object(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject value ? Optional.of(value) : Optional.empty();
  }

  static Optional<JsonArray> array(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray value ? Optional.of(value) : Optional.empty();
  }

  /** The strings of an array; empty when it is none. */
  static List<String> texts(JsonObject object, String name) {
    return array(object, name)
        .map(
            values ->
                values.stream()
                    .filter(JsonString.class::isInstance)
                    .map(value -> ((JsonString) value).getString())
                    .toList())
        .orElse(List.of());
  }
}
