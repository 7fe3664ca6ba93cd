package ng.bills.sandbox.receiver;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A webhook as it arrived.
 *
 * @param at when
 * @param path the address below the receiver's
 * @param headers names are compared without case
 * @param body as received
 * @param answered status of the answer; 0 for a connection that was cut
 */
public record Received(
    Instant at, String path, Map<String, List<String>> headers, String body, int answered) {

  /** The first value of a header; empty when it is not there. */
  public String header(String name) {
    return headers.getOrDefault(name, List.of("")).get(0);
  }
}
