package ng.bills.application.limit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.application.limit.port.PermitCounts.Kind;
import ng.bills.application.limit.port.PermitCounts.Subject;
import ng.bills.domain.limit.PermitLease.Standing;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.partner.KeyId;

/** How often each API key may ask. A key that is known to be over its limit costs no statement. */
@Singleton
public class LimitRequests {

  private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

  private final PermitDesk desk;
  private final Optional<Quota> quota;

  /** A lease of some bytes for every key that was ever used on this node. */
  private final Map<KeyId, Permits> keys = new ConcurrentHashMap<>();

  @Inject
  public LimitRequests(PermitDesk desk, LimitPolicy policy) {
    this.desk = desk;
    this.quota = policy.requests();
  }

  /**
   * Whether a request may go on.
   *
   * @param admitted whether it may
   * @param quota what the key may do
   * @param remaining how many more may be asked, as far as this node knows
   * @param in when that changes
   */
  public record Verdict(boolean admitted, Quota quota, long remaining, Duration in) {}

  /**
   * Counts a request; empty where there is no limit.
   *
   * @throws RuntimeException when the count cannot be reached and is needed
   */
  public Optional<Verdict> count(KeyId key) {
    return quota.map(q -> count(key, q));
  }

  private Verdict count(KeyId key, Quota limit) {
    Permits permits =
        keys.computeIfAbsent(key, k -> new Permits(new Subject(Kind.API_KEY, k.toString()), limit));
    boolean admitted = desk.take(permits);
    Standing standing = permits.lease().standing(desk.clock());
    Duration in = standing.in().compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : standing.in();
    return new Verdict(admitted, limit, admitted ? standing.remaining() : 0, in);
  }
}
