package ng.bills.sandbox;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import ng.bills.sandbox.flutterwave.FlutterwaveSettings;
import ng.bills.sandbox.horizon.HorizonSettings;
import ng.bills.sandbox.interswitch.InterswitchSettings;
import ng.bills.sandbox.paystack.PaystackSettings;
import ng.bills.sandbox.vtpass.VtpassSettings;
import ng.bills.sandbox.vtpass.VtpassSettings.Acceptance;

/**
 * Starts the sandbox as a process of its own and stops it on SIGTERM or Ctrl-C.
 *
 * <p>Settings are arguments such as {@code --vtpass-port=8701} or environment variables such as
 * {@code SANDBOX_VTPASS_PORT=8701}; arguments win. {@code --help} lists them.
 */
public final class SandboxMain {
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("hub-port", "8700");
    DEFAULTS.put("horizon-port", "8701");
    DEFAULTS.put("vtpass-port", "8702");
    DEFAULTS.put("inbox-port", "8703");
    DEFAULTS.put("flutterwave-port", "8704");
    DEFAULTS.put("interswitch-port", "8705");
    DEFAULTS.put("receiver-port", "8707");
    DEFAULTS.put("smtp-port", "8725");
    DEFAULTS.put("data", "");
    DEFAULTS.put("close-time-millis", "1000");
    DEFAULTS.put("passphrase", HorizonSettings.PASSPHRASE);
    DEFAULTS.put("vtpass-latency-millis", "0");
    DEFAULTS.put("vtpass-accept", "well-formed");
    DEFAULTS.put("vtpass-duplicate-guard", "true");
    DEFAULTS.put("vtpass-api-key", "sandbox-api-key");
    DEFAULTS.put("vtpass-public-key", "PK_sandbox");
    DEFAULTS.put("vtpass-secret-key", "SK_sandbox");
    DEFAULTS.put("paystack-port", "8706");
    DEFAULTS.put("paystack-secret-key", "sk_test_sandbox");
    DEFAULTS.put("flutterwave-latency-millis", "0");
    DEFAULTS.put("flutterwave-accept", "well-formed");
    DEFAULTS.put("flutterwave-secret-key", "FLWSECK_TEST-sandbox-X");
    DEFAULTS.put("flutterwave-webhook-hash", "sandbox-flutterwave-hash");
    DEFAULTS.put("flutterwave-webhook-url", "");
    DEFAULTS.put("interswitch-latency-millis", "0");
    DEFAULTS.put("interswitch-accept", "well-formed");
    DEFAULTS.put("interswitch-client-id", "sandbox-client-id");
    DEFAULTS.put("interswitch-client-secret", "sandbox-client-secret");
    DEFAULTS.put("interswitch-token-seconds", "3599");
    DEFAULTS.put("interswitch-webhook-secret", "sandbox-webhook-secret");
    DEFAULTS.put("sms-api-key", "sandbox-sms-key");
  }

  private SandboxMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    for (String argument : arguments) {
      if (argument.equals("--help")) {
        System.out.print(help());
        return;
      }
    }
    SandboxSettings settings;
    try {
      settings = settings(arguments, System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Sandbox sandbox;
    try {
      sandbox = Sandbox.start(settings);
    } catch (UncheckedIOException e) {
      System.err.println("The sandbox cannot start: " + e.getMessage());
      System.exit(1);
      return;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sandbox.close();
                  stopped.countDown();
                },
                "sandbox-stop"));
    System.out.print(sandbox.addresses());
    System.out.flush();
    stopped.await();
  }

  /**
   * @throws IllegalArgumentException one line that names the setting that is wrong
   */
  static SandboxSettings settings(String[] arguments, Map<String, String> environment) {
    Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
    for (String name : DEFAULTS.keySet()) {
      String variable = "SANDBOX_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
      if (environment.containsKey(variable)) {
        values.put(name, environment.get(variable));
      }
    }
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals > 2 && argument.startsWith("--") ? argument.substring(2, equals) : "";
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            "unknown argument " + argument + "; --help lists the arguments");
      }
      values.put(name, argument.substring(equals + 1));
    }
    SandboxSettings settings = SandboxSettings.defaults().withHubPort(port(values, "hub-port"));
    settings =
        settings
            .withReceiverPort(port(values, "receiver-port"))
            .withHorizon(
                settings
                    .horizon()
                    .withPort(port(values, "horizon-port"))
                    .withPassphrase(values.get("passphrase"))
                    .withCloseTime(millis(values, "close-time-millis")))
            .withVtpass(vtpass(values))
            .withPaystack(
                PaystackSettings.defaults()
                    .withPort(port(values, "paystack-port"))
                    .withSecretKey(values.get("paystack-secret-key")))
            .withFlutterwave(flutterwave(values))
            .withInterswitch(interswitch(values))
            .withInbox(
                settings
                    .inbox()
                    .withPorts(port(values, "inbox-port"), port(values, "smtp-port"))
                    .withSmsApiKey(values.get("sms-api-key")));
    String data = values.get("data");
    if (data.isBlank()) {
      return settings;
    }
    try {
      return settings.withDataDirectory(Path.of(data));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("data is not a directory name: " + data, e);
    }
  }

  private static VtpassSettings vtpass(Map<String, String> values) {
    String guard = values.get("vtpass-duplicate-guard");
    if (!guard.equals("true") && !guard.equals("false")) {
      throw new IllegalArgumentException(
          "vtpass-duplicate-guard must be true or false, not " + guard);
    }
    return VtpassSettings.defaults()
        .withPort(port(values, "vtpass-port"))
        .withLatency(millis(values, "vtpass-latency-millis"))
        .withAcceptance(
            wellFormed(values, "vtpass-accept") ? Acceptance.WELL_FORMED : Acceptance.MAGIC_ONLY)
        .withDuplicateGuard(guard.equals("true"))
        .withKeys(
            values.get("vtpass-api-key"),
            values.get("vtpass-public-key"),
            values.get("vtpass-secret-key"));
  }

  private static FlutterwaveSettings flutterwave(Map<String, String> values) {
    FlutterwaveSettings settings =
        FlutterwaveSettings.defaults()
            .withPort(port(values, "flutterwave-port"))
            .withLatency(millis(values, "flutterwave-latency-millis"))
            .withAcceptance(
                wellFormed(values, "flutterwave-accept")
                    ? FlutterwaveSettings.Acceptance.WELL_FORMED
                    : FlutterwaveSettings.Acceptance.MAGIC_ONLY)
            .withSecretKey(values.get("flutterwave-secret-key"))
            .withWebhookHash(values.get("flutterwave-webhook-hash"));
    String url = values.get("flutterwave-webhook-url");
    return url.isBlank() ? settings : settings.withWebhookUrl(address(url));
  }

  private static URI address(String url) {
    if (!url.matches("http://[^\\s/]+(/\\S*)?")) {
      throw new IllegalArgumentException(
          "flutterwave-webhook-url must begin with http://, not " + url);
    }
    return URI.create(url);
  }

  private static InterswitchSettings interswitch(Map<String, String> values) {
    return InterswitchSettings.defaults()
        .withPort(port(values, "interswitch-port"))
        .withLatency(millis(values, "interswitch-latency-millis"))
        .withAcceptance(
            wellFormed(values, "interswitch-accept")
                ? InterswitchSettings.Acceptance.WELL_FORMED
                : InterswitchSettings.Acceptance.MAGIC_ONLY)
        .withClient(values.get("interswitch-client-id"), values.get("interswitch-client-secret"))
        .withTokenLifetime(Duration.ofSeconds(number(values, "interswitch-token-seconds", 864_000)))
        .withWebhookSecret(values.get("interswitch-webhook-secret"));
  }

  private static boolean wellFormed(Map<String, String> values, String name) {
    String accept = values.get(name);
    if (!accept.equals("well-formed") && !accept.equals("magic-only")) {
      throw new IllegalArgumentException(
          name + " must be well-formed or magic-only, not " + accept);
    }
    return accept.equals("well-formed");
  }

  private static int port(Map<String, String> values, String name) {
    return (int) number(values, name, 65_535);
  }

  private static Duration millis(Map<String, String> values, String name) {
    return Duration.ofMillis(number(values, name, 600_000));
  }

  private static long number(Map<String, String> values, String name, long most) {
    String value = values.get(name);
    if (!value.matches("\\d{1,9}") || Long.parseLong(value) > most) {
      throw new IllegalArgumentException(
          name + " must be a number from 0 to " + most + ", not " + value);
    }
    return Long.parseLong(value);
  }

  private static String help() {
    StringBuilder help =
        new StringBuilder("The outside world of Bills on 127.0.0.1. Arguments with defaults:\n");
    DEFAULTS.forEach(
        (name, value) -> help.append("  --").append(name).append('=').append(value).append('\n'));
    return help.append(
            "A port of 0 means any free one. Without --data nothing survives a restart.\n"
                + "Each can be set in the environment too: SANDBOX_HUB_PORT and so on.\n")
        .toString();
  }
}
