package ng.bills.infrastructure.persistence.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Optional;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.domain.partner.Partner;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Keys are looked up by their keyed hash; the first characters are kept to tell them apart. */
@ApplicationScoped
public class JpaApiKeys implements ApiKeys {

  private static final String PURPOSE = "api key";
  private static final int PREFIX_LENGTH = 12;
  private static final String ADD_PARTNER =
      "insert into partner (id, name, created_at) values (?, ?, ?) on conflict (name) do nothing";
  private static final String ADD_KEY =
      "insert into api_key (key_hash, partner_id, prefix, created_at) values (?, ?, ?, ?)"
          + " on conflict (key_hash) do nothing";

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
                    .setParameter("hash", hash.of(PURPOSE, presentedKey))
                    .uniqueResultOptional())
        .map(PartnerRow::toPartner);
  }

  @Override
  public Partner add(Partner partner, String key, Instant at) {
    OpenUnit unit = OpenUnit.require();
    unit.sql(
        c -> {
          try (PreparedStatement insert = c.prepareStatement(ADD_PARTNER)) {
            insert.setObject(1, partner.id().value());
            insert.setString(2, partner.name());
            Stored.bind(insert, 3, at);
            return insert.executeUpdate();
          }
        });
    Partner stored =
        unit.rows(
                s ->
                    s.createSelectionQuery(
                            "from PartnerRow p where p.name = :name", PartnerRow.class)
                        .setParameter("name", partner.name())
                        .getSingleResult())
            .toPartner();
    unit.sql(
        c -> {
          try (PreparedStatement insert = c.prepareStatement(ADD_KEY)) {
            insert.setBytes(1, hash.of(PURPOSE, key));
            insert.setObject(2, stored.id().value());
            insert.setString(3, key.substring(0, Math.min(PREFIX_LENGTH, key.length() / 2)));
            Stored.bind(insert, 4, at);
            return insert.executeUpdate();
          }
        });
    return stored;
  }
}
