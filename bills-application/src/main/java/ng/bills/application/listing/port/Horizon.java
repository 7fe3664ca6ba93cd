package ng.bills.application.listing.port;

import java.util.List;

/**
 * What a list holds: the rows that were committed when it was begun, told by the transactions that
 * added them. Rows that are committed later stay out, wherever in the order they belong.
 *
 * @param from transactions before it were over
 * @param to transactions from it on had not begun
 * @param underWay those between the two that were not over, ascending
 */
public record Horizon(long from, long to, List<Long> underWay) {

  public Horizon {
    underWay = List.copyOf(underWay);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("a horizon from " + from + " to " + to);
    }
    long last = from - 1;
    for (long transaction : underWay) {
      if (transaction <= last || transaction >= to) {
        throw new IllegalArgumentException("a horizon has its transactions in order");
      }
      last = transaction;
    }
  }
}
