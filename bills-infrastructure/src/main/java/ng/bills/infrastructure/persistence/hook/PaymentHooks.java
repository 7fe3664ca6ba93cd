package ng.bills.infrastructure.persistence.hook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ng.bills.application.hook.port.HookDeliveries.Told;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.UnitStatements;

/** What partners were told about one payment: two statements, along the index of its events. */
final class PaymentHooks {

  /** More than a payment has moves, endpoints and tries; who replays without end is cut off. */
  private static final int MOST = 2_000;

  private static final String DELIVERIES =
      "select "
          + HookRows.COLUMNS
          + ", e.host, v.body from hook_event v join hook_delivery d on d.event_id = v.id"
          + " join hook_endpoint e on e.id = d.endpoint_id"
          + " where v.payment_id = ? order by v.sequence, d.endpoint_id limit ?";

  private static final String CALLS =
      """
      select a.number, a.started_at, a.ended_at, a.status, a.error, a.answer_sealed, a.endpoint_id, a.event_id
        from hook_event v join hook_attempt a on a.event_id = v.id
       where v.payment_id = ? order by v.sequence, a.endpoint_id, a.number limit ?""";

  private final HookSeals seals;

  PaymentHooks(HookSeals seals) {
    this.seals = seals;
  }

  private record Key(UUID endpoint, UUID event) {}

  private record Row(HookDelivery delivery, String host, String body) {}

  private record Call(Key key, HookAttempt attempt) {}

  List<Told> about(PaymentId payment) {
    List<Row> rows =
        UnitStatements.OPEN.select(
            DELIVERIES,
            select -> {
              select.setObject(1, payment.value());
              select.setInt(2, MOST);
            },
            row ->
                new Row(
                    HookRows.read(row),
                    row.getString(HookRows.COUNT + 1),
                    row.getString(HookRows.COUNT + 2)));
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Key, List<HookAttempt>> calls = calls(payment);
    return rows.stream()
        .map(
            row ->
                new Told(
                    row.delivery,
                    row.host,
                    row.body,
                    calls.getOrDefault(
                        new Key(row.delivery.endpoint().value(), row.delivery.event().value()),
                        List.of())))
        .toList();
  }

  private Map<Key, List<HookAttempt>> calls(PaymentId payment) {
    Map<Key, List<HookAttempt>> byDelivery = new HashMap<>();
    UnitStatements.OPEN
        .select(
            CALLS,
            select -> {
              select.setObject(1, payment.value());
              select.setInt(2, MOST);
            },
            row -> {
              Key key = new Key(row.getObject(7, UUID.class), row.getObject(8, UUID.class));
              return new Call(key, HookRows.readCall(seals, key.endpoint, key.event, row));
            })
        .forEach(
            call -> byDelivery.computeIfAbsent(call.key, k -> new ArrayList<>()).add(call.attempt));
    return byDelivery;
  }
}
