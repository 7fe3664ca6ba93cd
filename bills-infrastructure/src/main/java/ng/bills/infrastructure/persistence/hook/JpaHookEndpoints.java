package ng.bills.infrastructure.persistence.hook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEndpointState;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.HookSecrets;
import ng.bills.domain.partner.PartnerId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Endpoints by SQL: few columns ever change, and never together with those of others. */
@ApplicationScoped
public class JpaHookEndpoints implements HookEndpoints {

  private static final String SECRET = "secret_sealed";
  private static final String FORMER = "former_secret_sealed";

  private static final String SELECT =
      "select id, partner_id, url_sealed, description, types, state, state_reason, secret_sealed,"
          + " former_secret_sealed, former_until, troubles, paused_until, created_at"
          + " from hook_endpoint where state <> 'deleted'";

  /** Foreign keys that point here do not make a row look taken, nor wait for it. */
  private static final String LOCKED = " for no key update";

  /** The partner's row keeps two that are made at once from both finding room. */
  private static final String LOCK_PARTNER = "select 1 from partner where id = ? for no key update";

  private static final String COUNT =
      "select count(*) from hook_endpoint where partner_id = ? and state <> 'deleted'";

  private static final String INSERT =
      """
      insert into hook_endpoint
        (id, partner_id, host, url_sealed, description, types, state, secret_sealed, troubles,
         created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)""";

  private static final String UPDATE =
      """
      update hook_endpoint
         set state = ?, state_reason = ?, secret_sealed = ?, former_secret_sealed = ?,
             former_until = ?, troubles = ?, paused_until = ?
       where id = ?""";

  private static final String WELL =
      "update hook_endpoint set troubles = 0, paused_until = null where id = ? and troubles > 0";

  private final HookSeals seals;

  @Inject
  public JpaHookEndpoints(HookSeals seals) {
    this.seals = seals;
  }

  /** For the container's proxy. */
  protected JpaHookEndpoints() {
    this(null);
  }

  @Override
  public boolean add(HookEndpoint endpoint) {
    return OpenUnit.require().sql(c -> hasRoom(c, endpoint.partner()) && insert(c, endpoint));
  }

  private static boolean hasRoom(Connection connection, PartnerId partner) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK_PARTNER);
        PreparedStatement count = connection.prepareStatement(COUNT)) {
      lock.setObject(1, partner.value());
      lock.executeQuery().close();
      count.setObject(1, partner.value());
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getInt(1) < HookEndpoint.MOST;
      }
    }
  }

  private boolean insert(Connection connection, HookEndpoint endpoint) throws SQLException {
    UUID id = endpoint.id().value();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, id);
      insert.setObject(2, endpoint.partner().value());
      insert.setString(3, endpoint.url().host());
      insert.setBytes(4, seals.seal(id, endpoint.url()));
      insert.setString(5, endpoint.description().orElse(null));
      insert.setArray(6, types(connection, endpoint.types()));
      insert.setString(7, endpoint.state().wireName());
      insert.setBytes(8, seals.seal(SECRET, id, endpoint.secrets().current()));
      Stored.bind(insert, 9, endpoint.createdAt());
      return insert.executeUpdate() == 1;
    }
  }

  private static Array types(Connection connection, Set<HookEventType> types) throws SQLException {
    return types.isEmpty()
        ? null
        : connection.createArrayOf(
            "text", types.stream().map(HookEventType::wireName).sorted().toArray());
  }

  @Override
  public void save(HookEndpoint endpoint) {
    UUID id = endpoint.id().value();
    HookSecrets secrets = endpoint.secrets();
    OpenUnit.require()
        .write(
            UPDATE,
            update -> {
              update.setString(1, endpoint.state().wireName());
              update.setString(2, endpoint.stateReason().orElse(null));
              update.setBytes(3, seals.seal(SECRET, id, secrets.current()));
              update.setBytes(
                  4, secrets.former().map(f -> seals.seal(FORMER, id, f.secret())).orElse(null));
              Stored.bind(update, 5, secrets.former().map(HookSecrets.Former::until).orElse(null));
              update.setInt(6, endpoint.troubles());
              Stored.bind(update, 7, endpoint.pausedUntil().orElse(null));
              update.setObject(8, id);
            });
  }

  @Override
  public Optional<HookEndpoint> lock(PartnerId partner, HookEndpointId id) {
    return one(" and partner_id = ? and id = ?" + LOCKED, partner.value(), id.value());
  }

  @Override
  public Optional<HookEndpoint> lock(HookEndpointId id) {
    return one(" and id = ?" + LOCKED, id.value());
  }

  @Override
  public void well(HookEndpointId id) {
    OpenUnit.require().write(WELL, update -> update.setObject(1, id.value()));
  }

  @Override
  public Optional<HookEndpoint> find(PartnerId partner, HookEndpointId id) {
    return one(" and partner_id = ? and id = ?", partner.value(), id.value());
  }

  @Override
  public List<HookEndpoint> of(PartnerId partner) {
    return select(" and partner_id = ? order by id", partner.value());
  }

  private Optional<HookEndpoint> one(String where, UUID... parameters) {
    return select(where, parameters).stream().findFirst();
  }

  private List<HookEndpoint> select(String where, UUID... parameters) {
    return OpenUnit.require()
        .sql(
            c -> {
              List<HookEndpoint> found = new ArrayList<>();
              try (PreparedStatement select = c.prepareStatement(SELECT + where)) {
                for (int i = 0; i < parameters.length; i++) {
                  select.setObject(i + 1, parameters[i]);
                }
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    found.add(read(rows));
                  }
                }
              }
              return found;
            });
  }

  private HookEndpoint read(ResultSet rows) throws SQLException {
    UUID id = rows.getObject(1, UUID.class);
    Array types = rows.getArray(5);
    byte[] former = rows.getBytes(9);
    return new HookEndpoint(
        new HookEndpointId(id),
        new PartnerId(rows.getObject(2, UUID.class)),
        seals.openUrl(id, rows.getBytes(3)),
        Optional.ofNullable(rows.getString(4)),
        types == null ? Set.of() : named((String[]) types.getArray()),
        Stored.named(HookEndpointState.class, rows.getString(6)),
        Optional.ofNullable(rows.getString(7)),
        new HookSecrets(
            seals.openSecret(SECRET, id, rows.getBytes(8)),
            former == null
                ? Optional.empty()
                : Optional.of(
                    new HookSecrets.Former(
                        seals.openSecret(FORMER, id, former), Stored.instant(rows, 10)))),
        rows.getInt(11),
        Optional.ofNullable(Stored.instant(rows, 12)),
        Stored.instant(rows, 13));
  }

  private static Set<HookEventType> named(String[] wireNames) {
    return Arrays.stream(wireNames)
        .map(name -> HookEventType.named(name).orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }
}
