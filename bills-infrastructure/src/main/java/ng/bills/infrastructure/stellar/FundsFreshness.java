package ng.bills.infrastructure.stellar;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How far Horizon is behind the world, for readiness and metrics. An empty page says nothing about
 * that: only the close time of its newest ledger does. Asked often, it asks Horizon at most every
 * five seconds.
 */
public final class FundsFreshness {

  /** Newest ledger younger than this: all is well. */
  public static final Duration FRESH = Duration.ofSeconds(30);

  /** Older than this: nothing that comes in is seen in time. */
  public static final Duration STALE = Duration.ofSeconds(120);

  private static final Duration REUSE = Duration.ofSeconds(5);

  /** How well incoming money is seen. */
  public enum Level {
    FRESH,
    /** Seen late. */
    BEHIND,
    /** Not seen: Horizon lags more than two minutes, cannot be asked, or is another network. */
    DOWN
  }

  /**
   * What was found.
   *
   * @param behind now less the close time of the newest ledger; empty when it is not known
   * @param detail one line for people
   */
  public record Freshness(Level level, Optional<Duration> behind, String detail) {}

  private record Known(Freshness freshness, Instant at) {}

  private final HorizonClient horizon;
  private final StellarSettings settings;
  private final InstantSource clock;
  private volatile Known known;

  public FundsFreshness(HorizonClient horizon, StellarSettings settings, InstantSource clock) {
    this.horizon = horizon;
    this.settings = settings;
    this.clock = clock;
  }

  /** Looks, or repeats what was found within the last five seconds. */
  public Freshness look() {
    Instant now = clock.instant();
    Known last = known;
    if (last != null && Duration.between(last.at(), now).abs().compareTo(REUSE) < 0) {
      return last.freshness();
    }
    Freshness found = ask();
    known = new Known(found, now);
    return found;
  }

  private Freshness ask() {
    HorizonAnswer answer = horizon.get("/");
    Optional<HorizonRoot> root = HorizonRoot.of(answer);
    if (root.isEmpty()) {
      return down("Horizon cannot be asked: " + answer.code());
    }
    if (!root.get().passphrase().equals(settings.networkPassphrase())) {
      return down("Horizon belongs to another network than configured");
    }
    Duration behind = Duration.between(root.get().latestClosedAt(), clock.instant());
    if (behind.isNegative()) {
      behind = Duration.ZERO;
    }
    Level level =
        behind.compareTo(FRESH) < 0
            ? Level.FRESH
            : behind.compareTo(STALE) < 0 ? Level.BEHIND : Level.DOWN;
    return new Freshness(
        level,
        Optional.of(behind),
        "Horizon's newest ledger is "
            + root.get().latestLedger()
            + ", "
            + behind.toSeconds()
            + " s old");
  }

  private static Freshness down(String detail) {
    return new Freshness(Level.DOWN, Optional.empty(), detail);
  }
}
