package ng.bills.infrastructure.stellar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stellar.sdk.KeyPair;

class StellarSettingsTest {

  private static final String SEED = new String(KeyPair.random().getSecretSeed());
  private static final String ISSUER = KeyPair.random().getAccountId();
  private static final String URL = "https://horizon.example.ng/";

  @Test
  void givenCompleteSettings_whenReading_thenValuesAndNoSecretInText() {
    StellarSettings settings = read(URL, "Net ; 2026", SEED, "cNGN", ISSUER, "4711");

    assertThat(settings.horizonUrl()).hasToString("https://horizon.example.ng");
    assertThat(settings.wallet()).isEqualTo(KeyPair.fromSecretSeed(SEED).getAccountId());
    assertThat(settings.startFrom().ledger()).hasValue(4711);
    assertThat(read(URL, "Net", SEED, "cNGN", ISSUER, "now").startFrom().ledger()).isEmpty();
    assertThat(read("http://127.0.0.1:8000", "Net", SEED, "cNGN", ISSUER, "now").horizonUrl())
        .hasToString("http://127.0.0.1:8000");
    assertThat(settings.toString()).contains(settings.wallet()).doesNotContain(SEED);
  }

  static Stream<Arguments> wrong() {
    String own = KeyPair.fromSecretSeed(SEED).getAccountId();
    return Stream.of(
        Arguments.of("STELLAR_HORIZON_URL", null, "Net", SEED, "cNGN", ISSUER, "now"),
        Arguments.of("STELLAR_HORIZON_URL", "horizon", "Net", SEED, "cNGN", ISSUER, "now"),
        Arguments.of("STELLAR_HORIZON_URL", "ht tp://", "Net", SEED, "cNGN", ISSUER, "now"),
        Arguments.of(
            "STELLAR_HORIZON_URL", "http://horizon.example.ng", "Net", SEED, "cNGN", ISSUER, "now"),
        Arguments.of("STELLAR_HORIZON_URL", URL + "?a=b", "Net", SEED, "cNGN", ISSUER, "now"),
        Arguments.of("STELLAR_HORIZON_URL", "https://u:p@h.ng", "Net", SEED, "cNGN", ISSUER, "now"),
        Arguments.of("STELLAR_NETWORK_PASSPHRASE", URL, " ", SEED, "cNGN", ISSUER, "now"),
        Arguments.of("STELLAR_NETWORK_PASSPHRASE", URL, "Net ", SEED, "cNGN", ISSUER, "now"),
        Arguments.of("STELLAR_SYSTEM_SECRET", URL, "Net", null, "cNGN", ISSUER, "now"),
        Arguments.of("STELLAR_SYSTEM_SECRET", URL, "Net", SEED + "A", "cNGN", ISSUER, "now"),
        Arguments.of("STELLAR_SYSTEM_SECRET", URL, "Net", own, "cNGN", ISSUER, "now"),
        Arguments.of("CNGN_ASSET_CODE", URL, "Net", SEED, "", ISSUER, "now"),
        Arguments.of("CNGN_ASSET_CODE", URL, "Net", SEED, "c-NGN", ISSUER, "now"),
        Arguments.of("CNGN_ASSET_CODE", URL, "Net", SEED, "ABCDEFGHIJKLM", ISSUER, "now"),
        Arguments.of("CNGN_ISSUER", URL, "Net", SEED, "cNGN", null, "now"),
        Arguments.of("CNGN_ISSUER", URL, "Net", SEED, "cNGN", ISSUER.substring(0, 55) + "*", "now"),
        Arguments.of("CNGN_ISSUER", URL, "Net", SEED, "cNGN", own, "now"),
        Arguments.of("STELLAR_START_FROM", URL, "Net", SEED, "cNGN", ISSUER, null),
        Arguments.of("STELLAR_START_FROM", URL, "Net", SEED, "cNGN", ISSUER, "0"),
        Arguments.of("STELLAR_START_FROM", URL, "Net", SEED, "cNGN", ISSUER, "-5"),
        Arguments.of("STELLAR_START_FROM", URL, "Net", SEED, "cNGN", ISSUER, "9999999999"),
        Arguments.of("STELLAR_START_FROM", URL, "Net", SEED, "cNGN", ISSUER, "yesterday"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void givenWrongSetting_whenReading_thenOneLineNamesItAndKeepsTheSecret(
      String name,
      String url,
      String passphrase,
      String secret,
      String code,
      String issuer,
      String start) {
    assertThatThrownBy(() -> read(url, passphrase, secret, code, issuer, start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " ")
        .hasMessageNotContainingAny(SEED, "\n")
        .hasNoCause();
  }

  private static StellarSettings read(
      String url, String passphrase, String secret, String code, String issuer, String start) {
    return StellarSettings.of(
        url, passphrase, secret == null ? null : secret.toCharArray(), code, issuer, start);
  }
}
