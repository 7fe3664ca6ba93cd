package ng.bills.sandbox.paystack;

import jakarta.json.JsonValue;
import ng.bills.sandbox.http.JsonText;
import ng.bills.sandbox.http.Response;

/** The form of every answer. */
final class Envelope {
  private Envelope() {}

  static Response ok(String message, JsonValue data) {
    return Response.json(
        200,
        JsonText.object().add("status", true).add("message", message).add("data", data).build());
  }

  static Response refused(String message, String code, String nextStep) {
    return Response.json(
        400,
        JsonText.object()
            .add("status", false)
            .add("message", message)
            .add("meta", JsonText.object().add("nextStep", nextStep))
            .add("type", "validation_error")
            .add("code", code)
            .add("errorCodeMappingNotFound", false)
            .build());
  }

  static Response missing(String field) {
    return refused(field + " is required or not valid", "invalid_params", "Send a valid " + field);
  }

  static Response duplicateReference() {
    return refused(
        "Duplicate Transaction Reference", "duplicate_reference", "Try again with a new reference");
  }

  static Response notFound() {
    return plain(404, "Entity not found");
  }

  static Response invalidKey() {
    return plain(401, "Invalid key");
  }

  static Response serverError() {
    return plain(500, "An error occurred");
  }

  private static Response plain(int status, String message) {
    return Response.json(
        status, JsonText.object().add("status", false).add("message", message).build());
  }
}
