package ng.bills.infrastructure.config;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.notice.SmtpSettings;
import ng.bills.infrastructure.setting.SettingReader;
import ng.bills.infrastructure.stellar.StellarSettings;
import ng.bills.infrastructure.stellar.TestNetworks;

/**
 * Keeps sandbox and real world apart (docs/adr/0030). A sandbox may call this machine and the known
 * sandboxes below, and nothing else: an address this does not know is refused, so a new provider's
 * is until its sandbox is entered here. A live installation may call anything but those sandboxes.
 */
final class ModeFence {

  /** Addresses of our own, which are told to people and never called. */
  private static final Set<String> OURS = Set.of("APP_ADDRESS", AccessSettings.SANDBOX);

  /** Hosts that are sandboxes whoever calls: their owners' documentation of environments. */
  private static final Map<String, Set<String>> SANDBOXES =
      Map.of(
          StellarSettings.HORIZON_URL,
          Set.of("horizon-testnet.stellar.org", "horizon-futurenet.stellar.org"),
          "VTPASS_BASE_URL",
          Set.of("sandbox.vtpass.com"),
          "INTERSWITCH_BASE_URL",
          Set.of("qa.interswitchng.com", "sandbox.interswitchng.com"),
          "INTERSWITCH_QUERY_URL",
          Set.of("qa.interswitchng.com", "sandbox.interswitchng.com"),
          "INTERSWITCH_TOKEN_URL",
          Set.of(
              "qa.interswitchng.com",
              "sandbox.interswitchng.com",
              "passport-sandbox.interswitchng.com"));

  /** Where the key decides: one host for test and live (same source). */
  private static final Map<String, TestKey> KEY_DECIDES =
      Map.of(
          "FLUTTERWAVE_BASE_URL",
          new TestKey("api.flutterwave.com", "FLUTTERWAVE_SECRET_KEY", "FLWSECK_TEST-"),
          "PAYSTACK_BASE_URL",
          new TestKey("api.paystack.co", "PAYSTACK_API_KEY", "sk_test_"));

  /** Passwords of databases, with their users; the owner of the tables may be another. */
  private static final Map<String, String> PASSWORDS =
      Map.of(
          "BILLS_DB_PASSWORD", "BILLS_DB_USER", "BILLS_DB_OWNER_PASSWORD", "BILLS_DB_OWNER_USER");

  /** That of our development system, and those that everybody tries first. */
  private static final Set<String> KNOWN =
      Set.of("bills", "postgres", "password", "secret", "admin", "changeme", "change-me", "test");

  private record TestKey(String host, String setting, String prefix) {
    boolean isSet(SettingReader reader, boolean test) {
      return reader.optional(setting).filter(key -> key.startsWith(prefix) == test).isPresent();
    }
  }

  private ModeFence() {}

  /** Notes every address, key and network that does not fit the mode. */
  static void check(
      SettingReader reader, Mode mode, Optional<StellarSettings> stellar, SmtpSettings smtp) {
    Map<String, URI> addresses = new HashMap<>(reader.services());
    stellar.ifPresent(s -> addresses.put(StellarSettings.HORIZON_URL, s.horizonUrl()));
    addresses.keySet().removeAll(OURS);
    if (mode == Mode.SANDBOX) {
      sandbox(reader, addresses);
      if (!smtp.host().isEmpty() && !SettingReader.isThisMachine(smtp.host())) {
        reader.fault("SMTP_HOST", "must be this machine in a sandbox");
      }
    } else {
      live(reader, addresses);
    }
    boolean testNetwork = stellar.map(s -> TestNetworks.has(s.networkPassphrase())).orElse(false);
    if (stellar.isPresent() && testNetwork != (mode == Mode.SANDBOX)) {
      reader.fault(
          StellarSettings.NETWORK_PASSPHRASE,
          mode == Mode.SANDBOX
              ? "must be that of a known test network in a sandbox"
              : "must not be that of a test network in a live installation");
    }
  }

  private static void sandbox(SettingReader reader, Map<String, URI> addresses) {
    addresses.forEach(
        (name, address) -> {
          TestKey key = KEY_DECIDES.get(name);
          boolean known =
              SANDBOXES.getOrDefault(name, Set.of()).contains(host(address))
                  || key != null && key.host().equals(host(address));
          if (!known && !SettingReader.isThisMachine(host(address))) {
            reader.fault(name, "must be a known sandbox, or this machine, in a sandbox");
          }
          if (key != null && key.isSet(reader, false)) {
            reader.fault(key.setting(), "must be a test key in a sandbox");
          }
        });
  }

  private static void live(SettingReader reader, Map<String, URI> addresses) {
    if ("true".equalsIgnoreCase(reader.optional("VTPASS_SANDBOX_MODE").orElse("false"))) {
      reader.fault("VTPASS_SANDBOX_MODE", "must not be true in a live installation");
    }
    PASSWORDS.forEach(
        (password, user) ->
            reader
                .optional(password)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(
                    text ->
                        KNOWN.contains(text)
                            || reader.optional(user).filter(text::equals).isPresent())
                .ifPresent(
                    text ->
                        reader.fault(
                            password,
                            "must not be a password of development in a live installation")));
    addresses.forEach(
        (name, address) -> {
          if (SANDBOXES.getOrDefault(name, Set.of()).contains(host(address))) {
            reader.fault(name, "must not be a sandbox in a live installation");
          }
          TestKey key = KEY_DECIDES.get(name);
          if (key != null && key.isSet(reader, true)) {
            reader.fault(key.setting(), "must not be a test key in a live installation");
          }
        });
  }

  private static String host(URI address) {
    return address.getHost().toLowerCase(Locale.ROOT);
  }
}
