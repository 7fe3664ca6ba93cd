package ng.bills.web.api.problem;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import ng.bills.application.payment.Fault;
import ng.bills.web.api.json.JsonFields;

/**
 * Something that went wrong with a request (RFC 9457).
 *
 * @param status the HTTP status
 * @param code for programs; never changes its meaning
 * @param title what kind of problem it is, the same for every occurrence
 * @param detail what happened this time, for the person who reads it
 * @param errors every wrong field
 * @param cause for our log only, never shown
 * @param more adds members of this kind of problem
 */
public record Problem(
    int status,
    String code,
    String title,
    String detail,
    List<Fault> errors,
    Optional<Throwable> cause,
    UnaryOperator<JsonFields> more) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(detail, "detail");
    errors = List.copyOf(errors);
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(more, "more");
  }

  /** Without members of its own. */
  public Problem(
      int status,
      String code,
      String title,
      String detail,
      List<Fault> errors,
      Optional<Throwable> cause) {
    this(status, code, title, detail, errors, cause, UnaryOperator.identity());
  }

  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, List.of(), Optional.empty());
  }

  /** The key is missing or not in force. */
  public static Problem unauthorized() {
    return of(
        401,
        "UNAUTHORIZED",
        "An API key is needed",
        "send the header Authorization: Bearer with an API key that is in force");
  }

  /** What the container or JAX-RS refused by itself, named by its status alone. */
  public static Problem ofStatus(int status) {
    return switch (status) {
      case 400 -> of(400, "BAD_REQUEST", "Not understood", "the request is not well formed");
      case 401 -> unauthorized();
      case 403 ->
          of(
              403,
              "FORBIDDEN",
              "Not allowed",
              "this key lacks the scope for that: /api/docs names the scope of each operation");
      case 404 -> of(404, "NOT_FOUND", "Nothing here", "there is no such resource");
      case 405 ->
          of(
              405,
              "METHOD_NOT_ALLOWED",
              "Method not allowed",
              "the header Allow names the methods this resource takes");
      case 406 ->
          of(406, "NOT_ACCEPTABLE", "Not acceptable", "this resource answers in another format");
      case 413 -> tooLarge();
      case 414 -> of(414, "URI_TOO_LONG", "Address too long", "the address is too long");
      case 415 ->
          of(
              415,
              "UNSUPPORTED_MEDIA_TYPE",
              "Unsupported media type",
              "send the body as application/json");
      case 501 ->
          of(501, "NOT_IMPLEMENTED", "Method not known", "the server does not know this method");
      case 503 -> unavailable(Optional.empty());
      default ->
          status >= 400 && status < 500
              ? of(status, "BAD_REQUEST", "Not understood", "the request was refused")
              : internal(status, Optional.empty());
    };
  }

  public static Problem tooLarge() {
    return of(413, "BODY_TOO_LARGE", "Body too large", "a body may have at most 65536 bytes");
  }

  /** Something we need does not work just now. */
  public static Problem unavailable(Optional<Throwable> cause) {
    return new Problem(
        503,
        "UNAVAILABLE",
        "Not available just now",
        "try again in a few seconds; the request was not worked on",
        List.of(),
        cause);
  }

  /** A mistake of ours. */
  public static Problem internal(int status, Optional<Throwable> cause) {
    return new Problem(
        status,
        "INTERNAL_ERROR",
        "Something went wrong on our side",
        "tell support the correlation id; repeat a payment only with the same Idempotency-Key",
        List.of(),
        cause);
  }

  /** As it is sent. */
  public JsonObject toJson(String correlationId) {
    JsonFields json =
        JsonFields.object()
            .text("type", "urn:bills:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
            .text("title", title)
            .number("status", status)
            .text("detail", detail)
            .text("code", code)
            .text("correlation_id", correlationId);
    if (!errors.isEmpty()) {
      json.objects(
          "errors",
          errors.stream()
              .map(
                  fault ->
                      JsonFields.object()
                          .text("field", fault.field())
                          .text("code", fault.code())
                          .text("message", fault.message())));
    }
    return more.apply(json).toJson();
  }
}
