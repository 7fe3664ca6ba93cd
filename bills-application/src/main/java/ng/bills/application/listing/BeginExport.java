package ng.bills.application.listing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.listing.port.JournalList;
import ng.bills.application.listing.port.JournalList.Booked;
import ng.bills.application.listing.port.PaymentList;
import ng.bills.application.listing.port.PaymentList.Entry;
import ng.bills.application.listing.port.PaymentList.Order;
import ng.bills.application.listing.port.PaymentList.Walk;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.application.port.UnitOfWork;

/** A partner wants all of its payments that a filter names, or their journal, oldest first. */
@Singleton
public class BeginExport {

  private static final int PAYMENTS = 500;

  /** Each payment has some five entries. */
  private static final int BOOKED_PAYMENTS = 200;

  private final PaymentList payments;
  private final JournalList journal;
  private final ExportSeats seats;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public BeginExport(
      PaymentList payments,
      JournalList journal,
      ExportSeats seats,
      UnitOfWork tx,
      InstantSource clock) {
    this.payments = payments;
    this.journal = journal;
    this.seats = seats;
    this.tx = tx;
    this.clock = clock;
  }

  /** The payments; empty while there are too many exports. */
  public Optional<Export<Entry>> ofPayments(Filter filter) {
    return seats
        .take(filter.partner())
        .map(
            seat -> {
              Instant settledUntil = tx.call(payments::settledUntil);
              PaymentList.Opening opening = tx.call(() -> payments.open(filter, 0));
              Walk walk = new Walk(filter, opening.horizon(), Order.OLDEST_FIRST);
              return new Export<>(
                  opening.asOf(),
                  Optional.of(settledUntil),
                  after -> tx.call(() -> payments.read(walk, after, 0, PAYMENTS)),
                  Entry::place,
                  seat,
                  clock);
            });
  }

  /**
   * The journal of those payments; empty while there are too many exports. Entries that are booked
   * later, for a refund say, are in a later export only.
   */
  public Optional<Export<Booked>> ofJournal(Filter filter) {
    return seats
        .take(filter.partner())
        .map(
            seat -> {
              PaymentList.Opening opening = tx.call(() -> payments.open(filter, 0));
              Walk walk = new Walk(filter, opening.horizon(), Order.OLDEST_FIRST);
              return new Export<>(
                  opening.asOf(),
                  Optional.empty(),
                  after -> tx.call(() -> journal.read(walk, after, BOOKED_PAYMENTS)),
                  Booked::place,
                  seat,
                  clock);
            });
  }
}
