package ng.bills.infrastructure.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ng.bills.application.partner.AccessPolicy;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.Mode;
import ng.bills.infrastructure.setting.SettingReader;

/** Reads what this installation is for and whom it lets in. */
final class AccessSettings {

  static final String MODE = "BILLS_MODE";
  static final String SANDBOX = "SANDBOX_ADDRESS";

  private static final String PROXIES = "TRUSTED_PROXIES";

  private AccessSettings() {}

  /** The policy; empty after a fault in the mode, which has no stand-in. */
  static Optional<AccessPolicy> read(SettingReader reader) {
    Optional<Mode> mode =
        reader.read(
            MODE,
            text ->
                Mode.named(text)
                    .orElseThrow(() -> new IllegalArgumentException("must be live or sandbox")));
    Optional<String> sandbox =
        reader.optional(SANDBOX).map(text -> reader.service(SANDBOX).toString());
    List<AddressRange> proxies = proxies(reader);
    return mode.map(m -> new AccessPolicy(m, sandbox, proxies));
  }

  private static List<AddressRange> proxies(SettingReader reader) {
    List<Optional<AddressRange>> ranges =
        reader.optional(PROXIES).stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(text -> AddressRange.read(text.strip()))
            .toList();
    if (ranges.contains(Optional.<AddressRange>empty())) {
      reader.fault(PROXIES, "must be addresses or ranges like 10.0.0.0/8, separated by commas");
    }
    return ranges.stream().flatMap(Optional::stream).toList();
  }
}
