package ng.bills.infrastructure.notice;

import java.net.URI;
import java.util.Objects;

/**
 * The SMS gateway, which speaks Termii's messaging API.
 *
 * @param baseUrl the account's own address, without a slash at the end
 * @param apiKey our key
 * @param sender the approved sender name, 3 to 11 letters or digits
 */
public record SmsSettings(URI baseUrl, String apiKey, String sender) {
  public SmsSettings {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(sender, "sender");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "SmsSettings[" + baseUrl + "]";
  }
}
