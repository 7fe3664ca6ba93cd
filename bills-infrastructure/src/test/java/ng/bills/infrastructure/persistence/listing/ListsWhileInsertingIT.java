package ng.bills.infrastructure.persistence.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.application.listing.BeginExport;
import ng.bills.application.listing.Export;
import ng.bills.application.listing.ExportSeats;
import ng.bills.application.listing.ListPayments;
import ng.bills.application.listing.port.JournalList;
import ng.bills.application.listing.port.PaymentList;
import ng.bills.application.listing.port.Place;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.ledger.JpaJournal;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lists and exports read while others insert, and commit in another order than that of the list:
 * each writer holds its transaction open until a later one has committed.
 */
class ListsWhileInsertingIT {

  private static final int WRITERS = 6;
  private static final int ROUNDS = 15;
  private static final int MOST_ROUNDS = 2_000;

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaJournal journal = new JpaJournal();
  private final JpaPaymentList list = new JpaPaymentList(Samples.seals());
  private final UUID partner = database.partner();
  private final Filter all =
      new Filter(
          new PartnerId(partner), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
  private final ListPayments listPayments = new ListPayments(list, tx);
  private final BeginExport beginExport =
      new BeginExport(list, new JpaJournalList(), new ExportSeats(Instant::now), tx, Instant::now);
  private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
  private final List<Future<?>> writing = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger moments = new AtomicInteger();
  private final AtomicInteger outOfOrder = new AtomicInteger();
  private final Semaphore committed = new Semaphore(0);

  @BeforeEach
  void writersWrite() {
    for (int i = 0; i < 40; i++) {
      insert(false);
    }
    for (int i = 0; i < WRITERS; i++) {
      boolean waits = i % 2 == 0;
      writing.add(
          writers.submit(
              () -> {
                while (!over.get()) {
                  insert(waits);
                }
              }));
    }
  }

  /** A payment with its entry; its moment is taken before, as in the product. */
  private void insert(boolean waits) {
    int moment = moments.incrementAndGet();
    Payment payment = Samples.payment(Samples.airtime(partner), Samples.later(moment));
    tx.run(
        () -> {
          payments.add(payment);
          journal.append(
              new JournalEntry(
                  "test:" + payment.id(),
                  Optional.of(payment.id()),
                  Samples.NOW,
                  List.of(
                      Posting.debit(AccountCode.STELLAR_WALLET, moment),
                      Posting.credit(AccountCode.CUSTOMER_FUNDS, moment))));
          payments.find(payment.id()); // sends the rows
          if (waits) {
            awaitLater(moment);
          }
        });
    committed.release();
  }

  /** Until somebody who began later has committed. */
  private void awaitLater(int moment) {
    committed.drainPermits();
    try {
      if (committed.tryAcquire(2, TimeUnit.SECONDS) && moments.get() > moment) {
        outOfOrder.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void writersEnd() throws Exception {
    over.set(true);
    for (Future<?> one : writing) {
      one.get(30, TimeUnit.SECONDS);
    }
    writers.shutdown();
  }

  /** Until there was enough to miss; a bound ends it where there never is. */
  private boolean goesOn(int round) {
    return round < ROUNDS || outOfOrder.get() <= 10 && round < MOST_ROUNDS;
  }

  @Test
  void givenOthersInsert_whenAListIsReadToItsEnd_thenItsPagesAddUpToItsCount() {
    long before = 0;
    for (int round = 0; goesOn(round); round++) {
      Set<PaymentId> seen = new HashSet<>();
      int lines = 0;
      ListPayments.Page page = listPayments.begin(all, 0, 7);
      long total = page.total().count();
      while (true) {
        for (var line : page.lines()) {
          assertThat(seen.add(line.id())).as("shown once").isTrue();
          lines++;
        }
        assertThat(page.total()).isEqualTo(new ListPayments.Total(total, true));
        if (page.rest().isEmpty()) {
          break;
        }
        page = listPayments.goOn(all, page.rest().get(), 7);
      }
      assertThat(lines).as("sum of the pages of list %d", round).isEqualTo((int) total);
      assertThat(total).isGreaterThanOrEqualTo(before);
      before = total;
    }
    assertThat(before).as("there was something to miss").isGreaterThan(40);
    assertThat(outOfOrder.get()).as("commits out of order").isGreaterThan(10);
  }

  @Test
  void givenOthersInsert_whenExported_thenOldestFirstItIsWhatWasThereWhenItBegan() {
    for (int round = 0; goesOn(round); round++) {
      PaymentList.Opening opening = tx.call(() -> list.open(all, 1_000_000));
      PaymentList.Walk walk =
          new PaymentList.Walk(all, opening.horizon(), PaymentList.Order.OLDEST_FIRST);
      Set<PaymentId> seen = new HashSet<>();
      Optional<Place> place = Optional.empty();
      List<PaymentList.Entry> page;
      do {
        Optional<Place> from = place;
        page = tx.call(() -> list.read(walk, from, 0, 11));
        for (PaymentList.Entry entry : page) {
          assertThat(seen.add(entry.line().id())).isTrue();
          place = Optional.of(entry.place());
        }
      } while (!page.isEmpty());
      assertThat((long) seen.size()).as("export %d", round).isEqualTo(opening.count());
    }
    assertThat(outOfOrder.get()).as("commits out of order").isGreaterThan(10);
  }

  @Test
  void givenOthersInsert_whenPaymentsAndJournalAreExported_thenEachPaymentHasItsWholeEntry() {
    for (int round = 0; round < ROUNDS; round++) {
      Export<JournalList.Booked> export = beginExport.ofJournal(all).orElseThrow();
      List<Integer> entries = new ArrayList<>();
      export.read(
          booked -> {
            entries.add(booked.entries().size());
            booked.entries().forEach(e -> assertThat(e.postings()).hasSize(2));
          });
      // payment and entry are committed together, so what shows one shows the other
      assertThat(entries).hasSizeGreaterThanOrEqualTo(40).containsOnly(1);
    }
  }
}
