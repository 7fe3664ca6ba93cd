package ng.bills.domain.partner;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a key may be used for, until when and from where.
 *
 * @param scopes at least one
 * @param expiresAt from then on it is worth nothing
 * @param allowedFrom only these addresses may use it; empty for any
 */
public record KeyTerms(
    Set<KeyScope> scopes, Optional<Instant> expiresAt, List<AddressRange> allowedFrom) {

  /** Everything, from anywhere, without end. */
  public static final KeyTerms ALL =
      new KeyTerms(EnumSet.allOf(KeyScope.class), Optional.empty(), List.of());

  public KeyTerms {
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a key needs at least one scope");
    }
    scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    Objects.requireNonNull(expiresAt, "expiresAt");
    allowedFrom = List.copyOf(allowedFrom);
  }

  /** The same until another moment. */
  public KeyTerms until(Optional<Instant> end) {
    return new KeyTerms(scopes, end, allowedFrom);
  }
}
