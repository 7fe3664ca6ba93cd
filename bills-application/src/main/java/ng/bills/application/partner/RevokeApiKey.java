package ng.bills.application.partner;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.ApiKey;

/** Takes an API key back. */
@Singleton
public class RevokeApiKey {

  private final ApiKeys keys;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public RevokeApiKey(ApiKeys keys, UnitOfWork tx, InstantSource clock) {
    this.keys = keys;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Revokes a key; again is fine.
   *
   * @param idOrPrefix which key
   * @return the key as it was
   * @throws IllegalArgumentException when no single key is meant
   */
  public ApiKey revoke(String idOrPrefix) {
    return tx.call(
        () -> {
          ApiKey key = NamedKey.lock(keys, idOrPrefix);
          keys.revoke(key.id(), clock.instant());
          return key;
        });
  }
}
