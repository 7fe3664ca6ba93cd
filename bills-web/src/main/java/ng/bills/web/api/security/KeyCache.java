package ng.bills.web.api.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import ng.bills.domain.partner.ApiKey;

/**
 * Remembers for a few seconds what is known of a key, so that not every request asks the database.
 * A revoked key works at most that long. Keys are kept as hashes; what is no key is not remembered.
 */
final class KeyCache {

  static final Duration LIFE = Duration.ofSeconds(5);
  private static final int MAX_ENTRIES = 1_000;

  private record Entry(ApiKey key, Instant since) {}

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final InstantSource clock;

  KeyCache(InstantSource clock) {
    this.clock = clock;
  }

  Optional<ApiKey> find(String presented, Function<String, Optional<ApiKey>> lookUp) {
    String hash = hash(presented);
    Instant now = clock.instant();
    Entry known = entries.get(hash);
    if (known != null && isFresh(known, now)) {
      return Optional.of(known.key());
    }
    // the age counts from before the look-up: a key revoked during it is not kept longer
    Optional<ApiKey> found = lookUp.apply(presented);
    if (found.isEmpty()) {
      entries.remove(hash);
      return found;
    }
    if (entries.size() >= MAX_ENTRIES) {
      entries.values().removeIf(entry -> !isFresh(entry, now));
    }
    if (entries.size() < MAX_ENTRIES) {
      entries.put(hash, new Entry(found.get(), now));
    }
    return found;
  }

  private static boolean isFresh(Entry entry, Instant now) {
    return !now.isBefore(entry.since()) && now.isBefore(entry.since().plus(LIFE));
  }

  private static String hash(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
