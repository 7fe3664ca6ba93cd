package ng.bills.application.partner;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.KeyId;

/**
 * When keys were last used. A request only notes it in memory; a timer writes it down once a
 * minute, so that a node that dies forgets a minute at most.
 */
@Singleton
public class KeyUses {

  private static final Duration PRECISION = Duration.ofSeconds(1);

  private final ApiKeys keys;
  private final UnitOfWork tx;
  private final InstantSource clock;
  private final Map<KeyId, Instant> unwritten = new ConcurrentHashMap<>();

  @Inject
  public KeyUses(ApiKeys keys, UnitOfWork tx, InstantSource clock) {
    this.keys = keys;
    this.tx = tx;
    this.clock = clock;
  }

  /** Notes that a key is used now; writes nothing. */
  public void note(KeyId key) {
    Instant now = clock.instant();
    Instant noted = unwritten.get(key);
    // most requests of a busy key only read
    if (noted == null || !now.isBefore(noted.plus(PRECISION))) {
      unwritten.put(key, now);
    }
  }

  /**
   * Writes down what was noted since the last time.
   *
   * @return of how many keys
   */
  public int write() {
    Map<KeyId, Instant> noted = new HashMap<>(unwritten);
    if (!noted.isEmpty()) {
      tx.run(() -> keys.used(noted));
      noted.forEach(unwritten::remove); // what was used meanwhile stays for the next time
    }
    return noted.size();
  }
}
