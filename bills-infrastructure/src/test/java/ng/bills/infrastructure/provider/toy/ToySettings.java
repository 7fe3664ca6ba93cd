package ng.bills.infrastructure.provider.toy;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import ng.bills.infrastructure.setting.SettingReader;

/**
 * Our account at Toy.
 *
 * @param baseUrl of the API, without a slash at the end
 * @param key sent with every request, and what events are signed with
 * @param timeout how long an answer may take
 */
record ToySettings(URI baseUrl, String key, Duration timeout) {
  ToySettings {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(timeout, "timeout");
  }

  /** Reads them where {@code BILL_PROVIDER_ORDER} names the provider. */
  static Optional<ToySettings> read(SettingReader reader, boolean wanted) {
    return wanted
        ? Optional.of(
            new ToySettings(
                reader.service("TOY_BASE_URL"),
                reader.text("TOY_KEY", "[\\x21-\\x7e]+", "printable characters without blanks"),
                reader.seconds("TOY_TIMEOUT_SECONDS", 30, 1, 600)))
        : Optional.empty();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ToySettings[" + baseUrl + "]";
  }
}
