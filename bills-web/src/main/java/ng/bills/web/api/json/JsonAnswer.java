package ng.bills.web.api.json;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** JSON ready to be sent, UTF-8. */
public final class JsonAnswer {

  private final byte[] bytes;

  private JsonAnswer(byte[] bytes) {
    this.bytes = bytes;
  }

  public static JsonAnswer of(JsonObject json) {
    return new JsonAnswer(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Of bytes that were made before. */
  public static JsonAnswer ofBytes(byte[] json) {
    return new JsonAnswer(json.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
