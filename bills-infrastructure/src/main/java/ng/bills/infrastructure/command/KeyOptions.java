package ng.bills.infrastructure.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ng.bills.domain.partner.AddressRange;
import ng.bills.domain.partner.KeyScope;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Mode;

/**
 * What a new key is to be.
 *
 * @param mode for real money or for a sandbox
 * @param terms what it may be used for; everything for ever from anywhere where nothing is said
 */
record KeyOptions(Mode mode, KeyTerms terms) {

  /**
   * Reads them.
   *
   * @param kind {@code live} or {@code test}
   * @param words the rest of the arguments, of which nothing is left
   */
  static KeyOptions read(String kind, Deque<String> words, InstantSource clock) {
    if (!kind.equals("live") && !kind.equals("test")) {
      throw new UsageException("a key is live or test");
    }
    Set<KeyScope> scopes = EnumSet.allOf(KeyScope.class);
    Optional<Instant> expiresAt = Optional.empty();
    List<AddressRange> from = List.of();
    while (!words.isEmpty()) {
      String option = words.pop();
      String value = Optional.ofNullable(words.poll()).orElse("");
      switch (option) {
        case "--scopes" -> scopes = scopes(value);
        case "--days" -> {
          if (!value.matches("[1-9]\\d{0,3}")) {
            throw new UsageException("--days must be a whole number from 1");
          }
          expiresAt = Optional.of(clock.instant().plus(Duration.ofDays(Long.parseLong(value))));
        }
        case "--from" -> from = ranges(value);
        default -> throw new UsageException("--scopes, --days and --from can be said of a key");
      }
    }
    return new KeyOptions(
        kind.equals("live") ? Mode.LIVE : Mode.SANDBOX, new KeyTerms(scopes, expiresAt, from));
  }

  private static Set<KeyScope> scopes(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(
            name ->
                KeyScope.named(name.strip())
                    .orElseThrow(
                        () ->
                            new UsageException(
                                "--scopes must be some of read, pay, refund and webhooks")))
        .collect(Collectors.toSet());
  }

  private static List<AddressRange> ranges(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(
            text ->
                AddressRange.read(text.strip())
                    .orElseThrow(
                        () ->
                            new UsageException(
                                "--from must be addresses or ranges like 203.0.113.0/24")))
        .toList();
  }
}
