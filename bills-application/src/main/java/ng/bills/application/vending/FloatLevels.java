package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderCode;

/**
 * What is left of our balances, as this node knows it: what a provider told last, less the orders
 * that left this node since. A balance nobody told is taken to be enough.
 */
@Singleton
public class FloatLevels {

  private final RoutingPolicy.Floats policy;
  private final InstantSource clock;
  private final Map<ProviderCode, Level> levels = new ConcurrentHashMap<>();

  private record Level(Optional<Long> kobo, boolean low, Instant dryUntil) {

    private static final Level UNKNOWN = new Level(Optional.empty(), false, Instant.EPOCH);
  }

  @Inject
  public FloatLevels(RoutingPolicy policy, InstantSource clock) {
    this.policy = policy.floats();
    this.clock = clock;
  }

  /** The provider has told our balance. */
  void told(ProviderCode provider, Money available, boolean low) {
    levels.put(provider, new Level(Optional.of(available.kobo()), low, Instant.EPOCH));
  }

  /** An order leaves. */
  void spent(ProviderCode provider, Money amount) {
    levels.computeIfPresent(
        provider, (p, l) -> new Level(l.kobo.map(k -> k - amount.kobo()), l.low, l.dryUntil));
  }

  /** It refused an order because there is too little. */
  void ranDry(ProviderCode provider) {
    Instant until = clock.instant().plus(policy.dryFor());
    levels.compute(
        provider,
        (p, l) -> {
          Level level = l == null ? Level.UNKNOWN : l;
          return new Level(level.kobo, level.low, until);
        });
  }

  /** Whether it is known not to be enough for that. */
  boolean isShort(ProviderCode provider, Money amount) {
    Level level = levels.getOrDefault(provider, Level.UNKNOWN);
    return clock.instant().isBefore(level.dryUntil)
        || level.kobo.filter(k -> k < amount.kobo()).isPresent();
  }

  /** Whether it will soon run out, so that others are to be asked first. */
  boolean isLow(ProviderCode provider) {
    return levels.getOrDefault(provider, Level.UNKNOWN).low;
  }
}
