package ng.bills.application.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.application.hook.port.HookEvents;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEndpointState;
import ng.bills.domain.hook.HookEvent;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.PaymentNews;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;

/** Webhooks to partners in the tables of a {@link MemoryWorld}. */
public final class MemoryHooks implements HookEvents, HookEndpoints {

  private record Key(HookEndpointId endpoint, HookEventId event) {}

  private record Row(HookDelivery delivery, List<HookAttempt> calls) {}

  /** The tables. */
  static final class Rows {
    private final Map<HookEndpointId, HookEndpoint> endpoints;
    private final Map<HookEventId, HookEvent> events;
    private final Map<Key, Row> deliveries;

    Rows(UndoLog log) {
      endpoints = new UndoMap<>(log);
      events = new UndoMap<>(log);
      deliveries = new UndoMap<>(log);
    }
  }

  private final Supplier<Rows> rows;
  private final Outbox outbox;
  private final IdSource ids;

  MemoryHooks(Supplier<Rows> rows, Outbox outbox, IdSource ids) {
    this.rows = rows;
    this.outbox = outbox;
    this.ids = ids;
  }

  public Collection<HookEndpoint> endpointRows() {
    return Collections.unmodifiableCollection(rows.get().endpoints.values());
  }

  public Collection<HookDelivery> deliveryRows() {
    return rows.get().deliveries.values().stream().map(Row::delivery).toList();
  }

  /** What partners were told, oldest first. */
  public List<HookEvent> told() {
    return List.copyOf(rows.get().events.values());
  }

  @Override
  public void tell(PartnerId partner, HookEventType type, Instant at, PaymentNews news) {
    List<HookEndpoint> wanted = of(partner).stream().filter(e -> e.wants(type)).toList();
    if (wanted.isEmpty()) {
      return; // no id is used up: simulations go on as they went without
    }
    HookEvent event =
        new HookEvent(new HookEventId(ids.newId()), partner, type, at, Optional.of(news));
    for (HookEndpoint endpoint : wanted) {
      put(event, endpoint.id());
      outbox.hookReady(endpoint.id(), at);
    }
  }

  private void put(HookEvent event, HookEndpointId endpoint) {
    rows.get().events.put(event.id(), event);
    rows.get()
        .deliveries
        .put(new Key(endpoint, event.id()), new Row(HookDelivery.due(endpoint, event), List.of()));
  }

  @Override
  public boolean add(HookEndpoint endpoint) {
    boolean room = of(endpoint.partner()).size() < HookEndpoint.MOST;
    if (room) {
      rows.get().endpoints.put(endpoint.id(), endpoint);
    }
    return room;
  }

  @Override
  public void save(HookEndpoint endpoint) {
    rows.get().endpoints.put(endpoint.id(), endpoint);
  }

  @Override
  public Optional<HookEndpoint> lock(PartnerId partner, HookEndpointId id) {
    return find(partner, id);
  }

  @Override
  public Optional<HookEndpoint> lock(HookEndpointId id) {
    return Optional.ofNullable(rows.get().endpoints.get(id))
        .filter(e -> e.state() != HookEndpointState.DELETED);
  }

  @Override
  public void well(HookEndpointId id) {
    lock(id).filter(e -> e.troubles() > 0 && e.isActive()).ifPresent(e -> save(e.enabled()));
  }

  @Override
  public Optional<HookEndpoint> find(PartnerId partner, HookEndpointId id) {
    return lock(id).filter(e -> e.partner().equals(partner));
  }

  @Override
  public List<HookEndpoint> of(PartnerId partner) {
    return rows.get().endpoints.values().stream()
        .filter(e -> e.partner().equals(partner) && e.state() != HookEndpointState.DELETED)
        .toList();
  }

  /** The deliveries of the same tables. */
  public HookDeliveries deliveries() {
    return new Deliveries();
  }

  private final class Deliveries implements HookDeliveries {

    private Map<Key, Row> table() {
      return rows.get().deliveries;
    }

    private List<Row> of(HookEndpointId endpoint) {
      return table().values().stream()
          .filter(r -> r.delivery().endpoint().equals(endpoint))
          .toList();
    }

    private static Key key(HookDelivery delivery) {
      return new Key(delivery.endpoint(), delivery.event());
    }

    @Override
    public void add(HookEvent event, HookEndpointId endpoint) {
      put(event, endpoint);
    }

