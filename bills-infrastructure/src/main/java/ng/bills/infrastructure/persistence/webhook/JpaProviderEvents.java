package ng.bills.infrastructure.persistence.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.webhook.port.ProviderEvents;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.domain.webhook.ProviderNews;
import ng.bills.infrastructure.crypto.FieldCrypt;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Events by Hibernate; a repeated one is left out by the database, claims are one statement. */
@ApplicationScoped
public class JpaProviderEvents implements ProviderEvents {

  private static final String ADD_IF_ABSENT =
      """
      insert into provider_event (id, provider, event_id, kind, reference, provider_reference,
          received_at, state, tries, next_action_at, body_sealed, version)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
        on conflict (provider, event_id) do nothing""";

  private static final String CLAIM =
      """
      with due as materialized (
        select id from provider_event
         where id = ? and next_action_at <= ? and (lease_until is null or lease_until <= ?)
         for update skip locked)
      update provider_event e set lease_id = ?, lease_until = ?, version = version + 1
        from due where e.id = due.id""";

  private static final String CLAIM_DUE =
      """
      with due as materialized (
        select id, next_action_at from provider_event
         where next_action_at <= ? and (lease_until is null or lease_until <= ?)
         order by next_action_at limit ? for update skip locked)
      update provider_event e set lease_id = ?, lease_until = ?, version = version + 1
        from due where e.id = due.id
      returning e.id""";

  private static final String BY_REFERENCE =
      "select payment_id, reference from attempt where provider = ? and reference = ?";

  /** Theirs is not promised to be unique: an order is found only when one alone has it. */
  private static final String BY_THEIRS =
      "select payment_id, reference from attempt where provider = ? and provider_reference = ?"
          + " limit 2";

  private static final String BODIES =
      "select id, body_sealed from provider_event where payment_id = ?";

  private static final String ALLOW =
      "select set_config('bills.retention', 'provider_event', true)";

  private static final String PRUNE =
      """
      delete from provider_event where id in (
        select id from provider_event
         where state <> 'due' and received_at < case when payment_id is null then ? else ? end
         order by received_at limit ?)""";

  private final UnitOfWork unitOfWork;
  private final FieldCrypt crypt;

  @Inject
  public JpaProviderEvents(UnitOfWork unitOfWork, FieldCrypt crypt) {
    this.unitOfWork = unitOfWork;
    this.crypt = crypt;
  }

  /** For the container's proxy. */
  protected JpaProviderEvents() {
    this(null, null);
  }

