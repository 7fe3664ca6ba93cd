package ng.bills.infrastructure.persistence.hook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** The delivery log as a partner reads it, and its removal by age. */
final class HookLog {

  /** Of each delivery the last so many calls: one round of tries. */
  private static final int CALLS = 20;

  private static final String ATTEMPTS =
      """
      select a.number, a.started_at, a.ended_at, a.status, a.error, a.answer_sealed, a.event_id
        from hook_attempt a
        join hook_delivery d on d.endpoint_id = a.endpoint_id and d.event_id = a.event_id
       where a.endpoint_id = ? and a.event_id = any (?) and a.number > d.attempts - ?
       order by a.event_id, a.number""";

  private static final String ALLOW = "select set_config('bills.retention', 'hook_event', true)";

  private static final String OLD =
      """
      select v.id from hook_event v
       where v.occurred_at < ?
         and not exists (select from hook_delivery d join hook_endpoint e on e.id = d.endpoint_id
                          where d.event_id = v.id and d.state = 'due' and e.state = 'active')
       order by v.occurred_at limit ? for update skip locked""";

  private final HookSeals seals;

  HookLog(HookSeals seals) {
    this.seals = seals;
  }

  List<HookDeliveries.Line> list(HookDeliveries.Filter filter, int limit) {
    UUID endpoint = filter.endpoint().value();
    List<HookDelivery> deliveries =
        HookRows.select(
            "d.endpoint_id = ? and (?::text is null or d.state = ?)"
                + " and (?::uuid is null or d.event_id < ?) order by d.event_id desc limit ?",
            select -> {
              String state = filter.state().map(HookDeliveryState::wireName).orElse(null);
              UUID before = filter.before().map(id -> id.value()).orElse(null);
              select.setObject(1, endpoint);
              select.setString(2, state);
              select.setString(3, state);
              select.setObject(4, before, Types.OTHER);
              select.setObject(5, before, Types.OTHER);
              select.setInt(6, limit);
            });
    Map<UUID, List<HookAttempt>> calls = calls(endpoint, deliveries);
    return deliveries.stream()
        .map(d -> new HookDeliveries.Line(d, calls.getOrDefault(d.event().value(), List.of())))
        .toList();
  }

  private Map<UUID, List<HookAttempt>> calls(UUID endpoint, List<HookDelivery> deliveries) {
    if (deliveries.isEmpty()) {
      return Map.of();
    }
    Object[] events = deliveries.stream().map(d -> d.event().value()).toArray();
    return OpenUnit.require()
        .sql(
            c -> {
              Map<UUID, List<HookAttempt>> byEvent = new HashMap<>();
              try (PreparedStatement select = c.prepareStatement(ATTEMPTS)) {
                select.setObject(1, endpoint);
                select.setArray(2, c.createArrayOf("uuid", events));
                select.setInt(3, CALLS);
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    UUID event = rows.getObject(7, UUID.class);
                    byEvent
                        .computeIfAbsent(event, e -> new ArrayList<>())
                        .add(HookRows.readCall(seals, endpoint, event, rows));
                  }
                }
              }
              return byEvent;
            });
  }

  static int prune(Instant before, int limit) {
    return OpenUnit.require().sql(c -> prune(c, before, limit));
  }

  private static int prune(Connection connection, Instant before, int limit) throws SQLException {
    List<UUID> old = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OLD)) {
      Stored.bind(select, 1, before);
      select.setInt(2, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          old.add(rows.getObject(1, UUID.class));
        }
      }
    }
    if (old.isEmpty()) {
      return 0;
    }
    try (PreparedStatement allow = connection.prepareStatement(ALLOW)) {
      allow.execute();
    }
    remove(connection, "delete from hook_attempt where event_id = any (?)", old);
    remove(connection, "delete from hook_delivery where event_id = any (?)", old);
    return remove(connection, "delete from hook_event where id = any (?)", old);
  }

  private static int remove(Connection connection, String sql, List<UUID> events)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setArray(1, connection.createArrayOf("uuid", events.toArray()));
      return delete.executeUpdate();
    }
  }
}