    @Override
    public Optional<Claimed> claim(HookEndpointId endpoint, int atOnce, Lease lease, Instant now) {
      List<Row> all = of(endpoint);
      long busy =
          all.stream()
              .filter(r -> r.delivery().lease().filter(l -> l.until().isAfter(now)).isPresent())
              .count();
      List<HookDelivery> due =
          all.stream()
              .map(Row::delivery)
              .filter(d -> d.isFree(now))
              .sorted(Comparator.comparing(d -> d.nextActionAt().orElseThrow()))
              .toList();
      if (busy >= atOnce || due.isEmpty()) {
        return Optional.empty();
      }
      HookDelivery begun = due.get(0).begun(lease);
      List<HookAttempt> calls = new ArrayList<>(table().get(key(begun)).calls());
      calls.add(new HookAttempt(begun.attempts(), now, Optional.empty()));
      table().put(key(begun), new Row(begun, calls));
      HookEvent event = rows.get().events.get(begun.event());
      return Optional.of(
          new Claimed(begun, "{\"type\":\"" + event.type().wireName() + "\"}", due.size() > 1));
    }

    @Override
    public boolean record(HookDelivery held, HookDelivery next, HookAttempt.End end) {
      Row row = table().get(key(held));
      List<HookAttempt> calls = new ArrayList<>(row.calls());
      HookAttempt call = calls.get(held.attempts() - 1);
      calls.set(
          held.attempts() - 1, new HookAttempt(call.number(), call.startedAt(), Optional.of(end)));
      boolean ours = row.delivery().lease().equals(held.lease());
      table().put(key(held), new Row(ours ? next : row.delivery(), calls));
      return ours;
    }

    @Override
    public List<HookEndpointId> due(int limit, Instant now) {
      return rows.get().endpoints.values().stream()
          .filter(HookEndpoint::isActive)
          .filter(e -> e.pausedUntil().filter(until -> until.isAfter(now)).isEmpty())
          .map(HookEndpoint::id)
          .filter(id -> of(id).stream().anyMatch(r -> r.delivery().isFree(now)))
          .limit(limit)
          .toList();
    }

    @Override
    public void cancel(HookEndpointId endpoint) {
      for (Row row : of(endpoint)) {
        HookDelivery d = row.delivery();
        if (d.state() == HookDeliveryState.DUE) {
          table()
              .put(
                  key(d),
                  new Row(
                      new HookDelivery(
                          d.endpoint(),
                          d.event(),
                          d.type(),
                          HookDeliveryState.CANCELLED,
                          d.tries(),
                          d.attempts(),
                          d.replays(),
                          Optional.empty(),
                          Optional.empty(),
                          d.lastResult(),
                          d.createdAt(),
                          d.deliveredAt()),
                      row.calls()));
        }
      }
    }

    @Override
    public Optional<HookDelivery> lock(HookEndpointId endpoint, HookEventId event) {
      return Optional.ofNullable(table().get(new Key(endpoint, event))).map(Row::delivery);
    }

    @Override
    public void save(HookDelivery delivery) {
      table().put(key(delivery), new Row(delivery, table().get(key(delivery)).calls()));
    }

    @Override
    public List<HookDelivery> lockFailed(HookEndpointId endpoint, Instant from, int limit) {
      return of(endpoint).stream()
          .map(Row::delivery)
          .filter(d -> d.state() == HookDeliveryState.FAILED && !d.createdAt().isBefore(from))
          .limit(limit)
          .toList();
    }

    @Override
    public List<Line> list(Filter filter, int limit) {
      // ids here are not in the order of time, so newest first is last stored first
      List<Row> newest = new ArrayList<>(of(filter.endpoint()));
      Collections.reverse(newest);
      List<HookEventId> order = newest.stream().map(r -> r.delivery().event()).toList();
      int begin = filter.before().map(id -> order.indexOf(id) + 1).orElse(0);
      return newest.stream()
          .skip(begin)
          .filter(r -> filter.state().isEmpty() || filter.state().get() == r.delivery().state())
          .limit(limit)
          .map(r -> new Line(r.delivery(), r.calls()))
          .toList();
    }

    @Override
    public List<Told> about(PaymentId payment) {
      return table().values().stream()
          .filter(
              r ->
                  rows.get()
                      .events
                      .get(r.delivery().event())
                      .payment()
                      .filter(news -> news.id().equals(payment))
                      .isPresent())
          .map(
              r ->
                  new Told(
                      r.delivery(),
                      rows.get().endpoints.get(r.delivery().endpoint()).url().host(),
                      "{\"type\":\"" + r.delivery().type().wireName() + "\"}",
                      r.calls()))
          .toList();
    }

    @Override
    public int prune(Instant before, int limit) {
      throw new UnsupportedOperationException("the database's rules are what is to be tested");
    }
  }
}
