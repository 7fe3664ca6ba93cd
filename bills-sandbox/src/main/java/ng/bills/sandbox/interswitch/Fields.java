package ng.bills.sandbox.interswitch;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.OptionalLong;
import ng.bills.sandbox.http.JsonText;

/** Members of a request; the first letter may be large or small, as clients write both. */
final class Fields {
  private Fields() {}

  static String text(JsonObject body, String name) {
    return JsonText.text(body, named(body, name), "").strip();
  }

  static JsonArray array(JsonObject body, String name) {
    return body.get(named(body, name)) instanceof JsonArray array
        ? array
        : JsonValue.EMPTY_JSON_ARRAY;
  }

  /** Kobo, as a whole number or as a text of digits; empty when it is neither. */
  static OptionalLong kobo(JsonObject body, String name) {
    JsonValue value = body.get(named(body, name));
    String digits = value instanceof JsonNumber number ? number.toString() : text(body, name);
    return digits.matches("\\d{1,15}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  private static String named(JsonObject body, String name) {
    return body.containsKey(name)
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
