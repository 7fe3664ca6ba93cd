package ng.bills.application.provider;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.insight.Dashboard;
import ng.bills.application.insight.FindFigures;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.provider.port.ProviderOffers;
import ng.bills.application.vending.ProviderHealth;
import ng.bills.application.vending.ProviderOrder;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.application.vending.WatchFloats;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.ProviderSwitches;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.insight.Period;
import ng.bills.domain.insight.Tally;
import ng.bills.domain.provider.FloatForecast;
import ng.bills.domain.vend.ProviderCode;

/** Somebody wants to know how the providers do and what they sell. Asks no provider anything. */
@Singleton
public class FindProviders {

  private static final Duration LATELY = Duration.ofHours(24);
  private static final int CHANGES = 50;

  private final BillProviders providers;
  private final ProviderSwitches switches;
  private final ProviderHealth health;
  private final WatchFloats floats;
  private final RoutingPolicy policy;
  private final FindFigures figures;
  private final ProviderOffers offers;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public FindProviders(
      BillProviders providers,
      ProviderSwitches switches,
      ProviderHealth health,
      WatchFloats floats,
      RoutingPolicy policy,
      FindFigures figures,
      ProviderOffers offers,
      UnitOfWork tx,
      InstantSource clock) {
    this.providers = providers;
    this.switches = switches;
    this.health = health;
    this.floats = floats;
    this.policy = policy;
    this.figures = figures;
    this.offers = offers;
    this.tx = tx;
    this.clock = clock;
  }

  /** All that are used, in the usual order. */
  public List<ProviderSheet> all() {
    Instant now = clock.instant();
    Dashboard day = figures.of(Period.between(now.minus(LATELY), now));
    Map<ProviderCode, ProviderSwitches.Switching> switched = tx.call(switches::latest);
    List<ProviderOffers.Copy> copies = tx.call(offers::copies);
    List<ProviderHealth.Standing> standings = health.standings();
    return providers.inOrder().stream()
        .map(provider -> sheet(provider, day, switched, copies, standings))
        .toList();
  }

  private ProviderSheet sheet(
      BillProvider provider,
      Dashboard day,
      Map<ProviderCode, ProviderSwitches.Switching> switched,
      List<ProviderOffers.Copy> copies,
      List<ProviderHealth.Standing> standings) {
    ProviderCode code = provider.code();
    Optional<ProviderSwitches.Switching> last = Optional.ofNullable(switched.get(code));
    Optional<FloatForecast> balance = floats.forecast(code);
    return new ProviderSheet(
        code,
        last.map(ProviderSwitches.Switching::on).orElse(true),
        last,
        standings.stream().filter(s -> s.provider().equals(code)).toList(),
        day.byProvider().getOrDefault(code, Tally.NOTHING),
        day.calls().stream().filter(c -> c.provider().equals(code)).toList(),
        balance,
        balance
            .filter(f -> f.lastsLessThan(policy.floats().alertBelow()) || f.available().isZero())
            .isPresent(),
        places(provider),
        copies.stream().filter(c -> c.provider().equals(code)).findFirst());
  }

  private Map<BillType, Integer> places(BillProvider provider) {
    Map<BillType, Integer> places = new EnumMap<>(BillType.class);
    for (BillType type : provider.billTypes()) {
      List<ProviderCode> order = policy.order().byType().getOrDefault(type, policy.order().usual());
      int place = order.indexOf(provider.code());
      if (place >= 0) {
        places.put(type, place + 1);
      }
    }
    return places;
  }

  /** Who is asked first, as it is configured. */
  public ProviderOrder order() {
    return policy.order();
  }

  /** Whether such a provider is used. */
  public boolean isUsed(ProviderCode provider) {
    return providers.inOrder().stream().anyMatch(p -> p.code().equals(provider));
  }

  /** Every switching of a provider, the latest first. */
  public List<ProviderSwitches.Switching> switchings(ProviderCode provider) {
    List<ProviderSwitches.Switching> all = new ArrayList<>(tx.call(() -> switches.of(provider)));
    Collections.reverse(all);
    return all;
  }

  /** A page of what a provider sells; see {@link ProviderOffers#offers}. */
  public List<ProviderOffers.Offer> offers(
      ProviderCode provider, Optional<BillType> type, String words, int skip, int atMost) {
    return tx.call(() -> offers.offers(provider, type, words, skip, atMost));
  }

  /** What became of one offer, the latest first. */
  public List<ProviderOffers.Change> changesOf(long offer) {
    return tx.call(() -> offers.changesOf(offer, CHANGES));
  }

  /** What changed in a provider's catalogue, the latest first. */
  public List<ProviderOffers.Change> latestChanges(ProviderCode provider) {
    return tx.call(() -> offers.latestChanges(provider, CHANGES));
  }
}
