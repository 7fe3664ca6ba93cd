package ng.bills.sandbox.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON in and out, with one provider looked up once: {@code Json.create…} searches the class path
 * on every call.
 */
public final class JsonText {
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private JsonText() {}

  public static JsonObjectBuilder object() {
    return PROVIDER.createObjectBuilder();
  }

  public static JsonArrayBuilder array() {
    return PROVIDER.createArrayBuilder();
  }

  /** A JSON object of plain values: text, whole numbers, booleans and JSON values. */
  public static JsonObject of(Map<String, ?> values) {
    JsonObjectBuilder builder = object();
    values.forEach((name, value) -> builder.add(name, value(value)));
    return builder.build();
  }

  private static JsonValue value(Object value) {
    if (value instanceof JsonValue json) {
      return json;
    }
    if (value instanceof Boolean flag) {
      return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (value instanceof Integer || value instanceof Long) {
      return PROVIDER.createValue(((Number) value).longValue());
    }
    if (value instanceof Double number) {
      return PROVIDER.createValue(number);
    }
    return PROVIDER.createValue(String.valueOf(value));
  }

  /**
   * @throws BadRequestException when the text is not one JSON object
   */
  public static JsonObject parseObject(byte[] text) {
    try (JsonReader reader =
        PROVIDER.createReader(new StringReader(new String(text, StandardCharsets.UTF_8)))) {
      return reader.readObject();
    } catch (JsonException | ClassCastException e) {
      throw new BadRequestException("the body is not a JSON object", e);
    }
  }

  public static JsonObject parseObject(String text) {
    return parseObject(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The member as text, whatever its JSON type; the fallback when it is absent or null. */
  public static String text(JsonObject object, String name, String fallback) {
    JsonValue value = object.get(name);
    if (value == null || value == JsonValue.NULL) {
      return fallback;
    }
    return value instanceof JsonString text ? text.getString() : value.toString();
  }

  /**
   * The member as a whole number; the fallback when it is absent or null.
   *
   * @throws BadRequestException when it is there but is no whole number
   */
  public static long number(JsonObject object, String name, long fallback) {
    JsonValue value = object.get(name);
    if (value == null || value == JsonValue.NULL) {
      return fallback;
    }
    try {
      return value instanceof JsonNumber number
          ? number.longValueExact()
          : Long.parseLong(text(object, name, ""));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new BadRequestException(name + " must be a whole number", e);
    }
  }

  /** The member as a fraction; the fallback when it is absent or null. */
  public static double fraction(JsonObject object, String name, double fallback) {
    JsonValue value = object.get(name);
    return value instanceof JsonNumber number ? number.doubleValue() : fallback;
  }
}
