package ng.bills.infrastructure.provider.vtpass;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import ng.bills.domain.biller.PhoneNumber;

/**
 * Our account at VTpass.
 *
 * @param baseUrl of the API, e.g. {@code https://vtpass.com/api}, without a slash at the end
 * @param apiKey sent with every request
 * @param publicKey sent with questions (GET)
 * @param secretKey sent with orders and requeries (POST)
 * @param payTimeout how long an order may take to be answered
 * @param askTimeout how long anything else may take
 * @param defaultPhone sent as the buyer's phone when the customer gave none
 */
public record VtpassSettings(
    URI baseUrl,
    String apiKey,
    String publicKey,
    String secretKey,
    Duration payTimeout,
    Duration askTimeout,
    PhoneNumber defaultPhone) {
  public VtpassSettings {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(secretKey, "secretKey");
    Objects.requireNonNull(payTimeout, "payTimeout");
    Objects.requireNonNull(askTimeout, "askTimeout");
    Objects.requireNonNull(defaultPhone, "defaultPhone");
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "VtpassSettings[" + baseUrl + "]";
  }
}
