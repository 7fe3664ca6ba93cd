package ng.bills.infrastructure.persistence.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.domain.partner.Partner;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.OpenUnit;

/** Keys are looked up by their keyed hash; the first characters are kept to tell them apart. */
@ApplicationScoped
public class JpaApiKeys implements ApiKeys {

  private final KeyedHash hash;

  @Inject
  public JpaApiKeys(KeyedHash hash) {
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected JpaApiKeys() {
    this(null);
  }

  @Override
  public Optional<Partner> owner(String presentedKey) {
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery(
                        "select p from ApiKeyRow k join PartnerRow p on p.id = k.partnerId"
                            + " where k.keyHash = :hash and k.revokedAt is null",
                        PartnerRow.class)
                    .setParameter("hash", hash.of(PartnerKeys.PURPOSE, presentedKey))
                    .uniqueResultOptional())
        .map(PartnerRow::toPartner);
  }

  @Override
  public Partner add(Partner partner, String key, Instant at) {
    return OpenUnit.require().sql(c -> PartnerKeys.add(c, hash, partner, key, at));
  }
}
