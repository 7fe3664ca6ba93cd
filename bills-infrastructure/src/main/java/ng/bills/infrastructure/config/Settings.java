package ng.bills.infrastructure.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.application.biller.CataloguePolicy;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.retention.RetentionPolicy;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.VendPolicy;
import ng.bills.domain.refund.RefundClockPolicy;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.infrastructure.crypto.KeyRing;
import ng.bills.infrastructure.hook.HookSettings;
import ng.bills.infrastructure.notice.SmsSettings;
import ng.bills.infrastructure.notice.SmtpSettings;
import ng.bills.infrastructure.pay.PaySettings;
import ng.bills.infrastructure.provider.ProviderOrder;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveBillProvider;
import ng.bills.infrastructure.provider.flutterwave.FlutterwaveSettings;
import ng.bills.infrastructure.provider.interswitch.InterswitchBillProvider;
import ng.bills.infrastructure.provider.interswitch.InterswitchSettings;
import ng.bills.infrastructure.provider.paystack.PaystackBillProvider;
import ng.bills.infrastructure.provider.paystack.PaystackSettings;
import ng.bills.infrastructure.provider.vtpass.VtpassSettings;
import ng.bills.infrastructure.setting.SettingReader;
import ng.bills.infrastructure.setting.SettingSource;
import ng.bills.infrastructure.stellar.StellarSettings;

/**
 * Everything an operator can set, as validated values. Reading needs no server, so that a start can
 * be refused before anything runs.
 *
 * @param stellar network, asset and wallet
 * @param vtpass our account at VTpass
 * @param paystack our account at Paystack, where there is one
 * @param flutterwave our account at Flutterwave, where there is one; there must be when it is in
 *     the order of providers
 * @param interswitch our account at Interswitch, likewise
 * @param providerOrder which providers are used, the first choice first
 * @param connectTimeout how long a connection to anybody outside may take to come about
 * @param payments how payments are requested
 * @param stages how the stages work
 * @param routing how providers are chosen, spared and given up
 * @param refundClock how long customers may wait for an outcome or their money
 * @param catalogue when the providers' catalogues are refreshed
 * @param pollInterval how often timers look for due work
 * @param retention how long what is kept for a time is kept
 * @param smtp the mail server
 * @param sms the SMS gateway
 * @param hooks webhooks to partners
 * @param pay the pay page
 * @param app what the application is called and where it is reached
 * @param access what this installation is for and whom it lets in
 */
