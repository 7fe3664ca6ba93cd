package ng.bills.application.listing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import ng.bills.application.listing.port.Horizon;
import ng.bills.application.listing.port.PaymentList;
import ng.bills.application.listing.port.PaymentList.Entry;
import ng.bills.application.listing.port.PaymentList.Order;
import ng.bills.application.listing.port.PaymentList.Walk;
import ng.bills.application.listing.port.Place;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.application.payment.port.PaymentHistory.Line;
import ng.bills.application.port.UnitOfWork;

/**
 * A partner's payments page by page, newest first. The pages of one list add up to what was counted
 * with its first, whatever is added meanwhile.
 */
@Singleton
public class ListPayments {

  /** Nobody counts further than that; it costs some ten milliseconds. */
  public static final int COUNTED = 100_000;

  private final PaymentList payments;
  private final UnitOfWork tx;

  @Inject
  public ListPayments(PaymentList payments, UnitOfWork tx) {
    this.payments = payments;
    this.tx = tx;
  }

  /**
   * How many payments a list holds.
   *
   * @param count how many, or {@link #COUNTED}
   * @param exact whether those are all
   */
  public record Total(long count, boolean exact) {}

  /**
   * Where a list goes on.
   *
   * @param horizon what it holds
   * @param total how many, counted when it was begun
   * @param place of the last payment shown
   */
  public record Rest(Horizon horizon, Total total, Place place) {}

  /**
   * A page.
   *
   * @param total of the whole list
   * @param lines newest first
   * @param rest where it goes on; empty at the end
   */
  public record Page(Total total, List<Line> lines, Optional<Rest> rest) {}

  /** Begins a list, after skipping some. */
  public Page begin(Filter filter, int skip, int limit) {
    return tx.call(
        () -> {
          PaymentList.Opening opening = payments.open(filter, COUNTED + 1);
          Total total = new Total(Math.min(opening.count(), COUNTED), opening.count() <= COUNTED);
          return page(filter, opening.horizon(), total, Optional.empty(), skip, limit);
        });
  }

  /** Goes on with a list; nothing is counted again. */
  public Page goOn(Filter filter, Rest from, int limit) {
    return tx.call(
        () -> page(filter, from.horizon(), from.total(), Optional.of(from.place()), 0, limit));
  }

  private Page page(
      Filter filter, Horizon horizon, Total total, Optional<Place> after, int skip, int limit) {
    // one more than is shown says whether there is more
    List<Entry> found =
        payments.read(new Walk(filter, horizon, Order.NEWEST_FIRST), after, skip, limit + 1);
    List<Entry> shown = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        total,
        shown.stream().map(Entry::line).toList(),
        found.size() > limit
            ? Optional.of(new Rest(horizon, total, shown.get(limit - 1).place()))
            : Optional.empty());
  }
}
