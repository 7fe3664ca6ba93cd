package ng.bills.application.partner;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;

/** Issues an API key to a partner. The key is returned once; only its hash is kept. */
@Singleton
public class IssueApiKey {

  private static final int SECRET_LENGTH = 32;

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
   * @param live whether it is for real money ({@code bk_live_}) or for a sandbox
   * @return the key, to be shown once
   */
  public String issue(String partnerName, boolean live) {
    String key = (live ? "bk_live_" : "bk_test_") + ids.randomText(SECRET_LENGTH);
    Partner partner = new Partner(new PartnerId(ids.newId()), partnerName);
    tx.run(() -> keys.add(partner, key, clock.instant()));
    return key;
  }
}