public record Settings(
    StellarSettings stellar,
    VtpassSettings vtpass,
    Optional<PaystackSettings> paystack,
    Optional<FlutterwaveSettings> flutterwave,
    Optional<InterswitchSettings> interswitch,
    ProviderOrder providerOrder,
    Duration connectTimeout,
    PaymentPolicy payments,
    StagePolicy stages,
    RoutingPolicy routing,
    RefundClockPolicy refundClock,
    CataloguePolicy catalogue,
    Duration pollInterval,
    RetentionPolicy retention,
    SmtpSettings smtp,
    SmsSettings sms,
    HookSettings hooks,
    PaySettings pay,
    App app,
    AccessPolicy access) {

  /**
   * The application as people see it.
   *
   * @param name its name
   * @param address where it is reached from outside, without a slash at the end
   */
  public record App(String name, URI address) {}

  private static final String FORMER_PREFIXES = "\\d{4}(,\\d{4}){0,2}";
  private static final int DAY_SECONDS = 86_400;

  /** For a provider without rules of its own; the others' are {@link RoutingSettings}' to read. */
  private static final Duration NOT_FOUND_SETTLE = Duration.ofMinutes(3);

  private static final String PAY_TIMEOUT = "VTPASS_PAY_TIMEOUT_SECONDS";
  private static final String ASK_TIMEOUT = "VTPASS_TIMEOUT_SECONDS";
  private static final String CONNECT_TIMEOUT = "PROVIDER_CONNECT_TIMEOUT_SECONDS";
  private static final String LEASE = "BILL_LEASE_SECONDS";
  private static final String JITTER = "BILL_RETRY_JITTER_PERCENT";

  /**
   * Reads all of it.
   *
   * @throws ng.bills.infrastructure.setting.FaultySettingsException naming every setting that is
   *     missing or malformed, without values
   */
  public static Settings read(SettingSource source) {
    SettingReader reader = new SettingReader(source);
    reader.read(KeyRing.SETTING, KeyRing::parse);
    Optional<StellarSettings> stellar = stellar(reader);
    Duration connect = reader.seconds(CONNECT_TIMEOUT, 5, 1, 60);
    boolean sandbox = reader.flag("VTPASS_SANDBOX_MODE", false);
    AccountFormat format = sandbox ? AccountFormat.SANDBOX : AccountFormat.STRICT;
    Optional<VtpassSettings> vtpass = vtpass(reader, format);
    Optional<AccessPolicy> access = AccessSettings.read(reader);
    ProviderOrder order = providerOrder(reader);
    Optional<PaystackSettings> paystack =
        PaystackSettings.read(reader, order.codes().contains(PaystackBillProvider.CODE));
    Duration window = Duration.ofMinutes(reader.whole("BILL_PAYMENT_WINDOW_MINUTES", 10, 1, 1_440));
    FeeSchedule fees = fees(reader);
    Optional<FlutterwaveSettings> flutterwave =
        order.codes().contains(FlutterwaveBillProvider.CODE)
                || isSet(reader, "FLUTTERWAVE_BASE_URL", "FLUTTERWAVE_SECRET_KEY")
            ? Optional.of(flutterwave(reader))
            : Optional.empty();
    Optional<InterswitchSettings> interswitch =
        order.codes().contains(InterswitchBillProvider.CODE)
                || isSet(reader, "INTERSWITCH_BASE_URL", "INTERSWITCH_CLIENT_SECRET")
            ? interswitch(reader, format)
            : Optional.empty();
    Duration slowest =
        Stream.of(
                vtpass.map(v -> longer(v.payTimeout(), v.askTimeout()).plus(connect)),
                flutterwave.map(f -> f.slowest(connect)),
                interswitch.map(i -> i.slowest(connect)))
            .flatMap(Optional::stream)
            .reduce(connect, Settings::longer);
    Optional<StagePolicy> stages = stages(reader, slowest);
    RoutingPolicy routing =
        RoutingSettings.read(reader, order.codes(), stages.orElseThrow().vend());
    CataloguePolicy catalogue =
        new CataloguePolicy(
            Duration.ofMinutes(reader.whole("CATALOGUE_REFRESH_MINUTES", 60, 1, 1_440)),
            reader.seconds("CATALOGUE_RETRY_SECONDS", 300, 1, DAY_SECONDS));
    Duration poll = reader.seconds("BILL_PROCESSOR_POLL_INTERVAL_SECONDS", 10, 1, 3_600);
    RefundClockPolicy refundClock = RefundClockSettings.read(reader, poll);
    RetentionPolicy retention =
        new RetentionPolicy(
            Duration.ofDays(reader.whole("PROVIDER_JOURNAL_DAYS", 1_830, 30, 36_500)),
            Duration.ofDays(reader.whole("PROVIDER_JOURNAL_OTHER_DAYS", 30, 1, 36_500)));
    SmtpSettings smtp = smtp(reader);
    SmsSettings sms =
        new SmsSettings(
            reader.service("SMS_BASE_URL"),
            reader.text("SMS_API_KEY", "[\\x21-\\x7e]+", "printable characters without blanks"),
            reader.text("SMS_SENDER", "[A-Za-z0-9 ]{3,11}", "3 to 11 letters or digits"));
    HookSettings hooks = HookSettings.read(reader, sandbox);
    PaySettings pay = PaySettings.read(reader, access.map(AccessPolicy::mode));
    App app = new App(reader.optional("APP_NAME").orElse("Bills"), reader.service("APP_ADDRESS"));
    access.ifPresent(a -> ModeFence.check(reader, a.mode(), stellar, smtp));
    reader.finish();
    return new Settings(
        stellar.orElseThrow(),
        vtpass.orElseThrow(),
        paystack,
        flutterwave,
        interswitch,
        order,
        connect,
        new PaymentPolicy(format, window, fees, stellar.orElseThrow().cngn()),
        stages.orElseThrow(),
        routing,
        refundClock,
        catalogue,
        poll,
        retention,
        smtp,
        sms,
        hooks,
        pay,
        app,
        access.orElseThrow());
  }

  /** Whether we have an account there: then it is asked about orders of ours, in use or not. */
  private static boolean isSet(SettingReader reader, String... names) {
    return Stream.of(names).anyMatch(name -> reader.optional(name).isPresent());
  }

  private static Optional<StellarSettings> stellar(SettingReader reader) {
    String horizon = reader.text(StellarSettings.HORIZON_URL);
    String passphrase = reader.text(StellarSettings.NETWORK_PASSPHRASE);
    String secret = reader.text(StellarSettings.SYSTEM_SECRET);
    String code = reader.text(StellarSettings.ASSET_CODE);
    String issuer = reader.text(StellarSettings.ISSUER);
    String from = reader.text(StellarSettings.START_FROM);
    boolean complete = !Arrays.asList(horizon, passphrase, secret, code, issuer, from).contains("");
    if (!complete) {
      return Optional.empty();
    }
    return reader.read(
        StellarSettings.SYSTEM_SECRET,
        text -> StellarSettings.of(horizon, passphrase, text.toCharArray(), code, issuer, from));
  }

  private static Optional<VtpassSettings> vtpass(SettingReader reader, AccountFormat format) {
    String key = "[\\x21-\\x7e]+";
    String wanted = "printable characters without blanks";
    URI base = reader.service("VTPASS_BASE_URL");
    String apiKey = reader.text("VTPASS_API_KEY", key, wanted);
    String publicKey = reader.text("VTPASS_PUBLIC_KEY", key, wanted);
    String secretKey = reader.text("VTPASS_SECRET_KEY", key, wanted);
    Duration pay = reader.seconds(PAY_TIMEOUT, 60, 1, 600);
    Duration ask = reader.seconds(ASK_TIMEOUT, 30, 1, 600);
    return phone(reader, "VTPASS_DEFAULT_PHONE", format)
        .map(p -> new VtpassSettings(base, apiKey, publicKey, secretKey, pay, ask, p));
  }

  private static Optional<InterswitchSettings> interswitch(
      SettingReader reader, AccountFormat format) {
    String key = "[\\x21-\\x7e]+";
    String wanted = "printable characters without blanks";
    URI base = reader.service("INTERSWITCH_BASE_URL");
    URI query =
        reader.optional("INTERSWITCH_QUERY_URL").isPresent()
            ? reader.service("INTERSWITCH_QUERY_URL")
            : base;
    URI token =
        reader.optional("INTERSWITCH_TOKEN_URL").isPresent()
            ? reader.service("INTERSWITCH_TOKEN_URL")
            : URI.create(base + "/passport/oauth/token");
    String clientId = reader.text("INTERSWITCH_CLIENT_ID", key, wanted);
    String clientSecret = reader.text("INTERSWITCH_CLIENT_SECRET", key, wanted);
    String terminal =
        reader.text("INTERSWITCH_TERMINAL_ID", "[0-9A-Za-z]{1,20}", "letters and digits");
    String prefix = reader.text("INTERSWITCH_REFERENCE_PREFIX", "\\d{4}", "four digits");
    List<String> formerPrefixes =
        reader
            .optional("INTERSWITCH_FORMER_PREFIXES")
            .map(
                text ->
                    reader.text(
                        "INTERSWITCH_FORMER_PREFIXES",
                        FORMER_PREFIXES,
                        "one to three times four digits, separated by commas"))
            .filter(text -> text.matches(FORMER_PREFIXES))
            .map(text -> List.of(text.split(",")))
            .orElse(List.of());
    Optional<String> webhooks =
        reader
            .optional("INTERSWITCH_WEBHOOK_SECRET")
            .map(secret -> reader.text("INTERSWITCH_WEBHOOK_SECRET", key, wanted));
    Duration pay = reader.seconds("INTERSWITCH_PAY_TIMEOUT_SECONDS", 60, 1, 600);
    Duration ask = reader.seconds("INTERSWITCH_TIMEOUT_SECONDS", 30, 1, 600);
    String email =
        reader.text(
            "INTERSWITCH_DEFAULT_EMAIL",
            "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}",
            "an e-mail address");
    return phone(reader, "INTERSWITCH_DEFAULT_PHONE", format)
        .filter(phone -> prefix.matches("\\d{4}"))
        .map(
            phone ->
                new InterswitchSettings(
                    base,
                    query,
                    token,
                    clientId,
                    clientSecret,
                    terminal,
                    prefix,
                    formerPrefixes,
                    webhooks,
                    pay,
                    ask,
                    phone,
                    email));
  }

  private static Optional<PhoneNumber> phone(
      SettingReader reader, String name, AccountFormat format) {
    return reader.read(
        name,
        text ->
            PhoneNumber.read(text, format)
                .orElseThrow(
                    () -> new IllegalArgumentException("must be a Nigerian mobile number")));
  }

  private static FlutterwaveSettings flutterwave(SettingReader reader) {
    String key = "[\\x21-\\x7e]+";
    String wanted = "printable characters without blanks";
    String scheme = reader.optional("FLUTTERWAVE_WEBHOOK_SCHEME").orElse("verif-hash");
    if (!scheme.equals("verif-hash") && !scheme.equals("signature")) {
      reader.fault("FLUTTERWAVE_WEBHOOK_SCHEME", "must be verif-hash or signature");
    }
    return new FlutterwaveSettings(
        reader.service("FLUTTERWAVE_BASE_URL"),
        reader.text("FLUTTERWAVE_SECRET_KEY", key, wanted),
        reader.text("FLUTTERWAVE_WEBHOOK_HASH", key, wanted),
        scheme.equals("signature")
            ? FlutterwaveSettings.WebhookScheme.SIGNATURE
            : FlutterwaveSettings.WebhookScheme.VERIF_HASH,
        reader.seconds("FLUTTERWAVE_PAY_TIMEOUT_SECONDS", 40, 1, 600),
        reader.seconds("FLUTTERWAVE_TIMEOUT_SECONDS", 15, 1, 600));
  }

  private static ProviderOrder providerOrder(SettingReader reader) {
    String name = "BILL_PROVIDER_ORDER";
    List<ProviderCode> order = new ArrayList<>();
    for (String part : reader.optional(name).orElse("vtpass").split(",", -1)) {
      String code = part.strip();
      if (!code.matches("[a-z][a-z0-9]{1,19}") || order.contains(new ProviderCode(code))) {
        reader.fault(name, "must be names of providers, each once, separated by commas");
        return new ProviderOrder(List.of());
      }
      order.add(new ProviderCode(code));
    }
    return new ProviderOrder(order);
  }

  private static FeeSchedule fees(SettingReader reader) {
    String name = "BILL_FEES";
    FeeSchedule standard = FeeSchedule.standard();
    Map<BillType, Money> byType = new EnumMap<>(BillType.class);
    byType.putAll(standard.byType());
    Map<BillerCode, Money> byBiller = new HashMap<>(standard.byBiller());
    reader
        .nairaByName(name)
        .forEach(
            (who, fee) ->
                BillType.named(who)
                    .ifPresentOrElse(
                        type -> byType.put(type, fee),
                        () -> {
                          if (BillerCode.isWellFormed(who)) {
                            byBiller.put(new BillerCode(who), fee);
                          } else {
                            reader.fault(name, "must name bill types or billers");
                          }
                        }));
    return new FeeSchedule(byType, byBiller);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /**
   * @param slowest the longest that a call to a provider can take
   */
  private static Optional<StagePolicy> stages(SettingReader reader, Duration slowest) {
    int jitter = reader.whole(JITTER, 20, 0, 100);
    VendPolicy vend =
        new VendPolicy(
            new Backoff(reader.waits("BILL_RETRY_DELAYS_SECONDS", 10, 60, 300), jitter),
            new Backoff(reader.waits("BILL_REQUERY_DELAYS_SECONDS", 5, 15, 60, 300), jitter),
            Duration.ofHours(reader.whole("BILL_REQUERY_DEADLINE_HOURS", 24, 1, 720)),
            reader.whole("BILL_NOT_FOUND_NEEDED", 3, 2, 20),
            NOT_FOUND_SETTLE,
            reader.seconds("BILL_TOKEN_REQUERY_SECONDS", 30, 1, 3_600),
            reader.seconds("BILL_TOKEN_ALERT_SECONDS", 300, 1, DAY_SECONDS));
    Duration lease = reader.seconds(LEASE, 120, 1, 3_600);
    if (lease.compareTo(slowest) <= 0) {
      // else a second node would take the payment up while the first still waits for the answer
      reader.fault(
          LEASE,
          "must be longer than "
              + slowest.toSeconds()
              + " s, the longest wait for a provider ("
              + CONNECT_TIMEOUT
              + " and "
              + PAY_TIMEOUT
              + " or "
              + ASK_TIMEOUT
              + ", or the like of Flutterwave or Interswitch)");
    }
    StellarSettings.Timing horizon = StellarSettings.Timing.STANDARD;
    if (lease.compareTo(horizon.connect().plus(horizon.submit())) <= 0) {
      reader.fault(
          LEASE,
          "must be longer than "
              + horizon.connect().plus(horizon.submit()).toSeconds()
              + " s, the longest wait for Horizon");
    }
    StagePolicy policy =
        new StagePolicy(
            reader.whole("BILL_PROCESSOR_BATCH_SIZE", 50, 1, 1_000),
            lease,
            vend,
            new Backoff(reader.waits("BILL_ACCOUNT_CHECK_DELAYS_SECONDS", 5, 30, 120), jitter),
            reader.seconds("BILL_REFUND_RECHECK_SECONDS", 5, 1, 3_600),
            reader.seconds("UNMATCHED_FUNDS_REFUND_AFTER_SECONDS", 0, 0, 90 * DAY_SECONDS),
            new Backoff(
                reader.waits("NOTICE_RETRY_DELAYS_SECONDS", 10, 60, 300, 1_800, 7_200, 21_600),
                jitter));
    return Optional.of(policy);
  }

  private static SmtpSettings smtp(SettingReader reader) {
    Optional<String> user = reader.optional("SMTP_USER");
    Optional<String> password = reader.optional("SMTP_PASSWORD");
    if (user.isPresent() != password.isPresent()) {
      reader.fault(
          user.isPresent() ? "SMTP_PASSWORD" : "SMTP_USER",
          "is not set though the other of SMTP_USER and SMTP_PASSWORD is");
    }
    boolean startTls = reader.flag("SMTP_STARTTLS", true);
    if (password.isPresent() && !startTls) {
      reader.fault("SMTP_STARTTLS", "must be true where a password is sent");
    }
    return new SmtpSettings(
        reader.text("SMTP_HOST", "[^\\s;=:/]+", "a host name or an IPv4 address"),
        reader.whole("SMTP_PORT", 1, 65_535),
        user,
        password,
        startTls,
        reader.text(
            "SMTP_FROM",
            "[^<>\\r\\n]{0,80}<?[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}>?",
            "an address like bills@example.com or Bills <bills@example.com>"));
  }

  /** Without anything secret. */
  @Override
  public String toString() {
    return "Settings[providers=" + providerOrder + ", poll=" + pollInterval + "]";
  }
}
