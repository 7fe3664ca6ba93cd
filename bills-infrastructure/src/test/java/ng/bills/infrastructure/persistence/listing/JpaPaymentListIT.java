package ng.bills.infrastructure.persistence.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ng.bills.application.listing.port.Horizon;
import ng.bills.application.listing.port.PaymentList.Entry;
import ng.bills.application.listing.port.PaymentList.Opening;
import ng.bills.application.listing.port.PaymentList.Order;
import ng.bills.application.listing.port.PaymentList.Walk;
import ng.bills.application.listing.port.Place;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.application.payment.port.PaymentHistory.Line;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import org.junit.jupiter.api.Test;

class JpaPaymentListIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaPaymentList list = new JpaPaymentList(Samples.seals());
  private final UUID partner = database.partner();
  private final Filter all =
      new Filter(
          new PartnerId(partner), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

  private PaymentId stored(Instant at) {
    Payment payment = Samples.payment(Samples.airtime(partner), at);
    tx.run(() -> payments.add(payment));
    return payment.id();
  }

  private Opening open() {
    return tx.call(() -> list.open(all, 1_000));
  }

  private List<PaymentId> walk(Filter filter, Horizon horizon, Order order, int limit) {
    List<PaymentId> seen = new ArrayList<>();
    Optional<Place> place = Optional.empty();
    List<Entry> page;
    do {
      Optional<Place> from = place;
      page = tx.call(() -> list.read(new Walk(filter, horizon, order), from, 0, limit));
      for (Entry entry : page) {
        seen.add(entry.line().id());
        place = Optional.of(entry.place());
      }
    } while (!page.isEmpty());
    return seen;
  }

  @Test
  void givenPaymentsOfOneMoment_whenWalkedEitherWay_thenEachOnceInOrder() {
    List<PaymentId> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      oldestFirst.add(stored(Samples.later(i / 3)));
    }
    Payment other = Samples.payment(Samples.airtime(database.partner()));
    tx.run(() -> payments.add(other));
    Opening opening = open();
    List<PaymentId> newestFirst = new ArrayList<>();
    oldestFirst.forEach(id -> newestFirst.add(0, id));

    assertThat(opening.count()).isEqualTo(7);
    assertThat(walk(all, opening.horizon(), Order.NEWEST_FIRST, 3))
        .containsExactlyElementsOf(newestFirst);
    assertThat(walk(all, opening.horizon(), Order.OLDEST_FIRST, 2))
        .containsExactlyElementsOf(oldestFirst);
    Walk walk = new Walk(all, opening.horizon(), Order.NEWEST_FIRST);
    assertThat(tx.call(() -> list.read(walk, Optional.empty(), 2, 3)))
        .extracting(e -> e.line().id())
        .containsExactlyElementsOf(newestFirst.subList(2, 5));
    assertThat(tx.call(() -> list.open(all, 4)).count()).as("counted no further").isEqualTo(4);
  }

  @Test
  void givenPayment_whenListed_thenAccountIsMaskedAndTheRestIsWhole() {
    Payment payment =
        Samples.payment(Samples.electricity(partner, Optional.of("=order-7")), Samples.NOW);
    tx.run(() -> payments.add(payment));

    Walk walk = new Walk(all, open().horizon(), Order.OLDEST_FIRST);
    assertThat(tx.call(() -> list.read(walk, Optional.empty(), 0, 10)))
        .containsExactly(
            new Entry(
                new Line(
                    payment.id(),
                    payment.reference().value(),
                    PaymentState.PENDING_PAYMENT,
                    BillType.ELECTRICITY,
                    "ekedc",
                    payment.request().account().masked(),
                    500_000,
                    3_000,
                    Samples.NOW,
                    Samples.NOW,
                    Optional.empty()),
                Optional.of("=order-7"),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void givenFilters_whenWalked_thenOnlyWhatMatches() {
    PaymentId expired = stored(Samples.NOW);
    PaymentId pending = stored(Samples.later(100));
    tx.run(
        () -> {
          Payment p = payments.lock(expired).orElseThrow();
          p.windowClosed(Samples.later(700));
          payments.save(p, p.takeNewMoves());
        });
    PartnerId who = new PartnerId(partner);
    Filter gone =
        new Filter(
            who,
            EnumSet.of(PaymentState.EXPIRED, PaymentState.COMPLETED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Filter electricity =
        new Filter(
            who, Set.of(), Optional.of(BillType.ELECTRICITY), Optional.empty(), Optional.empty());
    Filter later =
        new Filter(
            who,
            Set.of(),
            Optional.of(BillType.AIRTIME),
            Optional.of(Samples.later(100)),
            Optional.of(Samples.later(101)));
    Horizon now = open().horizon();

    assertThat(walk(gone, now, Order.NEWEST_FIRST, 10)).containsExactly(expired);
    assertThat(walk(electricity, now, Order.OLDEST_FIRST, 10)).isEmpty();
    assertThat(tx.call(() -> list.open(electricity, 10)).count()).isZero();
    assertThat(walk(later, now, Order.OLDEST_FIRST, 10)).containsExactly(pending);
  }

  @Test
  void givenOlderPaymentCommittedLate_whenTheListGoesOn_thenItHoldsWhatItHeldAtFirst()
      throws Exception {
    List<PaymentId> first = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      first.add(stored(Samples.later(10 * i)));
    }
    CountDownLatch inserted = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    Payment late = Samples.payment(Samples.airtime(partner), Samples.later(5));
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<?> commit =
        other.submit(
            () ->
                tx.run(
                    () -> {
                      payments.add(late);
                      payments.find(late.id()); // sends the row
                      inserted.countDown();
                      await(mayCommit);
                    }));
    await(inserted);
    PaymentId newer = stored(Samples.later(50));
    Opening opening = open();
    Place begun = place(new Walk(all, opening.horizon(), Order.OLDEST_FIRST));
    mayCommit.countDown();
    commit.get(30, TimeUnit.SECONDS);
    other.shutdown();
    first.add(newer);

    assertThat(opening.count()).isEqualTo(5);
    assertThat(begun.id()).isEqualTo(first.get(0));
    assertThat(walk(all, opening.horizon(), Order.OLDEST_FIRST, 2))
        .containsExactlyElementsOf(first);
    assertThat(walk(all, opening.horizon(), Order.NEWEST_FIRST, 2))
        .containsExactlyInAnyOrderElementsOf(first);
    assertThat(walk(all, open().horizon(), Order.OLDEST_FIRST, 2))
        .hasSize(6)
        .element(1)
        .isEqualTo(late.id());
  }

  private Place place(Walk walk) {
    return tx.call(() -> list.read(walk, Optional.empty(), 0, 1)).get(0).place();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void givenAnOldTransactionIsOpen_whenAskedWhatIsSettled_thenNothingThatItMayStillAdd()
      throws Exception {
    Instant begun;
    Instant meanwhile;
    try (var open = database.dataSource().getConnection();
        var statement = open.createStatement()) {
      open.setAutoCommit(false);
      try (var row = statement.executeQuery("select now()")) {
        row.next();
        begun = row.getTimestamp(1).toInstant();
      }
      meanwhile = tx.call(list::settledUntil);
      open.rollback();
    }
    assertThat(meanwhile).isBeforeOrEqualTo(begun.minus(Duration.ofMinutes(2)));
    assertThat(tx.call(list::settledUntil)).isAfter(meanwhile);
  }

  @Test
  void givenDatabaseRestoredWhereTransactionsAreCountedAnew_whenListed_thenItsRowsAreThere()
      throws SQLException {
    PaymentId restored = stored(Samples.NOW);
    database.byHand("update payment set created_in = '4000000000' where id = '" + restored + "'");
    Opening opening = open();
    PaymentId added = stored(Samples.later(1));

    assertThat(walk(all, opening.horizon(), Order.OLDEST_FIRST, 10)).containsExactly(restored);
    assertThat(walk(all, open().horizon(), Order.OLDEST_FIRST, 10))
        .containsExactly(restored, added);
  }
}
