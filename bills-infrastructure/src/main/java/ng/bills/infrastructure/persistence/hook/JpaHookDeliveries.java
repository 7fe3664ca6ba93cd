package ng.bills.infrastructure.persistence.hook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEvent;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Deliveries by SQL; a claim is one statement after its endpoint was locked. */
@ApplicationScoped
public class JpaHookDeliveries implements HookDeliveries {

  private static final String ADD_EVENT =
      "insert into hook_event (id, partner_id, type, body, occurred_at) values (?, ?, ?, ?, ?)";

  private static final String ADD =
      """
      insert into hook_delivery
        (endpoint_id, event_id, state, tries, attempts, replays, next_action_at, created_at)
        values (?, ?, 'due', 0, 0, 0, ?, ?)""";

  // the endpoint is locked, so nobody else adds to what is under way
  private static final String CLAIM =
      """
      with busy as (
        select count(*) as now from hook_delivery
         where endpoint_id = ? and lease_id is not null and lease_until > ?),
      due as materialized (
        select d.endpoint_id, d.event_id from hook_delivery d, busy
         where d.endpoint_id = ? and d.next_action_at <= ?
           and (d.lease_until is null or d.lease_until <= ?) and busy.now < ?
         order by d.next_action_at limit 1 for update of d skip locked)
      update hook_delivery d set lease_id = ?, lease_until = ?, attempts = d.attempts + 1
        from due, hook_event v
       where d.endpoint_id = due.endpoint_id and d.event_id = due.event_id and v.id = d.event_id
      returning %s, v.body,
        exists (select from hook_delivery o
                 where o.endpoint_id = d.endpoint_id and o.event_id <> d.event_id
                   and o.next_action_at <= ? and (o.lease_until is null or o.lease_until <= ?))"""
          .formatted(HookRows.COLUMNS);

  private static final String ADD_CALL =
      "insert into hook_attempt (endpoint_id, event_id, number, started_at) values (?, ?, ?, ?)";

  private static final String END_CALL =
      """
      update hook_attempt set ended_at = ?, status = ?, error = ?, answer_sealed = ?
       where endpoint_id = ? and event_id = ? and number = ?""";

  private static final String SAVE =
      """
      update hook_delivery
         set state = ?, tries = ?, replays = ?, next_action_at = ?, lease_id = null,
             lease_until = null, last_result = ?, delivered_at = ?
       where endpoint_id = ? and event_id = ?""";

  private static final String DUE =
      """
      select e.id from hook_endpoint e
       where e.state = 'active' and (e.paused_until is null or e.paused_until <= ?)
         and exists (select from hook_delivery d
                      where d.endpoint_id = e.id and d.next_action_at <= ?
                        and (d.lease_until is null or d.lease_until <= ?))
       limit ?""";

  private static final String CANCEL =
      """
      update hook_delivery
         set state = 'cancelled', next_action_at = null, lease_id = null, lease_until = null
       where endpoint_id = ? and next_action_at is not null""";

  private final HookSeals seals;

  @Inject
  public JpaHookDeliveries(HookSeals seals) {
    this.seals = seals;
  }

  /** For the container's proxy. */
  protected JpaHookDeliveries() {
    this(null);
  }

  @Override
  public void add(HookEvent event, HookEndpointId endpoint) {
    OpenUnit unit = OpenUnit.require();
    unit.write(
        ADD_EVENT,
        insert -> {
          insert.setObject(1, event.id().value());
          insert.setObject(2, event.partner().value());
          insert.setString(3, event.type().wireName());
          insert.setString(4, HookBodies.of(event));
          Stored.bind(insert, 5, event.at());
        });
    unit.write(
        ADD,
        insert -> {
          insert.setObject(1, endpoint.value());
          insert.setObject(2, event.id().value());
          Stored.bind(insert, 3, event.at());
          Stored.bind(insert, 4, event.at());
        });
  }

  @Override
  public Optional<Claimed> claim(HookEndpointId endpoint, int atOnce, Lease lease, Instant now) {
    OpenUnit unit = OpenUnit.require();
    Optional<Claimed> claimed = unit.sql(c -> claim(c, endpoint.value(), atOnce, lease, now));
    claimed
        .map(Claimed::delivery)
        .ifPresent(
            delivery ->
                unit.write(
                    ADD_CALL,
                    insert -> {
                      insert.setObject(1, endpoint.value());
                      insert.setObject(2, delivery.event().value());
                      insert.setInt(3, delivery.attempts());
                      Stored.bind(insert, 4, now);
                    }));
    return claimed;
  }

