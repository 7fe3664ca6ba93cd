package ng.bills.application.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ng.bills.application.port.ConflictException;
import ng.bills.application.webhook.port.ProviderEvents;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.domain.webhook.ProviderEventState;
import ng.bills.domain.webhook.ProviderNews;

/** Events of providers in the tables of a {@link MemoryWorld}. */
final class MemoryEvents implements ProviderEvents {

  private record Row(ProviderEvent event, byte[] body) {}

  /** The table. */
  static final class Rows {
    private final Map<ProviderEventId, Row> byId;

    Rows(UndoLog log) {
      byId = new UndoMap<>(log);
    }

    List<ProviderEvent> all() {
      return byId.values().stream().map(Row::event).toList();
    }
  }

  private final Supplier<Rows> rows;
  private final Supplier<Collection<PaymentSnapshot>> payments;

  MemoryEvents(Supplier<Rows> rows, Supplier<Collection<PaymentSnapshot>> payments) {
    this.rows = rows;
    this.payments = payments;
  }

  private Map<ProviderEventId, Row> table() {
    return rows.get().byId;
  }

  private static ProviderEvent versioned(ProviderEvent e) {
    return new ProviderEvent(
        e.id(),
        e.news(),
        e.receivedAt(),
        e.state(),
        e.tries(),
        e.nextActionAt(),
        e.lease(),
        e.payment(),
        e.note(),
        e.version() + 1);
  }

  @Override
  public boolean addIfAbsent(ProviderEvent event, byte[] body) {
    boolean there =
        rows.get().all().stream()
            .map(ProviderEvent::news)
            .anyMatch(
                n ->
                    n.provider().equals(event.news().provider())
                        && n.eventId().equals(event.news().eventId()));
    if (!there) {
      table().put(event.id(), new Row(versioned(event), body.clone()));
    }
    return !there;
  }

  @Override
  public void save(ProviderEvent event) {
    Row row = table().get(event.id());
    if (row.event().version() != event.version()) {
      throw new ConflictException("event changed", null);
    }
    if (row.event().state() != ProviderEventState.DUE) {
      throw new AssertionError("an event that is done with was taken up again");
    }
    table().put(event.id(), new Row(versioned(event), row.body()));
  }

  @Override
  public Optional<ProviderEvent> find(ProviderEventId id) {
    return Optional.ofNullable(table().get(id)).map(Row::event);
  }

  @Override
  public Optional<byte[]> body(ProviderEventId id) {
    return Optional.ofNullable(table().get(id)).map(row -> row.body().clone());
  }

  private static boolean free(ProviderEvent event, Instant now) {
    return event.nextActionAt().filter(due -> !due.isAfter(now)).isPresent()
        && event.lease().filter(l -> l.until().isAfter(now)).isEmpty();
  }

  @Override
  public boolean claim(ProviderEventId id, Lease lease, Instant now) {
    Optional<ProviderEvent> due = find(id).filter(e -> free(e, now));
    due.ifPresent(e -> save(e.leasedTo(lease)));
    return due.isPresent();
  }

  @Override
  public List<ProviderEventId> claimDue(int limit, Lease lease, Instant now) {
    List<ProviderEventId> due =
        rows.get().all().stream()
            .filter(e -> free(e, now))
            .limit(limit)
            .map(ProviderEvent::id)
            .toList();
    due.forEach(id -> claim(id, lease, now));
    return due;
  }

  @Override
  public Optional<Order> orderOf(ProviderNews news) {
    List<Order> orders =
        payments.get().stream()
            .flatMap(
                p ->
                    p.attempts().stream()
                        .filter(a -> a.provider().equals(news.provider()))
                        .filter(
                            a ->
                                news.reference().isPresent()
                                    ? news.reference().get().equals(a.reference())
                                    : news.theirs().isPresent()
                                        && news.theirs().equals(a.providerReference()))
                        .map(a -> new Order(p.id(), a.reference())))
            .toList();
    return orders.size() == 1 ? Optional.of(orders.get(0)) : Optional.empty();
  }

  @Override
  public List<ProviderEvent> of(PaymentId payment) {
    return rows.get().all().stream().filter(e -> e.payment().equals(Optional.of(payment))).toList();
  }

  @Override
  public List<Heard> heard(PaymentId payment) {
    return of(payment).stream()
        .map(
            e ->
                new Heard(
                    e,
                    new String(
                        table().get(e.id()).body(), java.nio.charset.StandardCharsets.UTF_8)))
        .toList();
  }

  @Override
  public int prune(Instant paymentsBefore, Instant othersBefore, int limit) {
    throw new UnsupportedOperationException("a unit of work of its own");
  }
}
