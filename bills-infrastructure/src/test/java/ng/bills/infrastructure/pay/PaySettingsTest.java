package ng.bills.infrastructure.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.pay.PagePolicy;
import ng.bills.application.pay.port.CustomerWallet;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.setting.FaultySettingsException;
import ng.bills.infrastructure.setting.SettingReader;
import ng.bills.infrastructure.setting.SettingSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaySettingsTest {

  private static final Map<String, String> WALLET =
      Map.of("SANDBOX_WALLET_URL", "http://127.0.0.1:8700/_sandbox/customer/pay");

  private static PaySettings read(Mode mode, Map<String, String> environment) {
    SettingReader reader = new SettingReader(SettingSource.of(environment));
    PaySettings settings = PaySettings.read(reader, Optional.of(mode));
    reader.finish();
    return settings;
  }

  private static Optional<CustomerWallet> wallet(PaySettings settings) {
    return new PayProducer().wallet(settings, null);
  }

  @Test
  void givenNothing_whenRead_thenThePageIsOpenAndNobodyPlaysTheCustomer() {
    for (Mode mode : Mode.values()) {
      PaySettings settings = read(mode, Map.of());
      assertThat(settings.policy()).isEqualTo(new PagePolicy(true, 30));
      assertThat(wallet(settings)).isEmpty();
    }
  }

  @Test
  void givenAWallet_whenASandboxReadsIt_thenThereIsOne() {
    PaySettings settings = read(Mode.SANDBOX, WALLET);

    assertThat(settings.wallet())
        .contains(URI.create("http://127.0.0.1:8700/_sandbox/customer/pay"));
    assertThat(wallet(settings)).isPresent();
  }

  @Test
  void givenAWallet_whenALiveInstallationReadsIt_thenItDoesNotStart() {
    assertThatThrownBy(() -> read(Mode.LIVE, WALLET))
        .isInstanceOf(FaultySettingsException.class)
        .hasMessageContaining("SANDBOX_WALLET_URL must not be set in a live installation");
  }

  @Test
  void givenAnExplorer_whenRead_thenTransactionsHaveTheirPageThere() {
    String address = "https://explorer.example/public/tx/{hash}?lang=en";

    assertThat(read(Mode.LIVE, Map.of()).transactions().of("ab")).isEmpty();
    assertThat(read(Mode.LIVE, Map.of("STELLAR_TRANSACTION_PAGE", address)).transactions().of("ab"))
        .contains("https://explorer.example/public/tx/ab?lang=en");
    assertThat(
            read(Mode.SANDBOX, Map.of("STELLAR_TRANSACTION_PAGE", "http://127.0.0.1:8/tx/{hash}"))
                .transactions()
                .of("ab"))
        .contains("http://127.0.0.1:8/tx/ab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://explorer.example/tx/",
        "http://explorer.example/tx/{hash}",
        "javascript:alert('{hash}')",
        "https://user@explorer.example/{hash}",
        "/tx/{hash}",
        "not an address {hash}"
      })
  void givenNoExplorer_whenRead_thenItDoesNotStart(String address) {
    assertThatThrownBy(() -> read(Mode.LIVE, Map.of("STELLAR_TRANSACTION_PAGE", address)))
        .isInstanceOf(FaultySettingsException.class)
        .hasMessageContaining("STELLAR_TRANSACTION_PAGE must be");
  }

  @Test
  void givenAWalletAndAFaultyMode_whenRead_thenThereIsNoWallet() {
    SettingReader reader = new SettingReader(SettingSource.of(WALLET));
    assertThat(PaySettings.read(reader, Optional.empty()).wallet()).isEmpty();
  }
}
