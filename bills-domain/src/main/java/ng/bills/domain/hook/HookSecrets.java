package ng.bills.domain.hook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The secrets of an endpoint. After a rotation the former one signs beside the new one for a while,
 * so that the partner can change over without losing a message.
 *
 * @param current the one that was shown last
 * @param former the one before it, while it still signs
 */
public record HookSecrets(HookSecret current, Optional<Former> former) {

  /**
   * A secret that was replaced.
   *
   * @param until when it stops signing
   */
  public record Former(HookSecret secret, Instant until) {

    public Former {
      Objects.requireNonNull(secret, "secret");
      Objects.requireNonNull(until, "until");
    }
  }

  public HookSecrets {
    Objects.requireNonNull(current, "current");
    Objects.requireNonNull(former, "former");
  }

  public static HookSecrets first(HookSecret secret) {
    return new HookSecrets(secret, Optional.empty());
  }

  /** The next one signs from now on; the present one beside it for that long. */
  public HookSecrets rotated(HookSecret next, Duration overlap, Instant at) {
    return new HookSecrets(
        next,
        overlap.isZero() ? Optional.empty() : Optional.of(new Former(current, at.plus(overlap))));
  }

  /** Those that sign at that time, the current one first. */
  public List<HookSecret> inForce(Instant at) {
    return former
        .filter(f -> f.until().isAfter(at))
        .map(f -> List.of(current, f.secret()))
        .orElse(List.of(current));
  }
}
