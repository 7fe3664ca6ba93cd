package ng.bills.web.api.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request as it goes over the wire.
 *
 * @param number which of the seed it is
 * @param method any text
 * @param target path and query, raw
 * @param headers in their order, names may repeat
 * @param body null for none
 * @param sound whether it is HTTP at all: what is not may be turned away by the server itself,
 *     without a word
 */
public record FuzzRequest(
    int number,
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    boolean sound) {

  public FuzzRequest {
    headers = List.copyOf(headers);
    body = body == null ? null : body.clone();
  }

  @Override
  public byte[] body() {
    return body == null ? null : body.clone();
  }

  /** All of it but the key, for whoever has to find out what went wrong. */
  @Override
  public String toString() {
    return "request "
        + number
        + ": "
        + method
        + " "
        + clip(target)
        + headers.stream()
            .map(h -> "\n  " + h.getKey() + ": " + shown(h))
            .collect(Collectors.joining())
        + (body == null ? "" : "\n\n" + clip(new String(body, StandardCharsets.ISO_8859_1)));
  }

  private static String shown(Map.Entry<String, String> header) {
    return header.getKey().equalsIgnoreCase("Authorization") ? "…" : clip(header.getValue());
  }

  private static String clip(String text) {
    return text.length() <= 600 ? text : text.substring(0, 600) + "… (" + text.length() + ")";
  }
}
