package ng.bills.infrastructure.provider.interswitch;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.infrastructure.outside.OutsideCalls;
import ng.bills.infrastructure.outside.OutsideHttp;
import ng.bills.infrastructure.provider.ProviderHttp;
import ng.bills.infrastructure.provider.RememberedExchanges;

/** The adapter as the tests put it together. */
final class InterswitchRig {
  static final Duration READ = Duration.ofMillis(600);
  static final OutsideCalls FREE = call -> {};

  private InterswitchRig() {}

  static InterswitchSettings settings(String host, String secret, Duration read) {
    return settings(host, secret, read, "1453", List.of());
  }

  static InterswitchSettings settings(
      String host, String secret, Duration read, String prefix, List<String> formerPrefixes) {
    return new InterswitchSettings(
        URI.create(host),
        URI.create(host),
        URI.create(host + "/passport/oauth/token"),
        "sandbox-client-id",
        secret,
        "3PBL0001",
        prefix,
        formerPrefixes,
        Optional.of("sandbox-webhook-secret"),
        read,
        read,
        new PhoneNumber("08030001122"),
        "ops@example.com");
  }

  static InterswitchBillProvider provider(
      InterswitchSettings settings,
      OutsideCalls guard,
      RememberedExchanges exchanges,
      InstantSource clock) {
    return new InterswitchBillProvider(
        new ProviderHttp(new OutsideHttp(guard, Duration.ofSeconds(1)), exchanges, clock),
        settings,
        clock);
  }
}