  private static Optional<Claimed> claim(
      Connection connection, UUID endpoint, int atOnce, Lease lease, Instant now)
      throws SQLException {
    try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      claim.setObject(1, endpoint);
      Stored.bind(claim, 2, now);
      claim.setObject(3, endpoint);
      Stored.bind(claim, 4, now);
      Stored.bind(claim, 5, now);
      claim.setInt(6, atOnce);
      claim.setObject(7, lease.id());
      Stored.bind(claim, 8, lease.until());
      Stored.bind(claim, 9, now);
      Stored.bind(claim, 10, now);
      try (ResultSet rows = claim.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Claimed(
                    HookRows.read(rows),
                    rows.getString(HookRows.COUNT + 1),
                    rows.getBoolean(HookRows.COUNT + 2)))
            : Optional.empty();
      }
    }
  }

  @Override
  public boolean record(HookDelivery held, HookDelivery next, HookAttempt.End end) {
    endCall(held, end);
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement save = c.prepareStatement(SAVE + " and lease_id = ?")) {
                bind(save, next);
                save.setObject(9, held.lease().orElseThrow().id());
                return save.executeUpdate() == 1;
              }
            });
  }

  private void endCall(HookDelivery held, HookAttempt.End end) {
    UUID endpoint = held.endpoint().value();
    UUID event = held.event().value();
    OpenUnit.require()
        .write(
            END_CALL,
            update -> {
              Stored.bind(update, 1, end.at());
              update.setObject(2, end.status().orElse(null), java.sql.Types.INTEGER);
              update.setString(3, end.error().orElse(null));
              update.setBytes(
                  4,
                  end.answer()
                      .map(a -> seals.sealAnswer(endpoint, event, held.attempts(), a))
                      .orElse(null));
              update.setObject(5, endpoint);
              update.setObject(6, event);
              update.setInt(7, held.attempts());
            });
  }

  private static void bind(PreparedStatement save, HookDelivery delivery) throws SQLException {
    save.setString(1, delivery.state().wireName());
    save.setInt(2, delivery.tries());
    save.setInt(3, delivery.replays());
    Stored.bind(save, 4, delivery.nextActionAt().orElse(null));
    save.setString(5, delivery.lastResult().orElse(null));
    Stored.bind(save, 6, delivery.deliveredAt().orElse(null));
    save.setObject(7, delivery.endpoint().value());
    save.setObject(8, delivery.event().value());
  }

  @Override
  public List<HookEndpointId> due(int limit, Instant now) {
    return OpenUnit.require()
        .sql(
            c -> {
              List<HookEndpointId> due = new ArrayList<>();
              try (PreparedStatement select = c.prepareStatement(DUE)) {
                Stored.bind(select, 1, now);
                Stored.bind(select, 2, now);
                Stored.bind(select, 3, now);
                select.setInt(4, limit);
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    due.add(new HookEndpointId(rows.getObject(1, UUID.class)));
                  }
                }
              }
              return due;
            });
  }

  @Override
  public void cancel(HookEndpointId endpoint) {
    OpenUnit.require().write(CANCEL, update -> update.setObject(1, endpoint.value()));
  }

  @Override
  public Optional<HookDelivery> lock(HookEndpointId endpoint, HookEventId event) {
    return HookRows.select(
            "d.endpoint_id = ? and d.event_id = ? for update of d",
            select -> {
              select.setObject(1, endpoint.value());
              select.setObject(2, event.value());
            })
        .stream()
        .findFirst();
  }

  @Override
  public void save(HookDelivery delivery) {
    OpenUnit.require().write(SAVE, update -> bind(update, delivery));
  }

  @Override
  public List<HookDelivery> lockFailed(HookEndpointId endpoint, Instant from, int limit) {
    return HookRows.select(
        "d.endpoint_id = ? and d.state = 'failed' and d.created_at >= ?"
            + " order by d.event_id limit ? for update of d skip locked",
        select -> {
          select.setObject(1, endpoint.value());
          Stored.bind(select, 2, from);
          select.setInt(3, limit);
        });
  }

  @Override
  public List<Line> list(Filter filter, int limit) {
    return new HookLog(seals).list(filter, limit);
  }

  @Override
  public List<Told> about(PaymentId payment) {
    return new PaymentHooks(seals).about(payment);
  }

  @Override
  public int prune(Instant before, int limit) {
    return HookLog.prune(before, limit);
  }
}
