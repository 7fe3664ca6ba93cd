package ng.bills.infrastructure.setting;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Where settings are read: the server's configuration, or an environment that is not used yet. */
@FunctionalInterface
public interface SettingSource {
  /**
   * A setting's text without blanks around it; empty when it is not set or blank.
   *
   * @param name environment name, e.g. {@code VTPASS_API_KEY}
   */
  Optional<String> value(String name);

  /** A map by environment name. */
  static SettingSource of(Map<String, String> environment) {
    return name ->
        Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  /** MicroProfile Config, where {@code vtpass.api.key} may also be written for the name. */
  static SettingSource of(Config config) {
    return name ->
        config
            .getOptionalValue(name, String.class)
            .or(() -> config.getOptionalValue(dotted(name), String.class))
            .map(String::strip)
            .filter(s -> !s.isEmpty());
  }

  private static String dotted(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
