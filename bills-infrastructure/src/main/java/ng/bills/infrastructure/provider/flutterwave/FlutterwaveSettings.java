package ng.bills.infrastructure.provider.flutterwave;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Our account at Flutterwave.
 *
 * @param baseUrl of the API, e.g. {@code https://api.flutterwave.com/v3}, without a slash at the
 *     end
 * @param secretKey sent with every request
 * @param webhookHash the secret hash of the dashboard, which events prove themselves with; while it
 *     is empty none can
 * @param webhookScheme how they do
 * @param payTimeout how long an order may take to be answered; they give up after 28 s
 * @param askTimeout how long anything else may take
 */
public record FlutterwaveSettings(
    URI baseUrl,
    String secretKey,
    String webhookHash,
    WebhookScheme webhookScheme,
    Duration payTimeout,
    Duration askTimeout) {

  /** How an event proves that it comes from Flutterwave. */
  public enum WebhookScheme {
    /** {@code verif-hash}: the hash itself. */
    VERIF_HASH,
    /** {@code flutterwave-signature}: base64 of HMAC-SHA256 of the raw body under the hash. */
    SIGNATURE
  }

  /** For a system that does not buy here: leads nowhere, believes no webhook. */
  public static final FlutterwaveSettings NONE =
      new FlutterwaveSettings(
          URI.create("https://invalid.invalid"),
          "",
          "",
          WebhookScheme.SIGNATURE,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  public FlutterwaveSettings {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(secretKey, "secretKey");
    Objects.requireNonNull(webhookHash, "webhookHash");
    Objects.requireNonNull(webhookScheme, "webhookScheme");
    Objects.requireNonNull(payTimeout, "payTimeout");
    Objects.requireNonNull(askTimeout, "askTimeout");
  }

  /**
   * The longest a call of the adapter takes: an order and the three questions after it. The list of
   * payments counts as one however many pages it has, because they share the time of one; only the
   * last page can add a connection.
   */
  public Duration slowest(Duration connectTimeout) {
    return payTimeout.plus(askTimeout.multipliedBy(3)).plus(connectTimeout.multipliedBy(4));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "FlutterwaveSettings[" + baseUrl + "]";
  }
}
