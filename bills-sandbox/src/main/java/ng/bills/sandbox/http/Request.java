package ng.bills.sandbox.http;

import jakarta.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as it arrived.
 *
 * @param number counts the requests of this server from 1
 * @param path decoded path without query
 * @param rawQuery query as sent, empty when there was none
 * @param headers names are compared without case
 * @param pathValues values of the {@code {name}} parts of the route
 * @param body the bytes as received
 */
public record Request(
    long number,
    Instant at,
    String method,
    String path,
    String rawQuery,
    Map<String, List<String>> headers,
    Map<String, String> pathValues,
    byte[] body) {

  public Request {
    Map<String, List<String>> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    caseless.putAll(headers);
    headers = caseless;
    pathValues = Map.copyOf(pathValues);
  }

  public Request withPathValues(Map<String, String> values) {
    return new Request(number, at, method, path, rawQuery, headers, values, body);
  }

  /** The same request with another query. */
  public Request withRawQuery(String query) {
    return new Request(number, at, method, path, query, headers, pathValues, body);
  }

  public Optional<String> header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** The value of a {@code {name}} part of the route. */
  public String pathValue(String name) {
    return pathValues.get(name);
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(pairs(rawQuery).get(name));
  }

  /** All query parameters; of a repeated one the last. */
  public Map<String, String> queries() {
    return pairs(rawQuery);
  }

  /** The body read as {@code application/x-www-form-urlencoded}. */
  public Map<String, String> form() {
    return pairs(text());
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The body as a JSON object; an empty body is an empty object.
   *
   * @throws BadRequestException when the body is something else
   */
  public JsonObject json() {
    return body.length == 0 ? JsonText.object().build() : JsonText.parseObject(body);
  }

  private static Map<String, String> pairs(String encoded) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        pairs.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return pairs;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("broken percent-encoding", e);
    }
  }
}
