package ng.bills.infrastructure.persistence.partner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.Stored;

/**
 * Writes partners and the hashes of their keys by plain statements, for the server and for commands
 * alike.
 */
public final class PartnerKeys {
  static final String PURPOSE = "api key";

  private static final int PREFIX_LENGTH = 12;
  private static final String ADD_PARTNER =
      "insert into partner (id, name, created_at) values (?, ?, ?) on conflict (name) do nothing";
  private static final String FIND_PARTNER = "select id from partner where name = ?";
  private static final String ADD_KEY =
      "insert into api_key (key_hash, partner_id, prefix, created_at) values (?, ?, ?, ?)"
          + " on conflict (key_hash) do nothing";

  private PartnerKeys() {}

  /**
   * Stores the partner, unless one of that name exists, and the hash of the key.
   *
   * @param connection in the caller's transaction
   * @param hash how keys are hashed
   * @param partner by name
   * @param key stored as a hash and a prefix only
   * @param at now
   * @return the partner as stored
   * @throws SQLException when the database refuses
   */
  public static Partner add(
      Connection connection, KeyedHash hash, Partner partner, String key, Instant at)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_PARTNER)) {
      insert.setObject(1, partner.id().value());
      insert.setString(2, partner.name());
      Stored.bind(insert, 3, at);
      insert.executeUpdate();
    }
    Partner stored = stored(connection, partner.name());
    try (PreparedStatement insert = connection.prepareStatement(ADD_KEY)) {
      insert.setBytes(1, hash.of(PURPOSE, key));
      insert.setObject(2, stored.id().value());
      insert.setString(3, key.substring(0, Math.min(PREFIX_LENGTH, key.length() / 2)));
      Stored.bind(insert, 4, at);
      insert.executeUpdate();
    }
    return stored;
  }

  private static Partner stored(Connection connection, String name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FIND_PARTNER)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("The partner was inserted and is not there");
        }
        return new Partner(new PartnerId(rows.getObject(1, UUID.class)), name);
      }
    }
  }
}
