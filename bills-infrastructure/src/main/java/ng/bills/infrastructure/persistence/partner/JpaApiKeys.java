package ng.bills.infrastructure.persistence.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import ng.bills.application.partner.port.ApiKeys;
import ng.bills.domain.partner.ApiKey;
import ng.bills.domain.partner.KeyId;
import ng.bills.domain.partner.KeyScope;
import ng.bills.domain.partner.Mode;
import ng.bills.domain.partner.Partner;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.crypto.KeyedHash;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/**
 * Keys are looked up by their keyed hash; the first characters are kept to tell them apart. By
 * native statements, for the server and for commands alike.
 */
@ApplicationScoped
public class JpaApiKeys implements ApiKeys {

  /** Runs statements on the connection of the open unit of work, or on another one. */
  public interface OnConnection {
    <T> T run(OpenUnit.Statements<T> work);
  }

  static final String PURPOSE = "api key";

  private static final String ADD_PARTNER =
      "insert into partner (id, name, created_at) values (?, ?, ?) on conflict (name) do nothing";
  private static final String FIND_PARTNER = "select id from partner where name = ?";
  private static final String ADD =
      """
      insert into api_key (key_hash, id, partner_id, prefix, scopes, expires_at, allowed_from, created_at)
      values (?, ?, ?, ?, ?, ?, ?::cidr[], ?)""";
  private static final String KEYS =
      """
      select k.id, p.id, p.name, k.prefix, k.scopes, k.expires_at, k.allowed_from::text[], k.created_at,
             k.last_used_at, k.revoked_at, k.replaced_by
        from api_key k join partner p on p.id = k.partner_id
       where\s""";
  private static final String FIND = KEYS + "k.key_hash = ? and k.revoked_at is null";
  private static final String LOCK =
      KEYS + "k.key_hash = ? or k.id::text = ? or k.prefix = ? order by k.id for update of k";
  private static final String PREDECESSOR = KEYS + "k.replaced_by = ?";
  private static final String ALL =
      KEYS + "?::text is null or p.name = ? order by p.name, k.created_at, k.id";
  private static final String REPLACE =
      "update api_key set replaced_by = ?, expires_at = ? where id = ? and replaced_by is null";
  private static final String REVOKE =
      "update api_key set revoked_at = ? where id = ? and revoked_at is null";
  private static final String USED =
      """
      update api_key set last_used_at = ?
       where id = ? and (last_used_at is null or last_used_at <= ?::timestamptz - interval '1 minute')""";

  private final OnConnection connection;
  private final KeyedHash hash;

  @Inject
  public JpaApiKeys(KeyedHash hash) {
    this(
        new OnConnection() {
          @Override
          public <T> T run(OpenUnit.Statements<T> work) {
            return OpenUnit.require().sql(work);
          }
        },
        hash);
  }

  /** Over another connection, for commands. */
  public JpaApiKeys(OnConnection connection, KeyedHash hash) {
    this.connection = connection;
    this.hash = hash;
  }

  /** For the container's proxy. */
  protected JpaApiKeys() {
    this(null, null);
  }

  @Override
  public Optional<Mode> mode() {
    return connection.run(DatabaseMode::of);
  }

  @Override
  public Optional<ApiKey> find(String presentedKey) {
    return select(FIND, s -> s.setBytes(1, hash.of(PURPOSE, presentedKey))).stream().findFirst();
  }

  @Override
  public Partner known(Partner partner, Instant at) {
    return connection.run(
        c -> {
          try (PreparedStatement insert = c.prepareStatement(ADD_PARTNER)) {
            insert.setObject(1, partner.id().value());
            insert.setString(2, partner.name());
            Stored.bind(insert, 3, at);
            insert.executeUpdate();
          }
          try (PreparedStatement query = c.prepareStatement(FIND_PARTNER)) {
            query.setString(1, partner.name());
            try (ResultSet row = query.executeQuery()) {
              if (!row.next()) {
                throw new SQLException("The partner was inserted and is not there");
              }
              return new Partner(new PartnerId(row.getObject(1, UUID.class)), partner.name());
            }
          }
        });
  }

  @Override
  public void add(ApiKey key, String secret) {
    update(
        ADD,
        s -> {
          s.setBytes(1, hash.of(PURPOSE, secret));
          s.setObject(2, key.id().value());
          s.setObject(3, key.partner().id().value());
          s.setString(4, key.prefix());
          s.setArray(
              5,
              texts(
                  s.getConnection(),
                  key.terms().scopes().stream().map(KeyScope::wireName).toList()));
          Stored.bind(s, 6, key.terms().expiresAt().orElse(null));
          s.setArray(
              7,
              texts(
                  s.getConnection(),
                  key.terms().allowedFrom().stream().map(Object::toString).toList()));
          Stored.bind(s, 8, key.createdAt());
        });
  }

  @Override
  public List<ApiKey> lock(String idOrPrefix) {
    return select(
        LOCK,
        s -> {
          s.setBytes(1, hash.of(PURPOSE, idOrPrefix));
          s.setString(2, idOrPrefix);
          s.setString(3, idOrPrefix);
        });
  }

  @Override
  public Optional<ApiKey> predecessor(KeyId key) {
    return select(PREDECESSOR, s -> s.setObject(1, key.value())).stream().findFirst();
  }

  @Override
  public List<ApiKey> all(Optional<String> partnerName) {
    return select(
        ALL,
        s -> {
          s.setString(1, partnerName.orElse(null));
          s.setString(2, partnerName.orElse(null));
        });
  }

  @Override
  public void replace(KeyId key, KeyId successor, Instant endsAt) {
    update(
        REPLACE,
        s -> {
          s.setObject(1, successor.value());
          Stored.bind(s, 2, endsAt);
          s.setObject(3, key.value());
        });
  }

  @Override
  public void revoke(KeyId key, Instant at) {
    update(
        REVOKE,
        s -> {
          Stored.bind(s, 1, at);
          s.setObject(2, key.value());
        });
  }

  @Override
  public void used(Map<KeyId, Instant> at) {
    // always in the same order: two nodes that write the same keys do not wait for each other
    Map<UUID, Instant> ordered = new TreeMap<>();
    at.forEach((key, moment) -> ordered.put(key.value(), moment));
    ordered.forEach(
        (key, moment) ->
            update(
                USED,
                s -> {
                  Stored.bind(s, 1, moment);
                  s.setObject(2, key);
                  Stored.bind(s, 3, moment);
                }));
  }

  private void update(String sql, OpenUnit.Binder binder) {
    connection.run(
        c -> {
          try (PreparedStatement statement = c.prepareStatement(sql)) {
            binder.bind(statement);
            return statement.executeUpdate();
          }
        });
  }

  private List<ApiKey> select(String sql, OpenUnit.Binder binder) {
    return connection.run(
        c -> {
          try (PreparedStatement query = c.prepareStatement(sql)) {
            binder.bind(query);
            List<ApiKey> keys = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                keys.add(ApiKeyRows.read(rows));
              }
            }
            return keys;
          }
        });
  }

  private static java.sql.Array texts(Connection connection, List<String> texts)
      throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }
}
