package ng.bills.infrastructure.persistence.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.UnitStatements;

/** Lists and totals by native queries along the index {@code payment_history}. */
@ApplicationScoped
public class JpaPaymentHistory implements PaymentHistory {

  private static final String NEWEST_FIRST = " order by created_at desc, id desc";

  private static final String REVIEWS =
      "select kind, reason, since from payment_review where payment_id = ? order by id";

  private final PaymentLines lines;

  @Inject
  public JpaPaymentHistory(PaymentSeals seals) {
    this.lines = new PaymentLines(seals);
  }

  /** For the container's proxy. */
  protected JpaPaymentHistory() {
    this(null);
  }

  /** A condition and its parameters, in order. */
  private static final class Where {
    private final StringBuilder sql = new StringBuilder("partner_id = ?");
    private final List<Object> parameters = new ArrayList<>();

    Where(PartnerId partner, Optional<Instant> from, Optional<Instant> to) {
      parameters.add(partner.value());
      from.ifPresent(f -> and("created_at >= ?", f));
      to.ifPresent(t -> and("created_at < ?", t));
    }

    Where(Filter filter) {
      this(filter.partner(), filter.from(), filter.to());
      if (!filter.states().isEmpty()) {
        Object names = filter.states().stream().map(PaymentState::wireName).toArray();
        and("state = any (?)", names);
      }
      filter.billType().ifPresent(type -> and("bill_type = ?", type.wireName()));
    }

    void and(String condition, Object... values) {
      sql.append(" and ").append(condition);
      parameters.addAll(List.of(values));
    }

    void bind(Connection connection, PreparedStatement statement) throws SQLException {
      for (int i = 0; i < parameters.size(); i++) {
        Object value = parameters.get(i);
        if (value instanceof Instant instant) {
          Stored.bind(statement, i + 1, instant);
        } else if (value instanceof Object[] names) {
          statement.setArray(i + 1, connection.createArrayOf("text", names));
        } else {
          statement.setObject(i + 1, value);
        }
      }
    }
  }

  @Override
  public List<Line> latest(Filter filter, int limit) {
    return lines(new Where(filter), NEWEST_FIRST + " limit " + limit);
  }

  private List<Line> lines(Where where, String end) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select =
                  c.prepareStatement(PaymentLines.SELECT + where.sql + end)) {
                where.bind(c, select);
                List<Line> all = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    all.add(lines.line(rows));
                  }
                }
                return all;
              }
            });
  }

  @Override
  public Map<BillType, Total> totals(
      PartnerId partner, Optional<Instant> from, Optional<Instant> to) {
    Where where = new Where(partner, from, to);
    String sql =
        "select bill_type, count(*), sum(amount_kobo + fee_kobo) from payment where "
            + where.sql
            + " and state = 'completed' group by bill_type";
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement sums = c.prepareStatement(sql)) {
                where.bind(c, sums);
                Map<BillType, Total> totals = new EnumMap<>(BillType.class);
                try (ResultSet rows = sums.executeQuery()) {
                  while (rows.next()) {
                    totals.put(
                        BillType.named(rows.getString(1)).orElseThrow(),
                        new Total(rows.getLong(2), rows.getBigDecimal(3).longValueExact()));
                  }
                }
                return totals;
              }
            });
  }

  @Override
  public List<Review> reviews(PaymentId payment) {
    return UnitStatements.OPEN.select(
        REVIEWS,
        select -> select.setObject(1, payment.value()),
        row ->
            new Review(
                Review.Kind.valueOf(row.getString(1)), row.getString(2), Stored.instant(row, 3)));
  }

  @Override
  public List<PaymentMoved> moves(PaymentId payment) {
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery(
                        "from PaymentMoveRow m where m.paymentId = :payment order by m.seq",
                        PaymentMoveRow.class)
                    .setParameter("payment", payment.value())
                    .getResultList())
        .stream()
        .map(PaymentMoveRow::toMove)
        .toList();
  }
}
