package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.ProviderFloats;
import ng.bills.domain.money.Money;
import ng.bills.domain.provider.FloatForecast;
import ng.bills.domain.vend.ProviderCode;

/**
 * Asks every provider for our balance, keeps it, and says how long it lasts at the rate it was
 * spent lately. When that is short somebody is told; when it is shorter still, orders go to other
 * providers first. Another node's answer of a moment ago will do.
 */
@Singleton
public class WatchFloats {

  private static final System.Logger LOG = System.getLogger(WatchFloats.class.getName());

  private final BillProviders providers;
  private final ProviderFloats floats;
  private final FloatLevels levels;
  private final RoutingPolicy.Floats policy;
  private final UnitOfWork tx;
  private final InstantSource clock;
  private final Map<ProviderCode, Boolean> told = new ConcurrentHashMap<>();
  private final Map<ProviderCode, RecentSpending> spending = new ConcurrentHashMap<>();

  @Inject
  public WatchFloats(
      BillProviders providers,
      ProviderFloats floats,
      FloatLevels levels,
      RoutingPolicy policy,
      UnitOfWork tx,
      InstantSource clock) {
    this.providers = providers;
    this.floats = floats;
    this.levels = levels;
    this.policy = policy.floats();
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Looks at all balances, and asks for those nobody has asked for lately. A provider that does not
   * answer keeps the level it had.
   */
  public void look() {
    for (BillProvider provider : providers.inOrder()) {
      try {
        look(provider);
      } catch (RuntimeException e) {
        // the others' balances do not wait for it
        LOG.log(System.Logger.Level.ERROR, "the float at " + provider.code() + " is not known", e);
      }
    }
  }

  private void look(BillProvider provider) {
    ProviderCode code = provider.code();
    Instant from = clock.instant().minus(policy.every());
    boolean known =
        tx.call(() -> floats.latest(code)).filter(t -> t.at().isAfter(from)).isPresent();
    if (!known) {
      FloatReading reading = provider.balance();
      Optional<Money> available =
          reading.fold(
              balance -> Optional.of(balance.available()),
              unavailable -> {
                LOG.log(
                    System.Logger.Level.INFO,
                    "provider {0} does not tell our balance: {1}",
                    code,
                    unavailable.detail());
                return Optional.empty();
              },
              none -> Optional.empty());
      available.ifPresent(
          a -> tx.run(() -> floats.keep(new ProviderFloats.Told(code, a, clock.instant()))));
      if (available.isEmpty()) {
        return;
      }
    }
    forecast(code).ifPresent(forecast -> judge(code, forecast));
  }

  private void judge(ProviderCode code, FloatForecast forecast) {
    boolean low = forecast.lastsLessThan(policy.shiftBelow()) || forecast.available().isZero();
    levels.told(code, forecast.available(), low);
    boolean alarming = low || forecast.lastsLessThan(policy.alertBelow());
    boolean before = Boolean.TRUE.equals(told.put(code, alarming));
    if (alarming && !before) {
      // alert: low float
      LOG.log(
          System.Logger.Level.WARNING,
          "the float at {0} is {1} and lasts {2} min{3}",
          code,
          forecast.available(),
          forecast.lasts().map(Duration::toMinutes).orElse(0L),
          low ? "; others are asked first" : "");
    } else if (before && !alarming) {
      LOG.log(System.Logger.Level.INFO, "the float at {0} is enough again", code);
    }
  }

  /** How long the float there lasts, as of the last balance told; empty when none ever was. */
  public Optional<FloatForecast> forecast(ProviderCode provider) {
    return tx.call(
        () ->
            floats
                .latest(provider)
                .map(
                    t ->
                        new FloatForecast(
                            t.available(), spentLately(provider), policy.spendingOver(), t.at())));
  }

  private Money spentLately(ProviderCode provider) {
    return spending
        .computeIfAbsent(provider, p -> new RecentSpending(policy.spendingOver()))
        .asOf(clock.instant(), (from, until) -> floats.spentKobo(provider, from, until));
  }

  /** What a provider told since a moment, oldest first. */
  public List<ProviderFloats.Told> history(ProviderCode provider, Instant from) {
    return tx.call(() -> floats.since(provider, from));
  }
}
