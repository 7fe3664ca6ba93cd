package ng.bills.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.money.Money;
import ng.bills.domain.refund.RefundClockPolicy;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.platform.StartupCheck;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveSettings;
import ng.bills.infrastructure.setting.FaultySettingsException;
import ng.bills.infrastructure.setting.SettingSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stellar.sdk.KeyPair;

public class SettingsTest {
  private static final String SECRET = new String(KeyPair.random().getSecretSeed());
  private static final String ISSUER = KeyPair.random().getAccountId();

  /** What an operator must set, and nothing else. */
  public static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("BILLS_MODE", "live");
    environment.put("BILLS_DB_URL", "jdbc:postgresql://127.0.0.1:5432/bills");
    environment.put("BILLS_DB_USER", "bills");
    environment.put("BILLS_DB_PASSWORD", "hidden-database-password");
    environment.put("BILLS_JMS_HOST", "127.0.0.1");
    environment.put("BILLS_JMS_PORT", "61616");
    environment.put("STELLAR_HORIZON_URL", "https://horizon.example.org");
    environment.put("STELLAR_NETWORK_PASSPHRASE", "A Network ; 2026");
    environment.put("STELLAR_SYSTEM_SECRET", SECRET);
    environment.put("STELLAR_START_FROM", "now");
    environment.put("CNGN_ASSET_CODE", "cNGN");
    environment.put("CNGN_ISSUER", ISSUER);
    environment.put("VTPASS_BASE_URL", "https://vtpass.example.org/api/");
    environment.put("VTPASS_API_KEY", "hidden-api-key");
    environment.put("VTPASS_PUBLIC_KEY", "PK_hidden");
    environment.put("VTPASS_SECRET_KEY", "SK_hidden");
    environment.put("VTPASS_DEFAULT_PHONE", "+234 803 000 1122");
    environment.put("BILLS_FIELD_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    environment.put("SMTP_HOST", "mail.example.org");
    environment.put("SMTP_PORT", "587");
    environment.put("SMTP_FROM", "Bills <bills@example.org>");
    environment.put("SMS_BASE_URL", "https://sms.example.org");
    environment.put("SMS_API_KEY", "hidden-sms-key");
    environment.put("SMS_SENDER", "Bills");
    environment.put("APP_ADDRESS", "https://bills.example.org");
    return environment;
  }

  /** The same, and Flutterwave in the order of providers. */
  private static Map<String, String> withFlutterwave() {
    Map<String, String> environment = with("BILL_PROVIDER_ORDER", "flutterwave,vtpass");
    environment.put("FLUTTERWAVE_BASE_URL", "https://flutterwave.example.org/v3/");
    environment.put("FLUTTERWAVE_SECRET_KEY", "hidden-secret-key");
    environment.put("FLUTTERWAVE_WEBHOOK_HASH", "hidden-webhook-hash");
    return environment;
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = environment();
    environment.put(name, value);
    return environment;
  }

  private static Settings read(Map<String, String> environment) {
    return Settings.read(SettingSource.of(environment));
  }

  private static List<String> faults(Map<String, String> environment) {
    return StartupCheck.faults(SettingSource.of(environment));
  }

