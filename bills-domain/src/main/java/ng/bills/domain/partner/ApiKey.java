package ng.bills.domain.partner;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of an API key; the key itself is not. It is issued, used, perhaps replaced by
 * another one beside which it works until its end, and ends by that, by expiry or by being revoked.
 *
 * @param id its identity
 * @param partner whose it is
 * @param prefix its first characters, for people to tell keys apart
 * @param terms what it may be used for
 * @param createdAt when it was issued
 * @param lastUsedAt to the minute; empty for never
 * @param revokedAt when it was taken back
 * @param replacedBy its successor, once it was rotated
 */
public record ApiKey(
    KeyId id,
    Partner partner,
    String prefix,
    KeyTerms terms,
    Instant createdAt,
    Optional<Instant> lastUsedAt,
    Optional<Instant> revokedAt,
    Optional<KeyId> replacedBy) {

  public ApiKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(partner, "partner");
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(lastUsedAt, "lastUsedAt");
    Objects.requireNonNull(revokedAt, "revokedAt");
    Objects.requireNonNull(replacedBy, "replacedBy");
  }

  /** A key nobody has used yet. */
  public static ApiKey issued(
      KeyId id, Partner partner, String prefix, KeyTerms terms, Instant at) {
    return new ApiKey(
        id, partner, prefix, terms, at, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether it is worth anything at that moment. */
  public boolean isInForce(Instant now) {
    return revokedAt.isEmpty() && terms.expiresAt().map(now::isBefore).orElse(true);
  }

  /**
   * Whether it may be used from there.
   *
   * @param caller empty when the address is not known: then only a key without a list works
   */
  public boolean mayComeFrom(Optional<NetworkAddress> caller) {
    return terms.allowedFrom().isEmpty()
        || caller
            .filter(address -> terms.allowedFrom().stream().anyMatch(r -> r.contains(address)))
            .isPresent();
  }
}
