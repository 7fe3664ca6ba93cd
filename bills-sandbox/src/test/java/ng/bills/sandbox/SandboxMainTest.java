package ng.bills.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import ng.bills.sandbox.vtpass.VtpassSettings.Acceptance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxMainTest {
  @Test
  void givenArgumentsAndEnvironment_whenRead_thenArgumentsWin() {
    SandboxSettings settings =
        SandboxMain.settings(
            new String[] {
              "--vtpass-port=1234",
              "--paystack-port=77",
              "--data=somewhere",
              "--vtpass-accept=magic-only"
            },
            Map.of(
                "SANDBOX_VTPASS_PORT", "99",
                "SANDBOX_SMTP_PORT", "2525",
                "SANDBOX_VTPASS_LATENCY_MILLIS", "100",
                "SANDBOX_FLUTTERWAVE_WEBHOOK_URL", "http://127.0.0.1:8080/hook",
                "SANDBOX_INTERSWITCH_TOKEN_SECONDS", "120"));
    assertThat(settings.vtpass().port()).isEqualTo(1234);
    assertThat(settings.paystack().port()).isEqualTo(77);
    assertThat(settings.inbox().smtpPort()).isEqualTo(2525);
    assertThat(settings.flutterwave().webhookUrl()).isPresent();
    assertThat(settings.flutterwave().port()).isEqualTo(8704);
    assertThat(settings.interswitch().port()).isEqualTo(8705);
    assertThat(settings.interswitch().tokenLifetime()).isEqualTo(Duration.ofSeconds(120));
    assertThat(settings.interswitch().dataDirectory())
        .contains(Path.of("somewhere", "interswitch"));
    assertThat(settings.vtpass().latency()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.vtpass().acceptance()).isEqualTo(Acceptance.MAGIC_ONLY);
    assertThat(settings.vtpass().dataDirectory()).contains(Path.of("somewhere", "vtpass"));
    assertThat(settings.horizon().directory()).isEqualTo(Path.of("somewhere", "horizon"));
  }

  @ParameterizedTest
  @CsvSource({
    "--vtpass-port=many,vtpass-port must be a number",
    "--hub-port=70000,hub-port must be a number",
    "--vtpass-accept=all,vtpass-accept must be",
    "--interswitch-accept=all,interswitch-accept must be",
    "--vtpass-duplicate-guard=perhaps,vtpass-duplicate-guard must be",
    "--flutterwave-accept=all,flutterwave-accept must be",
    "--flutterwave-webhook-url=nowhere,flutterwave-webhook-url must begin",
    "--horizn-port=1,unknown argument --horizn-port=1",
    "nonsense,unknown argument nonsense"
  })
  void givenMalformedSetting_whenRead_thenOneLineNamesIt(String argument, String message) {
    assertThatThrownBy(() -> SandboxMain.settings(new String[] {argument}, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