  @Test
  void givenWhatMustBeSet_whenRead_thenTheRestIsAsDocumented() {
    Settings settings = read(environment());

    assertThat(settings.payments().accountFormat()).isEqualTo(AccountFormat.STRICT);
    assertThat(settings.payments().window()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.payments().cngn().code()).isEqualTo("cNGN");
    assertThat(settings.payments().cngn().issuer()).isEqualTo(ISSUER);
    assertThat(settings.payments().fees().byType())
        .containsEntry(BillType.ELECTRICITY, Money.ofNaira(30));
    assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.stages().batchSize()).isEqualTo(50);
    assertThat(settings.stages().lease()).isEqualTo(Duration.ofSeconds(120));
    assertThat(settings.stages().unmatchedRefundAfter()).isZero();
    assertThat(settings.stages().vend().retries().delays())
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(300));
    assertThat(settings.stages().vend().retries().jitterPercent()).isEqualTo(20);
    assertThat(settings.stages().vend().requeries().delays())
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(300));
    assertThat(settings.stages().vend().requeryDeadline()).isEqualTo(Duration.ofHours(24));
    assertThat(settings.stages().vend().notFoundNeeded()).isEqualTo(3);
    assertThat(settings.stages().vend().notFoundSettle()).isEqualTo(Duration.ofSeconds(180));
    assertThat(settings.stages().vend().tokenRequery()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.stages().vend().tokenAlert()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.providerOrder().codes()).containsExactly(new ProviderCode("vtpass"));
    assertThat(settings.vtpass().payTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.vtpass().askTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.vtpass().baseUrl()).hasToString("https://vtpass.example.org/api");
    assertThat(settings.vtpass().defaultPhone().number()).isEqualTo("08030001122");
    assertThat(settings.smtp().startTls()).isTrue();
    assertThat(settings.app().name()).isEqualTo("Bills");
    assertThat(faults(environment())).isEmpty();
  }

  @Test
  void givenNothing_whenRead_thenEverySettingThatMustBeThereIsNamedOnce() {
    List<String> faults = faults(Map.of());

    assertThat(faults)
        .containsExactlyInAnyOrder(
            "BILLS_MODE is not set",
            "BILLS_DB_URL is not set",
            "BILLS_DB_USER is not set",
            "BILLS_DB_PASSWORD is not set",
            "BILLS_JMS_HOST is not set",
            "BILLS_JMS_PORT is not set",
            "BILLS_FIELD_KEYS is not set",
            "STELLAR_HORIZON_URL is not set",
            "STELLAR_NETWORK_PASSPHRASE is not set",
            "STELLAR_SYSTEM_SECRET is not set",
            "STELLAR_START_FROM is not set",
            "CNGN_ASSET_CODE is not set",
            "CNGN_ISSUER is not set",
            "VTPASS_API_KEY is not set",
            "VTPASS_PUBLIC_KEY is not set",
            "VTPASS_SECRET_KEY is not set",
            "VTPASS_BASE_URL is not set",
            "VTPASS_DEFAULT_PHONE is not set",
            "SMTP_HOST is not set",
            "SMTP_PORT is not set",
            "SMTP_FROM is not set",
            "SMS_BASE_URL is not set",
            "SMS_API_KEY is not set",
            "SMS_SENDER is not set",
            "APP_ADDRESS is not set");
    assertThat(faults)
        .as("nothing else must be set")
        .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
        .containsExactlyInAnyOrderElementsOf(environment().keySet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BILLS_MODE | test",
        "SANDBOX_ADDRESS | sandbox.example.org",
        "TRUSTED_PROXIES | 10.0.0.1/8",
        "TRUSTED_PROXIES | 10.0.0.0/8;::1",
        "BILLS_DB_URL | mysql://x",
        "BILLS_JMS_HOST | broker:61616",
        "BILLS_JMS_PORT | 70000",
        "BILLS_JMS_PORT | abc",
        "BILLS_FIELD_KEYS | k1:short",
        "BILLS_FIELD_KEYS | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "STELLAR_HORIZON_URL | http://horizon.example.org",
        "STELLAR_SYSTEM_SECRET | SNOTASECRETSEEDATALL",
        "STELLAR_START_FROM | yesterday",
        "CNGN_ASSET_CODE | c-NGN",
        "CNGN_ISSUER | GNOTANACCOUNT",
        "VTPASS_BASE_URL | vtpass",
        "VTPASS_BASE_URL | http://vtpass.example.org/api",
        "VTPASS_BASE_URL | https://user:secret@vtpass.example.org/api",
        "VTPASS_BASE_URL | https://vtpass.example.org/api?x=1",
        "VTPASS_API_KEY | two words",
        "VTPASS_SANDBOX_MODE | yes",
        "VTPASS_DEFAULT_PHONE | 12345",
        "VTPASS_PAY_TIMEOUT_SECONDS | 0",
        "CATALOGUE_REFRESH_MINUTES | 0",
        "CATALOGUE_RETRY_SECONDS | soon",
        "BILL_PROCESSOR_POLL_INTERVAL_SECONDS | 0",
        "BILL_PROCESSOR_POLL_INTERVAL_SECONDS | ten",
        "BILL_PROCESSOR_BATCH_SIZE | 1001",
        "BILL_PAYMENT_WINDOW_MINUTES | -1",
        "BILL_RETRY_DELAYS_SECONDS | 10,,60",
        "BILL_RETRY_DELAYS_SECONDS | 10;60",
        "BILL_RETRY_JITTER_PERCENT | 101",
        "BILL_REQUERY_DELAYS_SECONDS | soon",
        "BILL_REQUERY_DEADLINE_HOURS | 0",
        "BILL_NOT_FOUND_NEEDED | 1",
        "BILL_NOT_FOUND_SETTLE_SECONDS | 1.5",
        "BILL_NOT_FOUND_SETTLE_SECONDS | 0",
        "BILL_NOT_FOUND_SETTLE_SECONDS | 180,nobody=2",
        "BILL_NOT_FOUND_SETTLE_SECONDS | 180,vtpass=0",
        "BILL_TOKEN_REQUERY_SECONDS | x",
        "BILL_TOKEN_ALERT_SECONDS | x",
        "BILL_LEASE_SECONDS | 65",
        "BILL_FEES | electricity=thirty",
        "BILL_FEES | electricity=30.005",
        "BILL_FEES | electricity=30,electricity=40",
        "UNMATCHED_FUNDS_REFUND_AFTER_SECONDS | never",
        "BILL_PROVIDER_ORDER | VTpass",
        "BILL_PROVIDER_ORDER | vtpass,vtpass",
        "BILL_PROVIDER_ORDERS | rent=vtpass",
        "BILL_PROVIDER_ORDERS | airtime=vtpass,nobody",
        "BILL_PROVIDER_ORDERS | airtime=vtpass,vtpass",
        "BILL_PROVIDER_ORDERS | airtime/MTN!=vtpass",
        "BILL_PROVIDER_ORDERS | airtime=x=y",
        "BILL_PROVIDER_CALLS_PER_HOUR | -1",
        "BILL_PROVIDER_CALLS_PER_HOUR | 00",
        "BILL_PROVIDER_PLACES | 0",
        "API_KEY_REQUESTS_PER_MINUTE | -1",
        "API_KEY_REQUESTS_PER_MINUTE | many",
        "CUSTOMER_PAYMENTS_PER_HOUR | 1.5",
        "CUSTOMER_PAYMENTS_PER_HOUR | 100000001",
        "BILL_BUY_AGAIN_MINUTES | 1441",
        "BILL_BUY_AGAIN_MINUTES | 5,5",
        "BILL_BUY_AGAIN_MINUTES | airtime=2,airtime=3",
        "BILL_BUY_AGAIN_MINUTES | tea=5",
        "BILL_BUY_AGAIN_MINUTES | 10,",
        "BILL_PROVIDER_CALLS_PER_HOUR | 1000,nobody=5",
        "BILL_PROVIDER_PLACES | many",
        "BILL_PUT_BACK_MILLIS | 1",
        "BILL_ELSEWHERE_AFTER_SECONDS | x",
        "BILL_CIRCUIT_WINDOW_SECONDS | 0",
        "BILL_CIRCUIT_MINIMUM_CALLS | 0",
        "BILL_CIRCUIT_FAILURE_PERCENT | 101",
        "BILL_CIRCUIT_OPEN_SECONDS | x",
        "BILL_CIRCUIT_OPEN_AT_MOST_SECONDS | 29",
        "BILL_OUTAGE_CLOSE_AFTER_SECONDS | x",
        "BILL_OUTAGE_PAID_WAIT_MINUTES | never",
        "BILL_OUTAGE_LOOK_SECONDS | 0",
        "BILL_FLOAT_POLL_SECONDS | 1",
        "BILL_FLOAT_SPENDING_MINUTES | 0",
        "BILL_FLOAT_ALERT_MINUTES | x",
        "BILL_FLOAT_SHIFT_MINUTES | x",
        "BILL_FLOAT_DRY_SECONDS | 0",
        "REFUND_CLOCK_SUBMITTED_SECONDS | 0",
        "REFUND_CLOCK_SUBMITTED_SECONDS | quickly",
        "REFUND_CLOCK_SUBMITTED_SECONDS | 30,60",
        "REFUND_CLOCK_SUBMITTED_SECONDS | 30,rent=60",
        "REFUND_CLOCK_SUBMITTED_SECONDS | 30,airtime=60,airtime=61",
        "REFUND_CLOCK_PENDING_MINUTES | 43201",
        "REFUND_CLOCK_PENDING_MINUTES | 1440,data=",
        "REFUND_CLOCK_PENDING_MINUTES | airtime=1=2",
        "SMTP_HOST | mail server",
        "SMTP_PORT | 0",
        "SMTP_STARTTLS | maybe",
        "SMTP_FROM | nobody",
        "SMS_BASE_URL | ftp://sms.example.org",
        "SMS_SENDER | TheBillsCompany",
        "APP_ADDRESS | bills.example.org",
        "LOG_LEVEL | LOUD"
      })
  void givenOneMalformedSetting_whenRead_thenItAloneIsNamedWithoutItsValue(
      String name, String value) {
    List<String> faults = faults(with(name, value));

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0)).startsWith(name + " ");
    assertThat(faults.get(0).lines()).hasSize(1);
    if (value.length() > 4) {
      assertThat(faults.get(0)).doesNotContain(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STELLAR_SYSTEM_SECRET",
        "VTPASS_API_KEY",
        "VTPASS_PUBLIC_KEY",
        "VTPASS_SECRET_KEY",
        "SMS_API_KEY"
      })
  void givenMalformedSecret_whenRead_thenNoPartOfItIsInTheMessage(String name) {
    FaultySettingsException faulty =
        catchThrowableOfType(
            FaultySettingsException.class, () -> read(with(name, "leaked secret \u00e9")));

    assertThat(faulty).hasMessageContaining(name);
    assertThat(faulty.getMessage()).doesNotContain("leaked").doesNotContain("\u00e9");
    assertThat(faulty.getCause()).isNull();
  }

  @Test
  void givenSeveralFaults_whenRead_thenAllInOneLine() {
    Map<String, String> environment = with("SMTP_PORT", "x");
    environment.remove("VTPASS_API_KEY");
    environment.put("BILL_FEES", "?");

    FaultySettingsException faulty =
        catchThrowableOfType(FaultySettingsException.class, () -> read(environment));

    assertThat(faults(environment)).hasSize(3);
    environment.put("BILLS_JMS_PORT", "abc");
    environment.put("BILLS_JMS_HOST", "a b");
    environment.put("LOG_LEVEL", "LOUD");
    assertThat(faults(environment)).as("those of the platform as well").hasSize(6);
    assertThat(faulty.faults()).hasSize(3);
    assertThat(faulty.getMessage())
        .contains("VTPASS_API_KEY is not set", "SMTP_PORT must be", "BILL_FEES must be");
    assertThat(faulty.getMessage().lines()).hasSize(1);
  }

  @Test
  void givenSettings_whenShown_thenNothingSecret() {
    Settings settings = read(environment());

    assertThat(
            List.of(
                settings.toString(),
                settings.vtpass().toString(),
                settings.smtp().toString(),
                settings.sms().toString()))
        .noneMatch(text -> text.contains("hidden"));
  }

  @Test
  void givenLongProviderWait_whenLeaseIsLongerStill_thenTaken() {
    Map<String, String> environment = with("VTPASS_PAY_TIMEOUT_SECONDS", "120");
    assertThat(faults(environment)).hasSize(1).first().asString().startsWith("BILL_LEASE_SECONDS");

    environment.put("BILL_LEASE_SECONDS", "126");
    assertThat(faults(environment)).isEmpty();
  }

  @Test
  void givenFlutterwaveInTheOrder_whenRead_thenItsSettingsMustBeThereAndElseNot() {
    assertThat(read(environment()).flutterwave()).isEmpty();

    FlutterwaveSettings settings = read(withFlutterwave()).flutterwave().orElseThrow();
    assertThat(settings.baseUrl()).hasToString("https://flutterwave.example.org/v3");
    assertThat(settings.payTimeout()).isEqualTo(Duration.ofSeconds(40));
    assertThat(settings.webhookScheme()).isEqualTo(FlutterwaveSettings.WebhookScheme.VERIF_HASH);
    assertThat(settings.toString()).doesNotContain("hidden");

    assertThat(faults(with("BILL_PROVIDER_ORDER", "flutterwave")))
        .containsExactlyInAnyOrder(
            "FLUTTERWAVE_BASE_URL is not set",
            "FLUTTERWAVE_SECRET_KEY is not set",
            "FLUTTERWAVE_WEBHOOK_HASH is not set");
  }

  @Test
  void givenAProviderTakenOutOfTheOrder_whenItsSettingsAreLeft_thenTheyAreStillRead() {
    Map<String, String> left = withInterswitch();
    left.putAll(withFlutterwave());
    left.put("BILL_PROVIDER_ORDER", "vtpass");

    Settings settings = read(left);

    assertThat(settings.providerOrder().codes()).containsExactly(new ProviderCode("vtpass"));
    assertThat(settings.routing().order().everybody()).containsExactly(new ProviderCode("vtpass"));
    assertThat(settings.flutterwave()).isPresent();
    assertThat(settings.interswitch()).isPresent();
    left.remove("FLUTTERWAVE_WEBHOOK_HASH");
    left.remove("INTERSWITCH_CLIENT_ID");
    assertThat(faults(left))
        .as("half of them are a mistake")
        .containsExactlyInAnyOrder(
            "FLUTTERWAVE_WEBHOOK_HASH is not set", "INTERSWITCH_CLIENT_ID is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "FLUTTERWAVE_BASE_URL, http://flutterwave.example.org/v3",
    "FLUTTERWAVE_SECRET_KEY, two words",
    "FLUTTERWAVE_WEBHOOK_HASH, leaked secret",
    "FLUTTERWAVE_WEBHOOK_SCHEME, hmac-sha512",
    "FLUTTERWAVE_PAY_TIMEOUT_SECONDS, none",
    "FLUTTERWAVE_TIMEOUT_SECONDS, long"
  })
  void givenMalformedFlutterwaveSetting_whenRead_thenItAloneIsNamed(String name, String value) {
    Map<String, String> environment = withFlutterwave();
    environment.put(name, value);

    assertThat(faults(environment)).hasSize(1);
    assertThat(faults(environment).get(0)).startsWith(name + " ").doesNotContain(value);
  }

  @Test
  void givenThreeAnswersOfFlutterwave_whenLeaseIsShorter_thenRefused() {
    Map<String, String> environment = withFlutterwave();
    environment.put("FLUTTERWAVE_TIMEOUT_SECONDS", "20");
    assertThat(faults(environment)).hasSize(1).first().asString().startsWith("BILL_LEASE_SECONDS");

    environment.put("BILL_LEASE_SECONDS", "122");
    assertThat(faults(environment)).isEmpty();
  }

  @Test
  void givenNothingSet_whenRead_thenTheUsualLimits() {
    Settings settings = read(with("APP_NAME", "Bills"));
    assertThat(settings.limits())
        .isEqualTo(
            new LimitPolicy(
                Optional.of(Quota.perWindow(600, Duration.ofMinutes(1))),
                Optional.of(Quota.inAny(100, Duration.ofHours(1)))));
    assertThat(settings.buyAgain()).isEqualTo(new BuyAgainPolicy(Duration.ofMinutes(10), Map.of()));
  }

  @Test
  void givenLimitsAreOff_whenRead_thenNone() {
    Map<String, String> environment = with("API_KEY_REQUESTS_PER_MINUTE", "0");
    environment.put("CUSTOMER_PAYMENTS_PER_HOUR", "0");
    environment.put("BILL_PROVIDER_CALLS_PER_HOUR", "0,vtpass=7");
    environment.put("BILL_BUY_AGAIN_MINUTES", "0, electricity = 20");
    Settings settings = read(environment);
    assertThat(settings.limits()).isEqualTo(LimitPolicy.NONE);
    assertThat(settings.routing().traffic().perHour()).isZero();
    assertThat(settings.routing().traffic().perHourOf())
        .containsExactly(Map.entry(new ProviderCode("vtpass"), 7));
    assertThat(settings.buyAgain())
        .isEqualTo(
            new BuyAgainPolicy(
                Duration.ZERO, Map.of(BillType.ELECTRICITY, Duration.ofMinutes(20))));
  }

  @Test
  void givenTwoProviders_whenRead_thenTheUsualOrdersAndThoseSetByTypeAndBiller() {
    ProviderCode vtpass = new ProviderCode("vtpass");
    ProviderCode acme = new ProviderCode("acme");
    BillerCode mtn = new BillerCode("mtn");
    Map<String, String> environment = with("BILL_PROVIDER_ORDER", "acme, vtpass");
    environment.put("BILL_PROVIDER_ORDERS", "cable_tv=vtpass; airtime/mtn = acme");
    environment.put("BILL_PROVIDER_CALLS_PER_HOUR", "2000, acme=50");

    RoutingPolicy routing = read(environment).routing();

    assertThat(routing.order().of(BillType.WATER, mtn)).containsExactly(acme, vtpass);
    assertThat(routing.order().of(BillType.ELECTRICITY, mtn)).containsExactly(vtpass, acme);
    assertThat(routing.order().of(BillType.CABLE_TV, mtn)).containsExactly(vtpass);
    assertThat(routing.order().of(BillType.AIRTIME, mtn)).containsExactly(acme);
    assertThat(routing.traffic().perHour()).isEqualTo(2_000);
    assertThat(routing.traffic().perHourOf()).containsExactly(Map.entry(acme, 50));
  }

  @Test
  void givenRequerySettings_whenRead_thenOnlyWhatIsSetGoesBeforeTheProvidersOwnRules() {
    RoutingPolicy.Requeries none = read(environment()).routing().requeries();
    assertThat(none).isEqualTo(RoutingPolicy.Requeries.AS_THEY_SAY);

    RoutingPolicy.Requeries some =
        read(with("BILL_REQUERY_DELAYS_SECONDS", "1,2")).routing().requeries();
    assertThat(some.gaps()).contains(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    assertThat(some.settle()).isEmpty();
  }

  @Test
  void givenSettleTimes_whenRead_thenOneForAllAndOneForWhoeverIsNamed() {
    RoutingPolicy.Requeries all =
        read(with("BILL_NOT_FOUND_SETTLE_SECONDS", "240")).routing().requeries();
    assertThat(all.settle()).contains(Duration.ofSeconds(240));
    assertThat(all.settleOf()).isEmpty();

    RoutingPolicy.Requeries both =
        read(with("BILL_NOT_FOUND_SETTLE_SECONDS", "240, vtpass=2")).routing().requeries();
    assertThat(both.settle()).contains(Duration.ofSeconds(240));
    assertThat(both.settleOf())
        .containsExactly(Map.entry(new ProviderCode("vtpass"), Duration.ofSeconds(2)));

    assertThat(
            read(with("BILL_NOT_FOUND_SETTLE_SECONDS", "vtpass=2")).routing().requeries().settle())
        .isEmpty();
  }

  @Test
  void givenRefundClock_whenRead_thenHalfAMinuteAndADayAndByBillType() {
    RefundClockPolicy usual = read(environment()).refundClock();
    assertThat(usual.usual()).isEqualTo(RefundClockPolicy.Limits.STANDARD);
    assertThat(usual.byType()).isEmpty();
    assertThat(usual.grace()).isEqualTo(Duration.ofSeconds(20));

    Map<String, String> environment =
        with("REFUND_CLOCK_SUBMITTED_SECONDS", "45, airtime = 20,data=25");
    environment.put("REFUND_CLOCK_PENDING_MINUTES", "airtime=60");
    environment.put("BILL_PROCESSOR_POLL_INTERVAL_SECONDS", "30");
    RefundClockPolicy own = read(environment).refundClock();
    assertThat(own.of(BillType.WATER))
        .isEqualTo(new RefundClockPolicy.Limits(Duration.ofSeconds(45), Duration.ofHours(24)));
    assertThat(own.of(BillType.AIRTIME))
        .isEqualTo(new RefundClockPolicy.Limits(Duration.ofSeconds(20), Duration.ofHours(1)));
    assertThat(own.of(BillType.DATA))
        .isEqualTo(new RefundClockPolicy.Limits(Duration.ofSeconds(25), Duration.ofHours(24)));
    assertThat(own.grace()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void givenFees_whenRead_thenByTypeAndByBiller() {
    Settings settings = read(with("BILL_FEES", "electricity=25.50, ekedc=10"));

    assertThat(settings.payments().fees().byType())
        .containsEntry(BillType.ELECTRICITY, Money.ofKobo(2_550));
    assertThat(settings.payments().fees().byBiller())
        .containsEntry(new BillerCode("ekedc"), Money.ofNaira(10));
  }

  @Test
  void givenNothingOfPaystack_whenRead_thenThereIsNoAccount() {
    assertThat(read(environment()).paystack()).isEmpty();

    Map<String, String> wanted = with("BILL_PROVIDER_ORDER", "vtpass,paystack");
    assertThat(faults(wanted))
        .containsExactlyInAnyOrder("PAYSTACK_BASE_URL is not set", "PAYSTACK_API_KEY is not set");
  }

  @Test
  void givenHalfOfPaystack_whenRead_thenTheOtherHalfIsMissed() {
    Map<String, String> environment = with("PAYSTACK_API_KEY", "sk_live_hidden");
    assertThat(faults(environment)).containsExactly("PAYSTACK_BASE_URL is not set");

    environment.put("PAYSTACK_BASE_URL", "https://api.paystack.example.org/");
    Settings settings = read(environment);
    assertThat(settings.paystack().orElseThrow().baseUrl())
        .hasToString("https://api.paystack.example.org");
    assertThat(settings.paystack().orElseThrow().toString()).doesNotContain("sk_live_hidden");

    environment.put("PAYSTACK_API_KEY", "pk_test_hidden");
    assertThat(faults(environment)).hasSize(1).first().asString().startsWith("PAYSTACK_API_KEY");
  }

  @Test
  void givenMailPassword_whenConnectionIsNotEncrypted_thenRefused() {
    Map<String, String> environment = with("SMTP_USER", "bills");
    assertThat(faults(environment)).hasSize(1).first().asString().startsWith("SMTP_PASSWORD");

    environment.put("SMTP_PASSWORD", "hidden");
    assertThat(faults(environment)).isEmpty();

    environment.put("SMTP_STARTTLS", "false");
    assertThat(faults(environment)).hasSize(1).first().asString().startsWith("SMTP_STARTTLS");
  }

  @Test
  void givenEverySettingThatIsRead_whenLookedUp_thenExampleAndReadmeHaveItAndNothingElse()
      throws IOException {
    Set<String> read = new TreeSet<>();
    Map<String, String> environment = environment();
    Map<String, String> allProviders = withInterswitch();
    allProviders.putAll(withFlutterwave());
    allProviders.put("BILL_PROVIDER_ORDER", "vtpass,flutterwave,interswitch");
    StartupCheck.faults(
        name -> {
          read.add(name);
          return Optional.ofNullable(allProviders.get(name));
        });
    Set<String> example = new TreeSet<>();
    Set<String> required = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../deploy/bills.env.example"))) {
      Matcher setting = Pattern.compile("(#?)([A-Z][A-Z0-9_]+)=.*").matcher(line);
      if (setting.matches()) {
        assertThat(example.add(setting.group(2))).as(line).isTrue();
        if (setting.group(1).isEmpty()) {
          required.add(setting.group(2));
        }
      }
    }
    String readme = Files.readString(Path.of("../README.md"));
    String table = readme.substring(readme.indexOf("## Settings"), readme.indexOf("## Things"));
    Set<String> documented = new TreeSet<>();
    Matcher names = Pattern.compile("`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`").matcher(table);
    while (names.find()) {
      documented.add(names.group(1));
    }

    assertThat(example).isEqualTo(read);
    assertThat(required).isEqualTo(new TreeSet<>(environment().keySet()));
    assertThat(documented).isEqualTo(read);
  }

  private static Map<String, String> withInterswitch() {
    Map<String, String> environment = with("BILL_PROVIDER_ORDER", "vtpass,interswitch");
    environment.put("INTERSWITCH_BASE_URL", "https://isw.example.org/");
    environment.put("INTERSWITCH_CLIENT_ID", "hidden-client");
    environment.put("INTERSWITCH_CLIENT_SECRET", "hidden-client-secret");
    environment.put("INTERSWITCH_TERMINAL_ID", "3PBL0001");
    environment.put("INTERSWITCH_REFERENCE_PREFIX", "1453");
    environment.put("INTERSWITCH_DEFAULT_PHONE", "08030001122");
    environment.put("INTERSWITCH_DEFAULT_EMAIL", "ops@example.org");
    return environment;
  }

  @Test
  void givenInterswitchInTheOrder_whenRead_thenItsSettingsMustBeThereAndAreWhatTheySay() {
    assertThat(read(environment()).interswitch()).isEmpty();
    var interswitch = read(withInterswitch()).interswitch().orElseThrow();
    assertThat(interswitch.tokenUrl()).hasToString("https://isw.example.org/passport/oauth/token");
    assertThat(interswitch.queryUrl()).hasToString("https://isw.example.org");
    assertThat(interswitch.payTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(interswitch.webhookSecret()).isEmpty();
    assertThat(interswitch.toString()).doesNotContain("hidden");
    Map<String, String> elsewhere = withInterswitch();
    elsewhere.put("INTERSWITCH_QUERY_URL", "https://query.example.org");
    elsewhere.put("INTERSWITCH_TOKEN_URL", "https://passport.example.org/passport/oauth/token");
    elsewhere.put("INTERSWITCH_WEBHOOK_SECRET", "hidden-webhook-secret");
    elsewhere.put("INTERSWITCH_FORMER_PREFIXES", "1452,1451");
    elsewhere.put(
        "INTERSWITCH_TIMEOUT_SECONDS", "4"); // three prefixes are asked about in one lease
    var apart = read(elsewhere).interswitch().orElseThrow();
    assertThat(apart.queryUrl()).hasToString("https://query.example.org");
    assertThat(apart.tokenUrl()).hasToString("https://passport.example.org/passport/oauth/token");
    assertThat(apart.webhookSecret()).contains("hidden-webhook-secret");
    assertThat(apart.formerPrefixes()).containsExactly("1452", "1451");
    assertThat(faults(with("BILL_PROVIDER_ORDER", "interswitch")))
        .containsExactlyInAnyOrder(
            "INTERSWITCH_BASE_URL is not set",
            "INTERSWITCH_CLIENT_ID is not set",
            "INTERSWITCH_CLIENT_SECRET is not set",
            "INTERSWITCH_TERMINAL_ID is not set",
            "INTERSWITCH_REFERENCE_PREFIX is not set",
            "INTERSWITCH_DEFAULT_PHONE is not set",
            "INTERSWITCH_DEFAULT_EMAIL is not set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTERSWITCH_BASE_URL | http://isw.example.org",
        "INTERSWITCH_TOKEN_URL | isw",
        "INTERSWITCH_CLIENT_SECRET | two words",
        "INTERSWITCH_TERMINAL_ID | 3PBL-0001",
        "INTERSWITCH_REFERENCE_PREFIX | 145",
        "INTERSWITCH_REFERENCE_PREFIX | 1453x",
        "INTERSWITCH_FORMER_PREFIXES | 145",
        "INTERSWITCH_FORMER_PREFIXES | '1453,1454,1455,1456'",
        "INTERSWITCH_DEFAULT_PHONE | 12345",
        "INTERSWITCH_DEFAULT_EMAIL | nobody",
        "INTERSWITCH_TIMEOUT_SECONDS | 0"
      })
  void givenFaultyInterswitchSetting_whenRead_thenItAloneIsNamed(String name, String value) {
    Map<String, String> environment = withInterswitch();
    environment.put(name, value);
    assertThat(faults(environment)).singleElement().asString().startsWith(name + " ");
  }

  @Test
  void givenInterswitchSlowerThanTheLease_whenRead_thenTheLeaseIsNamed() {
    Map<String, String> environment = withInterswitch();
    environment.put("INTERSWITCH_TIMEOUT_SECONDS", "60");
    assertThat(faults(environment)).singleElement().asString().startsWith("BILL_LEASE_SECONDS ");

    Map<String, String> twoPrefixes = withInterswitch();
    twoPrefixes.put("INTERSWITCH_FORMER_PREFIXES", "1452");
    assertThat(faults(twoPrefixes)).singleElement().asString().startsWith("BILL_LEASE_SECONDS ");
  }
}
