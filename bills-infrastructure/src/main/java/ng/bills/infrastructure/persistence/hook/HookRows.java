package ng.bills.infrastructure.persistence.hook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.payment.Lease;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Reads rows of {@code hook_delivery}, called {@code d}, beside their event, called {@code v}. */
final class HookRows {

  static final String COLUMNS =
      "d.endpoint_id, d.event_id, v.type, d.state, d.tries, d.attempts, d.replays,"
          + " d.next_action_at, d.lease_id, d.lease_until, d.last_result, d.created_at,"
          + " d.delivered_at";
  static final int COUNT = 13;

  private HookRows() {}

  static List<HookDelivery> select(String where, OpenUnit.Binder binder) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select =
                  c.prepareStatement(
                      "select "
                          + COLUMNS
                          + " from hook_delivery d join hook_event v on v.id = d.event_id where "
                          + where)) {
                binder.bind(select);
                List<HookDelivery> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    found.add(read(rows));
                  }
                }
                return found;
              }
            });
  }

  static HookDelivery read(ResultSet rows) throws SQLException {
    UUID lease = rows.getObject(9, UUID.class);
    return new HookDelivery(
        new HookEndpointId(rows.getObject(1, UUID.class)),
        new HookEventId(rows.getObject(2, UUID.class)),
        HookEventType.named(rows.getString(3)).orElseThrow(),
        Stored.named(HookDeliveryState.class, rows.getString(4)),
        rows.getInt(5),
        rows.getInt(6),
        rows.getInt(7),
        Optional.ofNullable(Stored.instant(rows, 8)),
        lease == null ? Optional.empty() : Optional.of(new Lease(lease, Stored.instant(rows, 10))),
        Optional.ofNullable(rows.getString(11)),
        Stored.instant(rows, 12),
        Optional.ofNullable(Stored.instant(rows, 13)));
  }

  /** A row of {@code hook_attempt} that begins with number, start, end, status, error, answer. */
  static HookAttempt readCall(HookSeals seals, UUID endpoint, UUID event, ResultSet rows)
      throws SQLException {
    int number = rows.getInt(1);
    Instant ended = Stored.instant(rows, 3);
    byte[] answer = rows.getBytes(6);
    return new HookAttempt(
        number,
        Stored.instant(rows, 2),
        ended == null
            ? Optional.empty()
            : Optional.of(
                new HookAttempt.End(
                    ended,
                    Optional.ofNullable(rows.getObject(4, Integer.class)),
                    Optional.ofNullable(rows.getString(5)),
                    Optional.ofNullable(answer)
                        .map(a -> seals.openAnswer(endpoint, event, number, a)))));
  }
}
