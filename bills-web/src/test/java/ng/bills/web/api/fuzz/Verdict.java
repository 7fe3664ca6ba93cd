package ng.bills.web.api.fuzz;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What every answer must be, whatever was asked. */
public final class Verdict {

  /** How we are made; nobody must learn it from an answer. */
  private static final Pattern INSIDES =
      Pattern.compile(
          "(?i)<html|<!doctype|[a-z]exception|\\bat [a-z]+\\.[a-z]|\\b(ng\\.bills|jakarta|javax|java|org"
              + "|com|fish)\\.[a-z]+\\.|glassfish|payara|grizzly|jersey|hibernate|postgres|sqlstate"
              + "|stack ?trace");

  /**
   * What may truly happen: a provider that does not answer, a biller nobody sells just now, a
   * method nobody knows outside the API.
   */
  private static final Map<Integer, Set<String>> OUTSIDE =
      Map.of(
          501, Set.of("NOT_IMPLEMENTED"),
          502, Set.of("PROVIDER_ERROR"),
          503, Set.of("BILLER_UNAVAILABLE", "BROKER_UNAVAILABLE"),
          504, Set.of("PROVIDER_TIMEOUT"));

  /** Of the server itself, about what is no HTTP: not implemented, version not supported. */
  private static final Set<Integer> NO_HTTP = Set.of(501, 505);

  private Verdict() {}

  /**
   * What is wrong with an answer.
   *
   * @param headers by their names in lower case
   */
  public static Optional<String> of(
      FuzzRequest request, int status, Map<String, String> headers, String body) {
    String type = headers.getOrDefault("content-type", "none");
    boolean page = status == 200 && (type.startsWith("text/html") || type.contains("javascript"));
    if (!page && !type.startsWith("application/yaml") && INSIDES.matcher(body).find()) {
      return Optional.of("shows our insides");
    }
    if (status < 400) {
      boolean empty = body.isEmpty() && (status == 200 || status == 201);
      return empty && request.sound() && !Set.of("HEAD", "OPTIONS").contains(request.method())
          ? Optional.of("is empty")
          : Optional.empty();
    }
    if (body.isEmpty()) {
      boolean silent = request.method().equals("HEAD") || !request.sound();
      boolean fine = status < 500 || !request.sound() && NO_HTTP.contains(status);
      return silent && fine ? Optional.empty() : Optional.of("says nothing");
    }
    if (!type.startsWith("application/problem+json")) {
      return Optional.of("is no problem+json but " + type);
    }
    JsonObject problem;
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      problem = reader.readObject();
    } catch (JsonException e) {
      return Optional.of("is no JSON");
    }
    if (status >= 500
        && !OUTSIDE.getOrDefault(status, Set.of()).contains(problem.getString("code", ""))) {
      return Optional.of("is our mistake");
    }
    boolean complete =
        problem.getInt("status", 0) == status
            && !problem.getString("code", "").isBlank()
            && !problem.getString("title", "").isBlank()
            && !problem.getString("detail", "").isBlank()
            && problem.getString("type", "").startsWith("urn:bills:problem:")
            && !problem.getString("correlation_id", "").isBlank();
    if (!complete) {
      return Optional.of("is an incomplete problem");
    }
    return problem
            .getString("correlation_id")
            .equals(headers.getOrDefault("x-correlation-id", "none"))
        ? Optional.empty()
        : Optional.of("has another correlation id than its header");
  }
}
