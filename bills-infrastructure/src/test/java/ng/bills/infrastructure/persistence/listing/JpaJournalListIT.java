package ng.bills.infrastructure.persistence.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.listing.port.JournalList.Booked;
import ng.bills.application.listing.port.PaymentList.Opening;
import ng.bills.application.listing.port.PaymentList.Order;
import ng.bills.application.listing.port.PaymentList.Walk;
import ng.bills.application.listing.port.Place;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.ledger.JpaJournal;
import org.junit.jupiter.api.Test;

class JpaJournalListIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaJournal journal = new JpaJournal();
  private final JpaPaymentList payments = new JpaPaymentList(Samples.seals());
  private final JpaJournalList list = new JpaJournalList();
  private final UUID partner = database.partner();

  private Payment stored(UUID whose, int seconds) {
    Payment payment = Samples.payment(Samples.airtime(whose), Samples.later(seconds));
    tx.run(() -> Samples.payments().add(payment));
    return payment;
  }

  private JournalEntry booked(Payment payment, String what) {
    JournalEntry entry =
        new JournalEntry(
            what + ":" + payment.id(),
            Optional.of(payment.id()),
            Samples.NOW,
            List.of(
                Posting.debit(AccountCode.CUSTOMER_FUNDS, 50_300_000_000L),
                Posting.credit(AccountCode.floatAt(Samples.VTPASS), 50_000_000_000L),
                Posting.credit(AccountCode.FEE_INCOME, 300_000_000L)));
    tx.run(() -> journal.append(entry));
    return entry;
  }

  private static Booked whole(Payment payment, JournalEntry... entries) {
    return new Booked(
        new Place(payment.createdAt(), payment.id()),
        payment.reference().value(),
        List.of(entries));
  }

  @Test
  void givenEntriesOfManyPayments_whenListed_thenOwnOnesPaymentByPaymentAsOfTheHorizon() {
    Payment first = stored(partner, 0);
    Payment nothing = stored(partner, 1);
    Payment last = stored(partner, 2);
    Payment strangers = stored(database.partner(), 1);
    JournalEntry late = booked(last, "receipt");
    JournalEntry one = booked(first, "receipt");
    booked(strangers, "receipt");
    JournalEntry two = booked(first, "vend");
    Filter filter =
        new Filter(
            new PartnerId(partner), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
    Opening opening = tx.call(() -> payments.open(filter, 0));
    Walk walk = new Walk(filter, opening.horizon(), Order.OLDEST_FIRST);
    booked(first, "refund");

    List<Booked> page = tx.call(() -> list.read(walk, Optional.empty(), 2));
    assertThat(page).containsExactly(whole(first, one, two), whole(nothing));
    Optional<Place> after = Optional.of(page.get(1).place());
    assertThat(tx.call(() -> list.read(walk, after, 2))).containsExactly(whole(last, late));
    Optional<Place> end = Optional.of(new Place(last.createdAt(), last.id()));
    assertThat(tx.call(() -> list.read(walk, end, 2))).isEmpty();
  }
}
