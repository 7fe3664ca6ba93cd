package ng.bills.infrastructure.provider.paystack;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import ng.bills.infrastructure.setting.SettingReader;

/**
 * Our account at Paystack.
 *
 * @param baseUrl of the API, e.g. {@code https://api.paystack.co}, without a slash at the end
 * @param secretKey sent with every request, and what their events are signed with
 * @param askTimeout how long an answer may take
 */
public record PaystackSettings(URI baseUrl, String secretKey, Duration askTimeout) {
  private static final String KEY = "PAYSTACK_API_KEY";
  private static final String BASE = "PAYSTACK_BASE_URL";

  public PaystackSettings {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(secretKey, "secretKey");
    Objects.requireNonNull(askTimeout, "askTimeout");
  }

  /**
   * Reads them.
   *
   * @param wanted whether they must be there
   * @return empty when nothing of it is set and nobody wants it
   */
  public static Optional<PaystackSettings> read(SettingReader reader, boolean wanted) {
    Duration timeout = reader.seconds("PAYSTACK_TIMEOUT_SECONDS", 30, 1, 600);
    if (!wanted && reader.optional(KEY).isEmpty() && reader.optional(BASE).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PaystackSettings(
            reader.service(BASE),
            reader.text(
                KEY, "sk_(test|live)_[A-Za-z0-9_]+", "a secret key (sk_test_… or sk_live_…)"),
            timeout));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PaystackSettings[" + baseUrl + "]";
  }
}
