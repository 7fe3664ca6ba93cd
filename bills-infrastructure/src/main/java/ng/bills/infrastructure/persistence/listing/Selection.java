package ng.bills.infrastructure.persistence.listing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.listing.port.Horizon;
import ng.bills.application.listing.port.PaymentList.Order;
import ng.bills.application.listing.port.PaymentList.Walk;
import ng.bills.application.listing.port.Place;
import ng.bills.application.payment.port.PaymentHistory.Filter;
import ng.bills.domain.payment.PaymentState;
import ng.bills.infrastructure.persistence.Stored;

/** A condition on {@code payment p}, along the index payment_history, with its parameters. */
final class Selection {

  private final StringBuilder where = new StringBuilder("p.partner_id = ?");
  private final List<Object> parameters = new ArrayList<>();
  private String order = "";

  private Selection(Filter filter) {
    parameters.add(filter.partner().value());
    filter.from().ifPresent(from -> and("p.created_at >= ?", from));
    filter.to().ifPresent(to -> and("p.created_at < ?", to));
    if (!filter.states().isEmpty()) {
      Object names = filter.states().stream().map(PaymentState::wireName).toArray();
      and("p.state = any (?)", names);
    }
    filter.billType().ifPresent(type -> and("p.bill_type = ?", type.wireName()));
  }

  /** What matches now, in no order. */
  static Selection of(Filter filter) {
    return new Selection(filter);
  }

  /** What a list holds after a place, in its order. */
  static Selection of(Walk walk, Optional<Place> after) {
    Selection selection = new Selection(walk.filter());
    boolean newest = walk.order() == Order.NEWEST_FIRST;
    after.ifPresent(
        place ->
            selection.and(
                "(p.created_at, p.id) " + (newest ? "<" : ">") + " (?, ?)",
                place.createdAt(),
                place.id().value()));
    selection.and(Horizons.holds("p.created_in"), walk.horizon());
    selection.order =
        newest ? " order by p.created_at desc, p.id desc" : " order by p.created_at, p.id";
    return selection;
  }

  private void and(String condition, Object... values) {
    where.append(" and ").append(condition);
    parameters.addAll(List.of(values));
  }

  /** The condition and the order. */
  String sql() {
    return where + order;
  }

  /**
   * Binds the parameters.
   *
   * @param first index of the first
   * @return index of the next
   */
  int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
    int at = first;
    for (Object value : parameters) {
      if (value instanceof Instant instant) {
        Stored.bind(statement, at++, instant);
      } else if (value instanceof Horizon horizon) {
        statement.setObject(at++, Horizons.snapshot(horizon), Types.OTHER);
      } else if (value instanceof Object[] names) {
        statement.setArray(at++, connection.createArrayOf("text", names));
      } else {
        statement.setObject(at++, value);
      }
    }
    return at;
  }
}
