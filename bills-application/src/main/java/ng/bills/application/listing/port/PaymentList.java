package ng.bills.application.listing.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.application.payment.port.PaymentHistory.Line;

/**
 * A partner's payments in the order of their creation. A payment belongs to a list by when it was
 * committed and by the filter; its state is that of the moment it is read. Inside a unit of work
 * only.
 */
public interface PaymentList {

  /** The order of a list. */
  enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
  }

  /**
   * A list that was begun.
   *
   * @param horizon what it holds
   * @param asOf when it was begun, by the database's clock
   * @param count how many payments it holds, counted up to the limit asked for
   */
  record Opening(Horizon horizon, Instant asOf, long count) {}

  /**
   * A list to read in.
   *
   * @param filter whose and which payments
   * @param horizon what it holds
   * @param order which end comes first
   */
  record Walk(Filter filter, Horizon horizon, Order order) {}

  /**
   * A payment in a list.
   *
   * @param line what every list shows
   * @param requestReference the partner's own
   * @param plan the code of the plan that was bought
   * @param failure the code of why it failed
   */
  record Entry(
      Line line,
      Optional<String> requestReference,
      Optional<String> plan,
      Optional<String> failure) {

    public Place place() {
      return new Place(line.createdAt(), line.id());
    }
  }

  /** Begins a list: horizon and count are of the same moment. */
  Opening open(Filter filter, int countUpTo);

  /**
   * The moment before which no payment can be added any more, whatever is under way: a list that is
   * begun after this was asked holds every payment that is older. To be asked before {@link #open}.
   */
  Instant settledUntil();

  /**
   * At most {@code limit} payments after the place.
   *
   * @param skip how many to leave out after the place
   */
  List<Entry> read(Walk walk, Optional<Place> after, int skip, int limit);
}
