package ng.bills.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.platform.StartupCheck;
import ng.bills.infrastructure.setting.SettingSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stellar.sdk.KeyPair;

/** A sandbox that could reach anything real does not start, and the reverse. */
class ModeFenceTest {

  /** Addresses that are not called by anything that follows from a request, or are ours. */
  private static final Set<String> NOT_OUTSIDE =
      Set.of("APP_ADDRESS", "SANDBOX_ADDRESS", "BILLS_DB_URL", "BILLS_JMS_HOST");

  private static final String REAL = "https://api.real.example";

  /** A sandbox with every provider there is. */
  private static Map<String, String> sandbox() {
    Map<String, String> environment = new HashMap<>(SettingsTest.environment());
    environment.put("BILLS_MODE", "sandbox");
    environment.put("STELLAR_HORIZON_URL", "https://horizon-testnet.stellar.org");
    environment.put("STELLAR_NETWORK_PASSPHRASE", "Test SDF Network ; September 2015");
    environment.put("CNGN_ISSUER", KeyPair.random().getAccountId());
    environment.put("VTPASS_BASE_URL", "https://sandbox.vtpass.com/api");
    environment.put("VTPASS_SANDBOX_MODE", "true");
    environment.put("BILL_PROVIDER_ORDER", "vtpass,flutterwave,interswitch,paystack");
    environment.put("FLUTTERWAVE_BASE_URL", "https://api.flutterwave.com/v3");
    environment.put("FLUTTERWAVE_SECRET_KEY", "FLWSECK_TEST-hidden-X");
    environment.put("FLUTTERWAVE_WEBHOOK_HASH", "hidden");
    environment.put("PAYSTACK_BASE_URL", "https://api.paystack.co");
    environment.put("PAYSTACK_API_KEY", "sk_test_hidden");
    environment.put("INTERSWITCH_BASE_URL", "https://qa.interswitchng.com");
    environment.put("INTERSWITCH_QUERY_URL", "https://qa.interswitchng.com");
    environment.put(
        "INTERSWITCH_TOKEN_URL", "https://sandbox.interswitchng.com/passport/oauth/token");
    environment.put("INTERSWITCH_CLIENT_ID", "hidden");
    environment.put("INTERSWITCH_CLIENT_SECRET", "hidden");
    environment.put("INTERSWITCH_TERMINAL_ID", "3PBL0001");
    environment.put("INTERSWITCH_REFERENCE_PREFIX", "1453");
    environment.put("INTERSWITCH_DEFAULT_PHONE", "08030001122");
    environment.put("INTERSWITCH_DEFAULT_EMAIL", "ops@example.org");
    environment.put("SMTP_HOST", "127.0.0.1");
    environment.put("SMS_BASE_URL", "http://127.0.0.1:8703");
    return environment;
  }

  private static List<String> faults(Map<String, String> environment) {
    return StartupCheck.faults(SettingSource.of(environment));
  }

  private static List<String> faults(String name, String value) {
    Map<String, String> environment = sandbox();
    environment.put(name, value);
    return faults(environment);
  }

  @Test
  void givenKnownSandboxesOnly_whenRead_thenTheSandboxStarts() {
    assertThat(faults(sandbox())).isEmpty();
    Settings settings = Settings.read(SettingSource.of(sandbox()));
    assertThat(settings.access().mode()).isEqualTo(Mode.SANDBOX);
    assertThat(settings.payments().accountFormat()).isEqualTo(AccountFormat.SANDBOX);
  }

  @ParameterizedTest
  @CsvSource({
    "BILLS_DB_PASSWORD, bills",
    "BILLS_DB_PASSWORD, Postgres",
    "BILLS_DB_PASSWORD, ngbills",
    "BILLS_DB_OWNER_PASSWORD, changeme"
  })
  void givenAPasswordOfDevelopment_whenRead_thenALiveInstallationDoesNotStart(
      String name, String password) {
    Map<String, String> live = SettingsTest.environment();
    live.put("BILLS_DB_USER", "ngbills");
    live.put("BILLS_DB_OWNER_USER", "ngowner");
    live.put("BILLS_DB_OWNER_PASSWORD", "hidden-owner-password");
    assertThat(faults(live)).isEmpty();
    live.put(name, password);
    assertThat(faults(live))
        .containsExactly(name + " must not be a password of development in a live installation");
    Map<String, String> sandbox = sandbox();
    sandbox.put("BILLS_DB_PASSWORD", "bills");
    assertThat(faults(sandbox)).isEmpty();
  }

