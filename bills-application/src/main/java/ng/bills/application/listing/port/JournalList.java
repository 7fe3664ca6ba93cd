package ng.bills.application.listing.port;

import java.util.List;
import java.util.Optional;
import ng.bills.domain.ledger.JournalEntry;

/**
 * The journal of a partner's payments, payment by payment. The journal is append-only, so what a
 * list holds is fixed by its horizon. Inside a unit of work only.
 */
public interface JournalList {

  /**
   * A payment with its entries.
   *
   * @param place of the payment
   * @param reference of the payment
   * @param entries in the order in which they were booked; none when nothing was
   */
  record Booked(Place place, String reference, List<JournalEntry> entries) {

    public Booked {
      entries = List.copyOf(entries);
    }
  }

  /** At most {@code limit} payments after the place, with all their entries. */
  List<Booked> read(PaymentList.Walk walk, Optional<Place> after, int limit);
}
