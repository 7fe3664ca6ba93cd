package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import ng.bills.domain.provider.RateWindow;
import ng.bills.domain.vend.ProviderCode;

/**
 * How much this node asks of each provider: so many calls an hour, so many at once. Orders and
 * questions have places of their own, so that slow orders do not keep us from asking what became of
 * others. Nobody ever waits for a place: whoever finds none does something else.
 */
@Singleton
public class ProviderTraffic {

  private final RoutingPolicy.Traffic policy;
  private final InstantSource clock;
  private final Map<ProviderCode, Semaphore> orders = new ConcurrentHashMap<>();
  private final Map<ProviderCode, Semaphore> questions = new ConcurrentHashMap<>();
  private final Map<ProviderCode, RateWindow> rates = new ConcurrentHashMap<>();

  @Inject
  public ProviderTraffic(RoutingPolicy policy, InstantSource clock) {
    this.policy = policy.traffic();
    this.clock = clock;
  }

  /** A seat nobody sits on yet. */
  public Seat seat() {
    return new Seat();
  }

  boolean takeForOrder(Seat seat, ProviderCode provider) {
    return seat.take(places(orders, provider));
  }

  boolean takeForQuestion(Seat seat, ProviderCode provider) {
    return seat.take(places(questions, provider));
  }

  private Semaphore places(Map<ProviderCode, Semaphore> where, ProviderCode provider) {
    return where.computeIfAbsent(provider, p -> new Semaphore(policy.places(p)));
  }

  boolean hasRoom(ProviderCode provider) {
    return rate(provider).hasRoom(clock.instant());
  }

  /** Counts a call, if the hour has room for it. */
  boolean count(ProviderCode provider) {
    return rate(provider).take(clock.instant());
  }

  /** Counts a call that is made in any case: what is under way must be asked about. */
  void countAnyway(ProviderCode provider) {
    rate(provider).note(clock.instant());
  }

  Optional<Instant> roomAt(ProviderCode provider) {
    return rate(provider).roomAt(clock.instant());
  }

  private RateWindow rate(ProviderCode provider) {
    return rates.computeIfAbsent(provider, p -> new RateWindow(policy.perHour(p)));
  }
}