  /**
   * Generated: whatever setting is read that holds an address. A provider added tomorrow is in it.
   */
  @Test
  void givenAnyAddressThatIsNoSandbox_whenRead_thenTheSandboxDoesNotStartAndNamesIt() {
    Set<String> read = new TreeSet<>();
    StartupCheck.faults(
        name -> {
          read.add(name);
          return Optional.ofNullable(sandbox().get(name));
        });
    Set<String> outside = new TreeSet<>();
    for (String name : read) {
      if (name.matches(".*_(URL|HOST|ADDRESS)") && !NOT_OUTSIDE.contains(name)) {
        outside.add(name);
      }
    }
    assertThat(outside).hasSizeGreaterThanOrEqualTo(9);
    for (String name : outside) {
      for (String address :
          List.of(
              REAL, "https://sandbox.vtpass.com.real.example", "https://127.0.0.1.real.example")) {
        String value = name.endsWith("_HOST") ? address.substring("https://".length()) : address;
        assertThat(faults(name, value))
            .as(name + "=" + value)
            .singleElement()
            .asString()
            .startsWith(name + " must be");
      }
    }
  }

  @Test
  void givenEveryServiceThatIsRead_whenLookedAt_thenTheTestAboveKnowsItsName() {
    Set<String> services = new TreeSet<>();
    StartupCheck.faults(
        name -> {
          String value = sandbox().get(name);
          if (value != null && value.matches("https?://.*")) {
            services.add(name);
          }
          return Optional.ofNullable(value);
        });
    assertThat(services).allMatch(name -> name.matches(".*_(URL|ADDRESS)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VTPASS_BASE_URL | https://vtpass.com/api",
        "VTPASS_BASE_URL | https://api-service.vtpass.com/api",
        "VTPASS_BASE_URL | https://qa.interswitchng.com",
        "INTERSWITCH_BASE_URL | https://saturn.interswitchng.com",
        "INTERSWITCH_TOKEN_URL | https://passport.interswitchng.com/passport/oauth/token",
        "FLUTTERWAVE_SECRET_KEY | FLWSECK-hidden-X",
        "PAYSTACK_API_KEY | sk_live_hidden",
        "STELLAR_NETWORK_PASSPHRASE | Public Global Stellar Network ; September 2015",
        "STELLAR_NETWORK_PASSPHRASE | Public Bantu Network ; 10-10-2020"
      })
  void givenOneRealThing_whenRead_thenTheSandboxDoesNotStart(String name, String value) {
    assertThat(faults(name, value)).singleElement().asString().startsWith(name + " must be");
  }

  @ParameterizedTest
  @CsvSource({
    "STELLAR_HORIZON_URL, http://127.0.0.1:8701",
    "VTPASS_BASE_URL, http://localhost:8702",
    "INTERSWITCH_BASE_URL, http://[::1]:8705",
    "VTPASS_BASE_URL, https://SANDBOX.vtpass.com/api"
  })
  void givenThisMachine_whenRead_thenTheSandboxStarts(String name, String value) {
    assertThat(faults(name, value)).isEmpty();
  }

  @Test
  void givenLiveKeyBehindThisMachine_whenRead_thenTheSandboxDoesNotStart() {
    Map<String, String> environment = sandbox();
    environment.put("FLUTTERWAVE_BASE_URL", "http://127.0.0.1:9000");
    environment.put("FLUTTERWAVE_SECRET_KEY", "FLWSECK-hidden-X");
    assertThat(faults(environment)).singleElement().asString().startsWith("FLUTTERWAVE_SECRET_KEY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STELLAR_HORIZON_URL | https://horizon-testnet.stellar.org",
        "STELLAR_NETWORK_PASSPHRASE | Test SDF Network ; September 2015",
        "STELLAR_NETWORK_PASSPHRASE | Bills Sandbox Network ; 2026",
        "VTPASS_BASE_URL | https://sandbox.vtpass.com/api",
        "VTPASS_SANDBOX_MODE | true"
      })
  void givenASandboxOrTestNetwork_whenRead_thenTheLiveInstallationDoesNotStart(
      String name, String value) {
    Map<String, String> environment = new HashMap<>(SettingsTest.environment());
    environment.put(name, value);
    assertThat(faults(environment)).singleElement().asString().startsWith(name + " must not be");
  }

  @Test
  void givenProxiesAndTheSandboxesAddress_whenRead_thenAsTheyAreWritten() {
    Map<String, String> environment = new HashMap<>(SettingsTest.environment());
    environment.put("TRUSTED_PROXIES", "10.0.0.0/8, ::1");
    environment.put("SANDBOX_ADDRESS", "https://sandbox.bills.example/");
    Settings settings = Settings.read(SettingSource.of(environment));
    assertThat(settings.access().trustedProxies())
        .isEqualTo(
            Arrays.asList(
                AddressRange.read("10.0.0.0/8").orElseThrow(),
                AddressRange.read("::1").orElseThrow()));
    assertThat(settings.access().sandboxAddress()).contains("https://sandbox.bills.example");
    assertThat(settings.access().mode()).isEqualTo(Mode.LIVE);
  }
}
