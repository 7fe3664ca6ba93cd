package ng.bills.application.limit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ng.bills.application.limit.port.PermitCounts.Kind;
import ng.bills.application.limit.port.PermitCounts.Subject;
import ng.bills.domain.limit.PermitLease;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.vend.ProviderCode;

/**
 * How often we may ask each provider, all nodes together. Permits are brought before a unit of work
 * opens ({@link #stock}) and taken inside it, where nobody may wait for the count.
 */
@Singleton
public class LimitProviders {

  private final PermitDesk desk;
  private final Map<ProviderCode, Permits> providers = new ConcurrentHashMap<>();

  @Inject
  public LimitProviders(PermitDesk desk) {
    this.desk = desk;
  }

  /** Sees to it that there are permits here, unless the count has none. Outside units of work. */
  public void stock(ProviderCode provider, Quota quota) {
    desk.stock(of(provider, quota));
  }

  /** Takes a permit that is here. */
  public PermitLease.Answer take(ProviderCode provider, Quota quota) {
    return of(provider, quota).lease().take(desk.clock());
  }

  /** Counts a call that is made in any case. */
  public void note(ProviderCode provider, Quota quota) {
    of(provider, quota).lease().note(desk.clock());
  }

  /** When there is room again; empty when it is not known that there is none. */
  public Optional<Instant> roomAt(ProviderCode provider, Quota quota) {
    return of(provider, quota).lease().roomAt(desk.clock());
  }

  private Permits of(ProviderCode provider, Quota quota) {
    return providers.computeIfAbsent(
        provider, p -> new Permits(new Subject(Kind.PROVIDER, p.value()), quota));
  }
}
