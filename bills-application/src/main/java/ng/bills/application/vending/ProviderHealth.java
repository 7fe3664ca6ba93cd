package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import ng.bills.domain.provider.Circuit;
import ng.bills.domain.provider.Verdict;
import ng.bills.domain.vend.ProviderCode;

/**
 * Whether providers answer, as this node sees it: a circuit for each provider and one for each of
 * its billers. A call goes through both. Lives in memory; a node that starts thinks well of all.
 */
@Singleton
public class ProviderHealth {

  private static final System.Logger LOG = System.getLogger(ProviderHealth.class.getName());

  private final RoutingPolicy policy;
  private final InstantSource clock;
  private final Map<ProviderCode, Circuit> providers = new ConcurrentHashMap<>();
  private final Map<Key, Circuit> lines = new ConcurrentHashMap<>();

  private record Key(ProviderCode provider, BillerLine line) {}

  @Inject
  public ProviderHealth(RoutingPolicy policy, InstantSource clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * How somebody stands, for people.
   *
   * @param provider who
   * @param line which biller there; empty for the provider as a whole
   * @param state the circuit's state
   * @param calls answers in the window
   * @param successPercent the share of good ones
   * @param admitsAt when a call may go through again, when none may now
   */
  public record Standing(
      ProviderCode provider,
      Optional<BillerLine> line,
      Circuit.State state,
      int calls,
      Optional<Integer> successPercent,
      Optional<Instant> admitsAt) {}

  /** Whether both circuits are closed. */
  public boolean isWell(ProviderCode provider, BillerLine line) {
    Instant now = clock.instant();
    return circuits(provider, line).allMatch(c -> c.state(now) == Circuit.State.CLOSED);
  }

  /** Whether a call would be let through. */
  public boolean admits(ProviderCode provider, BillerLine line) {
    Instant now = clock.instant();
    return circuits(provider, line).allMatch(c -> c.admits(now));
  }

  /** Lets a call through or not; after it, {@link #heard} must be told how it ended. */
  public boolean enter(ProviderCode provider, BillerLine line) {
    Instant now = clock.instant();
    return admits(provider, line) && circuits(provider, line).allMatch(c -> c.enter(now));
  }

  /** When a call may go through again; empty when one may now. */
  public Optional<Instant> admitsAt(ProviderCode provider, BillerLine line) {
    Instant now = clock.instant();
    return circuits(provider, line)
        .flatMap(c -> c.admitsAt(now).stream())
        .max(Comparator.naturalOrder());
  }

  /** An answer has come. */
  public void heard(ProviderCode provider, BillerLine line, Verdict verdict) {
    Instant now = clock.instant();
    if (whole(provider).heard(verdict.ofProvider(), now)) {
      tell(provider.value(), whole(provider), now);
    }
    Circuit there = at(provider, line);
    if (there.heard(verdict.ofBiller(), now)) {
      tell(provider + " for " + line, there, now);
    }
  }

  private static void tell(String who, Circuit circuit, Instant now) {
    boolean well = circuit.state(now) == Circuit.State.CLOSED;
    // alert: a provider is down, or back
    LOG.log(
        well ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
        well ? "provider {0} works again" : "provider {0} does not work and is left alone",
        who);
  }

  /** How everybody stands that was ever asked, by name. */
  public List<Standing> standings() {
    Instant now = clock.instant();
    List<Standing> all = new ArrayList<>();
    providers.forEach((code, circuit) -> all.add(standing(code, Optional.empty(), circuit, now)));
    lines.forEach(
        (key, circuit) -> all.add(standing(key.provider, Optional.of(key.line), circuit, now)));
    all.sort(
        Comparator.comparing((Standing s) -> s.provider().value())
            .thenComparing(s -> s.line().map(BillerLine::toString).orElse("")));
    return all;
  }

  private static Standing standing(
      ProviderCode code, Optional<BillerLine> line, Circuit circuit, Instant now) {
    return new Standing(
        code,
        line,
        circuit.state(now),
        circuit.calls(now),
        circuit.successPercent(now),
        circuit.admitsAt(now));
  }

  private Stream<Circuit> circuits(ProviderCode provider, BillerLine line) {
    return Stream.of(whole(provider), at(provider, line));
  }

  private Circuit whole(ProviderCode provider) {
    return providers.computeIfAbsent(provider, p -> new Circuit(policy.provider()));
  }

  private Circuit at(ProviderCode provider, BillerLine line) {
    return lines.computeIfAbsent(new Key(provider, line), k -> new Circuit(policy.biller()));
  }
}
