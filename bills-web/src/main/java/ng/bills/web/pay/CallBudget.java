package ng.bills.web.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.pay.PagePolicy;
import ng.bills.domain.partner.NetworkAddress;

/**
 * How often one address may have us ask providers about accounts, or store payments, without a
 * login: so many calls a minute on each node. A network of IPv6 counts as one, since whoever has
 * one address of it has them all. It remembers a bounded number of addresses, those seen last.
 */
@Singleton
public class CallBudget {

  static final int REMEMBERED = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int NETWORK_BITS = 64;

  private static final class Calls {
    private Instant since;
    private int count;
  }

  private final int limit;
  private final InstantSource clock;
  private final Map<String, Calls> addresses =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Calls> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Inject
  public CallBudget(PagePolicy policy, InstantSource clock) {
    this.limit = policy.callsPerMinute();
    this.clock = clock;
  }

  /** Whether that address may call once more; it is counted. Unknown ones share one budget. */
  boolean take(Optional<NetworkAddress> from) {
    Instant now = clock.instant();
    synchronized (addresses) {
      Calls calls = addresses.computeIfAbsent(name(from), address -> new Calls());
      if (calls.since == null
          || now.isBefore(calls.since)
          || !now.isBefore(calls.since.plus(WINDOW))) {
        calls.since = now;
        calls.count = 0;
      }
      calls.count = Math.min(calls.count + 1, limit + 1);
      return calls.count <= limit;
    }
  }

  private static String name(Optional<NetworkAddress> from) {
    return from.map(
            address ->
                address.bits() > NETWORK_BITS
                    ? "network " + address.value().shiftRight(address.bits() - NETWORK_BITS)
                    : address.toString())
        .orElse("unknown");
  }

  int size() {
    synchronized (addresses) {
      return addresses.size();
    }
  }
}
