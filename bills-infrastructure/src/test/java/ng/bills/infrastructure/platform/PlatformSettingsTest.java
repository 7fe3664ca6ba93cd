package ng.bills.infrastructure.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformSettingsTest {
  private final Map<String, String> values =
      new HashMap<>(
          Map.of(
              "bills.db.url", "jdbc:postgresql://127.0.0.1:5432/bills",
              "bills.db.user", "bills",
              "bills.db.password", "open-sesame",
              "bills.jms.host", "127.0.0.1",
              "bills.jms.port", "61616"));

  @Test
  void givenEverySetting_whenRead_thenTheyAreThereAndThePasswordIsNotPrinted() {
    PlatformSettings settings = PlatformSettings.from(config());

    assertThat(settings.databaseUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5432/bills");
    assertThat(settings.brokerPort()).isEqualTo(61_616);
    assertThat(settings.logLevel()).isEqualTo(Level.INFO);
    assertThat(settings.toString()).doesNotContain("open-sesame");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bills.db.url",
        "bills.db.user",
        "bills.db.password",
        "bills.jms.host",
        "bills.jms.port"
      })
  void givenOneMissing_whenRead_thenItIsNamedAsOperatorsKnowIt(String name) {
    values.remove(name);

    assertThatThrownBy(() -> PlatformSettings.from(config()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name.toUpperCase(java.util.Locale.ROOT).replace('.', '_') + " is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "bills.db.url, jdbc:mysql://h/d, BILLS_DB_URL",
    "bills.db.url, jdbc:postgresql:///d, BILLS_DB_URL",
    "bills.jms.host, 'a;b=c', BILLS_JMS_HOST",
    "bills.jms.port, 0, BILLS_JMS_PORT",
    "bills.jms.port, 65536, BILLS_JMS_PORT",
    "bills.jms.port, x1, BILLS_JMS_PORT",
    "log.level, loud, LOG_LEVEL"
  })
  void givenOneMalformed_whenRead_thenItIsNamedWithoutItsValue(
      String name, String value, String shown) {
    values.put(name, value);

    assertThatThrownBy(() -> PlatformSettings.from(config()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(shown + " must")
        .message()
        .hasLineCount(1);
  }

  private Config config() {
    return (Config)
        Proxy.newProxyInstance(
            Config.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getOptionalValue")) {
                return Optional.ofNullable(values.get((String) arguments[0]));
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
