package ng.bills.infrastructure.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyScope;

/** A key as one line for an operator. */
final class KeyLine {

  private KeyLine() {}

  static String of(ApiKey key, Instant now) {
    String from =
        key.terms().allowedFrom().stream()
            .map(AddressRange::toString)
            .collect(Collectors.joining(","));
    return String.join(
        "  ",
        key.id().toString(),
        key.prefix() + "…",
        state(key, now),
        key.terms().scopes().stream().map(KeyScope::wireName).collect(Collectors.joining(",")),
        "from " + (from.isEmpty() ? "anywhere" : from),
        "issued " + time(key.createdAt()),
        "expires " + time(key.terms().expiresAt()),
        "used " + time(key.lastUsedAt()),
        key.partner().name());
  }

  private static String state(ApiKey key, Instant now) {
    if (key.revokedAt().isPresent()) {
      return "revoked";
    }
    if (!key.isInForce(now)) {
      return "expired";
    }
    return key.replacedBy().isPresent() ? "rotated" : "in force";
  }

  private static String time(Optional<Instant> moment) {
    return moment.map(KeyLine::time).orElse("never");
  }

  private static String time(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
