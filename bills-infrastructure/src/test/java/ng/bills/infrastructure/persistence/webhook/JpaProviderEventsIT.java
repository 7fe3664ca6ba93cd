package ng.bills.infrastructure.persistence.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.webhook.port.ProviderEvents.Order;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.domain.webhook.ProviderEventState;
import ng.bills.domain.webhook.ProviderNews;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JpaProviderEventsIT {

  private static final byte[] BODY =
      "{\"unique_element\":\"45098765432\"}".getBytes(StandardCharsets.UTF_8);

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaProviderEvents events = new JpaProviderEvents(tx, Samples.CRYPT);

  @BeforeEach
  void nothingElseIsDue() throws SQLException {
    database.byHand(
        "update provider_event set state = 'unmatched', next_action_at = null, payment_id = null"
            + " where state = 'due'");
  }

  private static ProviderNews news(
      String eventId, Optional<VendReference> ours, Optional<ProviderReference> theirs) {
    return new ProviderNews(Samples.VTPASS, eventId, "transaction-update", ours, theirs);
  }

  private static ProviderEvent event(String eventId, Instant at) {
    return ProviderEvent.received(
        new ProviderEventId(Samples.IDS.newId()),
        news(eventId, Optional.of(Samples.vendReference()), Optional.empty()),
        at);
  }

  private static ProviderEvent event() {
    return event("id-" + UUID.randomUUID(), Samples.NOW);
  }

  private ProviderEvent stored(ProviderEvent event) {
    assertThat(tx.call(() -> events.addIfAbsent(event, BODY))).isTrue();
    return tx.call(() -> events.find(event.id())).orElseThrow();
  }

  private Payment vended(VendReference reference, String theirs) {
    Payment payment = Samples.payment(Samples.electricity(database.partner(), Optional.empty()));
    tx.run(
        () -> {
          payments.add(payment);
          Samples.upToVend(payment, Samples.NOW);
          payment.vendStarted(
              Samples.IDS.newId(), Samples.VTPASS, Samples.ITEM, reference, Samples.NOW);
          payment.vendAnswered(
              reference,
              new Pending(Optional.of(new ProviderReference(theirs)), "099"),
              ProvidersLeft.NONE,
              Samples.policy(),
              Samples.IDS.random(),
              Samples.NOW);
          payments.save(payment, payment.takeNewMoves());
        });
    return payment;
  }

  @Test
  void givenEvent_whenStoredAndChanged_thenReadBackWhole() {
    ProviderEvent first = stored(event());
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.state()).isEqualTo(ProviderEventState.DUE);
    assertThat(first.nextActionAt()).contains(Samples.NOW);
    assertThat(tx.call(() -> events.body(first.id())))
        .hasValueSatisfying(b -> assertThat(b).isEqualTo(BODY));

    PaymentId payment = vended(Samples.vendReference(), "T-" + UUID.randomUUID()).id();
    ProviderEvent changed = first.about(payment).postponed(Samples.later(5), "being worked on");
    tx.run(() -> events.save(changed));
    assertThat(tx.call(() -> events.find(first.id())))
        .get()
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(changed);
    assertThat(tx.call(() -> events.of(payment))).hasSize(1);
    assertThatThrownBy(() -> tx.run(() -> events.save(changed)))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void givenStoredBody_whenTheTableIsRead_thenTheMeterIsNotReadable() {
    ProviderEvent event = stored(event());
    byte[] sealed =
        (byte[])
            database.value(
                "select body_sealed from provider_event where id = '" + event.id() + "'");
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("45098765432");
  }

  @Test
  void givenTenRepetitionsAtOnce_whenStored_thenOneIsNew() throws Exception {
    String eventId = "again-" + UUID.randomUUID();
    ExecutorService crowd = Executors.newFixedThreadPool(10);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        ProviderEvent event = event(eventId, Samples.NOW);
        calls.add(() -> tx.call(() -> events.addIfAbsent(event, BODY)));
      }
      int stored = 0;
      for (Future<Boolean> call : crowd.invokeAll(calls)) {
        stored += call.get() ? 1 : 0;
      }
      assertThat(stored).isEqualTo(1);
    } finally {
      crowd.shutdownNow();
    }
    assertThat(
            database.value(
                "select count(*) from provider_event where event_id = '" + eventId + "'"))
        .isEqualTo(1L);
  }

  @Test
  void givenSameIdOfAnotherProvider_whenStored_thenItIsAnotherEvent() {
    ProviderEvent event = stored(event());
    ProviderNews other =
        new ProviderNews(
            new ProviderCode("acme"),
            event.news().eventId(),
            "x",
            Optional.empty(),
            Optional.empty());
    stored(ProviderEvent.received(new ProviderEventId(Samples.IDS.newId()), other, Samples.NOW));
  }

  @Test
  void givenDueEvents_whenClaimed_thenNobodyElseGetsThemUntilTheLeaseEnds() {
    ProviderEvent early = stored(event("e-" + UUID.randomUUID(), Samples.NOW));
    ProviderEvent late = stored(event("l-" + UUID.randomUUID(), Samples.later(60)));
    Lease lease = new Lease(UUID.randomUUID(), Samples.later(30));
    Lease other = new Lease(UUID.randomUUID(), Samples.later(90));

    assertThat(tx.call(() -> events.claimDue(10, lease, Samples.later(1))))
        .containsExactly(early.id());
    assertThat(tx.call(() -> events.claim(early.id(), other, Samples.later(29)))).isFalse();
    assertThat(tx.call(() -> events.find(early.id())).orElseThrow().isLeasedTo(lease.id()))
        .isTrue();
    assertThat(tx.call(() -> events.claim(early.id(), other, Samples.later(30)))).isTrue();
    assertThat(tx.call(() -> events.claim(late.id(), other, Samples.later(59)))).isFalse();
    assertThat(tx.call(() -> events.claimDue(1, other, Samples.later(60))))
        .containsExactly(late.id());
  }

  @Test
  void givenOrder_whenLookedForByEitherReference_thenFoundWithThatProviderOnly() {
    VendReference ours = Samples.vendReference();
    String theirs = "T-" + UUID.randomUUID();
    Order order = new Order(vended(ours, theirs).id(), ours);
    Optional<ProviderReference> named = Optional.of(new ProviderReference(theirs));

    assertThat(order(news("1", Optional.of(ours), Optional.empty()))).contains(order);
    assertThat(order(news("1", Optional.empty(), named))).contains(order);
    assertThat(order(news("1", Optional.of(Samples.vendReference()), named))).isEmpty();
    assertThat(order(news("1", Optional.empty(), Optional.empty()))).isEmpty();
    assertThat(
            order(new ProviderNews(new ProviderCode("acme"), "1", "x", Optional.of(ours), named)))
        .isEmpty();

    vended(Samples.vendReference(), theirs); // the provider gives the same one twice
    assertThat(order(news("1", Optional.empty(), named))).isEmpty();
  }

  private Optional<Order> order(ProviderNews news) {
    return tx.call(() -> events.orderOf(news));
  }

  @Test
  void givenEventThatIsDone_whenTakenUpAgainOrChangedByHand_thenTheDatabaseRefuses() {
    ProviderEvent event = stored(event());
    tx.run(() -> events.save(event.unmatched("no such order")));
    String where = " where id = '" + event.id() + "'";
    for (String sql :
        List.of(
            "update provider_event set state = 'due', next_action_at = now()" + where,
            "update provider_event set event_id = 'other'" + where,
            "delete from provider_event" + where,
            "truncate provider_event")) {
      assertThatThrownBy(() -> database.byHand(sql)).as(sql).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void givenOldEvents_whenPruned_thenThoseOfPaymentsAndDueOnesStay() {
    Instant old = Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.MILLIS);
    PaymentId payment = vended(Samples.vendReference(), "T-" + UUID.randomUUID()).id();
    ProviderEvent other = stored(event("o-" + UUID.randomUUID(), old));
    ProviderEvent paid = stored(event("p-" + UUID.randomUUID(), old));
    ProviderEvent due = stored(event("d-" + UUID.randomUUID(), old));
    tx.run(() -> events.save(other.unmatched("no such order")));
    tx.run(() -> events.save(paid.about(payment).applied("asked")));

    events.prune(old, old.plusMillis(1), 1_000);
    assertThat(tx.call(() -> events.find(other.id()))).isEmpty();
    assertThat(tx.call(() -> events.find(paid.id()))).isPresent();

    events.prune(old.plusMillis(1), old.plusMillis(1), 1_000);
    assertThat(tx.call(() -> events.find(paid.id()))).isEmpty();
    assertThat(tx.call(() -> events.find(due.id()))).isPresent();
  }
}
