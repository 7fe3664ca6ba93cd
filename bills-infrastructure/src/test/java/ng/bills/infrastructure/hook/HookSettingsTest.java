package ng.bills.infrastructure.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import ng.bills.infrastructure.setting.SettingReader;
import ng.bills.infrastructure.setting.SettingSource;
import org.junit.jupiter.api.Test;

class HookSettingsTest {

  private static HookSettings read(boolean sandbox, Map<String, String> environment) {
    SettingReader reader = new SettingReader(SettingSource.of(environment));
    HookSettings settings = HookSettings.read(reader, sandbox);
    reader.finish();
    return settings;
  }

  @Test
  void givenNothing_whenRead_thenRetriesForThreeDaysAndNoLoopback() {
    HookSettings settings = read(false, Map.of());
    assertThat(settings.loopback()).isFalse();
    assertThat(settings.policy().retries().delays().stream().reduce(Duration.ZERO, Duration::plus))
        .isGreaterThanOrEqualTo(Duration.ofHours(72));
    assertThat(settings.policy().lease()).isGreaterThan(settings.whole());
  }

  @Test
  void givenRealMoney_whenLoopbackOrImpatience_thenRefused() {
    assertThatThrownBy(() -> read(false, Map.of("WEBHOOK_ALLOW_LOOPBACK", "true")))
        .hasMessageContaining("WEBHOOK_ALLOW_LOOPBACK must not be true");
    assertThatThrownBy(() -> read(false, Map.of("WEBHOOK_RETRY_DELAYS_SECONDS", "5,60")))
        .hasMessageContaining("72 hours");
    assertThat(
            read(
                    true,
                    Map.of("WEBHOOK_ALLOW_LOOPBACK", "true", "WEBHOOK_RETRY_DELAYS_SECONDS", "1,1"))
                .loopback())
        .isTrue();
  }
}
