package ng.bills.application.partner;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.partner.KeyTerms;
import ng.bills.domain.partner.Mode;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;

/** Issues an API key to a partner. The key is returned once; only its hash is kept. */
@Singleton
public class IssueApiKey {

  private final ApiKeys keys;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public IssueApiKey(ApiKeys keys, UnitOfWork tx, IdSource ids, InstantSource clock) {
    this.keys = keys;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Issues a key.
   *
   * @param partnerName the partner, made if there is none of that name
   * @param mode what the key is for
   * @param terms what it may be used for
   * @return the key, to be shown once
   * @throws IllegalArgumentException when the database is for the other kind of keys
   */
  public String issue(String partnerName, Mode mode, KeyTerms terms) {
    FreshKey fresh = FreshKey.of(mode, ids);
    tx.run(
        () -> {
          if (keys.mode().filter(mode::equals).isEmpty()) {
            throw new IllegalArgumentException(
                keys.mode()
                    .map(other -> "This database is for keys " + other.keyPrefix() + "… only")
                    .orElse("The application has not started on this database yet"));
          }
          Instant now = clock.instant();
          Partner partner = keys.known(new Partner(new PartnerId(ids.newId()), partnerName), now);
          keys.add(
              ApiKey.issued(new KeyId(ids.newId()), partner, fresh.prefix(), terms, now),
              fresh.secret());
        });
    return fresh.secret();
  }
}