  @Override
  public boolean addIfAbsent(ProviderEvent event, byte[] body) {
    ProviderEventRow row = ProviderEventRow.of(event);
    byte[] sealed = crypt.seal(context(event.id()), body);
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement insert = c.prepareStatement(ADD_IF_ABSENT)) {
                insert.setObject(1, row.id);
                insert.setString(2, row.provider);
                insert.setString(3, row.eventId);
                insert.setString(4, row.kind);
                insert.setString(5, row.reference);
                insert.setString(6, row.providerReference);
                Stored.bind(insert, 7, row.receivedAt);
                insert.setString(8, row.state);
                insert.setInt(9, row.tries);
                Stored.bind(insert, 10, row.nextActionAt);
                insert.setBytes(11, sealed);
                return insert.executeUpdate() == 1;
              }
            });
  }

  @Override
  public void save(ProviderEvent event) {
    ProviderEventRow row = ProviderEventRow.of(event);
    OpenUnit.require()
        .rows(
            s -> {
              s.update(row);
              return row;
            });
  }

  @Override
  public Optional<ProviderEvent> find(ProviderEventId id) {
    return Optional.ofNullable(
            OpenUnit.require().rows(s -> s.get(ProviderEventRow.class, id.value())))
        .map(ProviderEventRow::toEvent);
  }

  @Override
  public Optional<byte[]> body(ProviderEventId id) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select =
                  c.prepareStatement("select body_sealed from provider_event where id = ?")) {
                select.setObject(1, id.value());
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.<byte[]>empty();
                }
              }
            })
        .map(bytes -> crypt.open(context(id), bytes));
  }

  @Override
  public boolean claim(ProviderEventId id, Lease lease, Instant now) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement claim = c.prepareStatement(CLAIM)) {
                claim.setObject(1, id.value());
                Stored.bind(claim, 2, now);
                Stored.bind(claim, 3, now);
                claim.setObject(4, lease.id());
                Stored.bind(claim, 5, lease.until());
                return claim.executeUpdate() == 1;
              }
            });
  }

  @Override
  public List<ProviderEventId> claimDue(int limit, Lease lease, Instant now) {
    return OpenUnit.require()
        .sql(
            c -> {
              List<ProviderEventId> claimed = new ArrayList<>();
              try (PreparedStatement claim = c.prepareStatement(CLAIM_DUE)) {
                Stored.bind(claim, 1, now);
                Stored.bind(claim, 2, now);
                claim.setInt(3, limit);
                claim.setObject(4, lease.id());
                Stored.bind(claim, 5, lease.until());
                try (ResultSet rows = claim.executeQuery()) {
                  while (rows.next()) {
                    claimed.add(new ProviderEventId(rows.getObject(1, UUID.class)));
                  }
                }
              }
              return claimed;
            });
  }

  @Override
  public Optional<Order> orderOf(ProviderNews news) {
    String provider = news.provider().value();
    if (news.reference().isPresent()) {
      return order(BY_REFERENCE, provider, news.reference().get().value());
    }
    return news.theirs().map(ProviderReference::value).flatMap(t -> order(BY_THEIRS, provider, t));
  }

  private static Optional<Order> order(String sql, String provider, String reference) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(sql)) {
                select.setString(1, provider);
                select.setString(2, reference);
                try (ResultSet rows = select.executeQuery()) {
                  if (!rows.next()) {
                    return Optional.empty();
                  }
                  Order order =
                      new Order(
                          new PaymentId(rows.getObject(1, UUID.class)),
                          new VendReference(rows.getString(2)));
                  return rows.next() ? Optional.empty() : Optional.of(order);
                }
              }
            });
  }

  @Override
  public List<ProviderEvent> of(PaymentId payment) {
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery(
                        "from ProviderEventRow e where e.paymentId = :payment order by e.id",
                        ProviderEventRow.class)
                    .setParameter("payment", payment.value())
                    .getResultList())
        .stream()
        .map(ProviderEventRow::toEvent)
        .toList();
  }

  @Override
  public List<Heard> heard(PaymentId payment) {
    List<ProviderEvent> events = of(payment);
    if (events.isEmpty()) {
      return List.of();
    }
    Map<UUID, String> bodies = bodies(payment);
    return events.stream().map(e -> new Heard(e, bodies.get(e.id().value()))).toList();
  }

  private Map<UUID, String> bodies(PaymentId payment) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(BODIES)) {
                select.setObject(1, payment.value());
                Map<UUID, String> bodies = new HashMap<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    ProviderEventId id = new ProviderEventId(rows.getObject(1, UUID.class));
                    bodies.put(id.value(), crypt.openText(context(id), rows.getBytes(2)));
                  }
                }
                return bodies;
              }
            });
  }

  @Override
  public int prune(Instant paymentsBefore, Instant othersBefore, int limit) {
    return unitOfWork.call(
        () -> OpenUnit.require().sql(c -> prune(c, paymentsBefore, othersBefore, limit)));
  }

  private static int prune(
      Connection connection, Instant paymentsBefore, Instant othersBefore, int limit)
      throws SQLException {
    try (PreparedStatement allow = connection.prepareStatement(ALLOW);
        PreparedStatement prune = connection.prepareStatement(PRUNE)) {
      allow.execute();
      Stored.bind(prune, 1, othersBefore);
      Stored.bind(prune, 2, paymentsBefore);
      prune.setInt(3, limit);
      return prune.executeUpdate();
    }
  }

  private static String context(ProviderEventId id) {
    return "provider_event.body_sealed/" + id;
  }
}
