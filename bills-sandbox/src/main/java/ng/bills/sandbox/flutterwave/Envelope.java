package ng.bills.sandbox.flutterwave;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;

/** {@code {"status","message","data"}}, in which every answer comes. */
final class Envelope {
  private Envelope() {}

  static Response success(String message, JsonValue data) {
    return Response.json(
        200,
        JsonText.object()
            .add("status", "success")
            .add("message", message)
            .add("data", data)
            .build());
  }

  static Response success(String message, JsonObjectBuilder data) {
    return success(message, data.build());
  }

  static Response success(String message, JsonArrayBuilder data) {
    return success(message, data.build());
  }

  /** There is no machine-readable code: the HTTP status is all there is to go by. */
  static Response error(int httpStatus, String message) {
    return Response.json(
        httpStatus,
        JsonText.object().add("status", "error").add("message", message).addNull("data").build());
  }
}
