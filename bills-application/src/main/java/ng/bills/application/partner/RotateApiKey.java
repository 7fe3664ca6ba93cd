package ng.bills.application.partner;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Mode;

/**
 * Replaces a key by a new one for the same things. Both work for a time, so that the partner can
 * change over while it goes on calling; never more than two.
 */
@Singleton
public class RotateApiKey {

  /** However carelessly it is chosen, the old key comes to an end. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final ApiKeys keys;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public RotateApiKey(ApiKeys keys, UnitOfWork tx, IdSource ids, InstantSource clock) {
    this.keys = keys;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Rotates a key. One that expires is replaced by one that lives as long as it was meant to.
   *
   * @param idOrPrefix which key
   * @param overlap how long the old one goes on working
   * @return the new key, to be shown once
   * @throws IllegalArgumentException when no single key is meant, it is no longer in force, was
   *     rotated already or its predecessor still works
   */
  public String rotate(String idOrPrefix, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new IllegalArgumentException("An overlap lasts from nothing to 30 days");
    }
    return tx.call(
        () -> {
          ApiKey old = NamedKey.lock(keys, idOrPrefix);
          Instant now = clock.instant();
          refuseThird(old, now);
          FreshKey fresh = FreshKey.of(Mode.ofKey(old.prefix()).orElseThrow(), ids);
          KeyId successor = new KeyId(ids.newId());
          KeyTerms terms =
              old.terms()
                  .until(
                      old.terms()
                          .expiresAt()
                          .map(end -> now.plus(Duration.between(old.createdAt(), end))));
          keys.add(
              ApiKey.issued(successor, old.partner(), fresh.prefix(), terms, now), fresh.secret());
          keys.replace(old.id(), successor, earlier(now.plus(overlap), old.terms().expiresAt()));
          return fresh.secret();
        });
  }

  private void refuseThird(ApiKey old, Instant now) {
    if (!old.isInForce(now)) {
      throw new IllegalArgumentException("This key is no longer in force: issue a new one");
    }
    if (old.replacedBy().isPresent()) {
      throw new IllegalArgumentException("This key was rotated already");
    }
    if (keys.predecessor(old.id()).filter(before -> before.isInForce(now)).isPresent()) {
      throw new IllegalArgumentException(
          "The key before this one still works: revoke it first, or wait for its end");
    }
  }

  private static Instant earlier(Instant one, Optional<Instant> other) {
    return other.filter(one::isAfter).orElse(one);
  }
}
