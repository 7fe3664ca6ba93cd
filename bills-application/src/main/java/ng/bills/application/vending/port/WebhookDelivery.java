package ng.bills.application.vending.port;

import java.util.Map;
import java.util.Objects;

/**
 * A webhook as it came in, nothing believed yet.
 *
 * @param headers by their names in lower case
 * @param body the raw bytes, which a signature is about
 */
public record WebhookDelivery(Map<String, String> headers, byte[] body) {

  public WebhookDelivery {
    headers = Map.copyOf(headers);
    body = Objects.requireNonNull(body, "body").clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  /** Without signatures and customers' data. */
  @Override
  public String toString() {
    return "WebhookDelivery of " + body.length + " bytes";
  }
}
