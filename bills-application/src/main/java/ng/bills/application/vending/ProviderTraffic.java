package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import ng.bills.application.limit.LimitProviders;
import ng.bills.domain.limit.PermitLease;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.provider.SkipReason;
import ng.bills.domain.vend.ProviderCode;

/**
 * How much is asked of each provider: so many calls an hour by all nodes, so many at once by this
 * one. Orders and questions have places of their own, so that slow orders do not keep us from
 * asking what became of others. Nobody ever waits for a place: whoever finds none does something
 * else.
 */
@Singleton
public class ProviderTraffic {

  private final RoutingPolicy.Traffic policy;
  private final LimitProviders limits;
  private final List<ProviderCode> everybody;
  private final Map<ProviderCode, Semaphore> orders = new ConcurrentHashMap<>();
  private final Map<ProviderCode, Semaphore> questions = new ConcurrentHashMap<>();
  private final Map<ProviderCode, Optional<Quota>> quotas = new ConcurrentHashMap<>();

  @Inject
  public ProviderTraffic(RoutingPolicy policy, LimitProviders limits) {
    this.policy = policy.traffic();
    this.limits = limits;
    this.everybody = List.copyOf(policy.order().everybody());
  }

  /**
   * A seat nobody sits on yet. Whoever asks for one may call a provider soon: permits for it are
   * brought now, because inside a unit of work nobody may wait for them.
   */
  public Seat seat() {
    for (ProviderCode provider : everybody) {
      quota(provider).ifPresent(quota -> limits.stock(provider, quota));
    }
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
    return roomAt(provider).isEmpty();
  }

  /**
   * Counts a call, if there is a permit for it here.
   *
   * @return why it must not be made: the hour is full, or there is no permit at hand just now
   */
  Optional<SkipReason> count(ProviderCode provider) {
    return quota(provider)
        .map(quota -> limits.take(provider, quota))
        .filter(answer -> answer != PermitLease.Answer.TAKEN)
        .map(
            answer ->
                answer == PermitLease.Answer.FULL ? SkipReason.OVER_RATE_LIMIT : SkipReason.BUSY);
  }

  /** Counts a call that is made in any case: what is under way must be asked about. */
  void countAnyway(ProviderCode provider) {
    quota(provider).ifPresent(quota -> limits.note(provider, quota));
  }

  Optional<Instant> roomAt(ProviderCode provider) {
    return quota(provider).flatMap(quota -> limits.roomAt(provider, quota));
  }

  private Optional<Quota> quota(ProviderCode provider) {
    return quotas.computeIfAbsent(provider, policy::quota);
  }
}
