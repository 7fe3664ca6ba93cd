package ng.bills.infrastructure.persistence.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.desk.port.DeskQueues;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.staff.StaffId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;

/** Reads what waits for a person. */
@ApplicationScoped
public class JpaDeskQueues implements DeskQueues {

  private static final String REVIEWS =
      """
      select p.id, p.reference, p.state, p.bill_type, p.biller, p.amount_kobo + p.fee_kobo,
             p.review_kind, p.review_reason, p.review_since, o.staff_id, o.staff_name
        from payment p left join review_owner o on o.payment_id = p.id
       where p.review_kind is not null
         and (?::text is null or p.review_kind = ?::text)
         and (?::uuid is null or o.staff_id = ?::uuid)
         and (not ?::boolean or o.staff_id is null)
       order by p.review_since, p.id
       limit ?""";

  private static final String REVIEW_COUNTS =
      """
      select review_kind, count(*), min(review_since) from payment
       where review_kind is not null group by review_kind order by review_kind""";

  private static final String MONEY =
      """
select f.id, f.payment_id, p.reference, f.reason, f.blocked_by, f.asset_code, f.asset_issuer, f.stroops,
       f.destination, f.return_hash, f.settles_payment, f.created_at
  from (select * from refund where state = 'blocked'
        union all
        select * from refund
         where state = 'due' and next_action_at is not null and reason in ('unmatched', 'repeated')) f
  left join payment p on p.id = f.payment_id
 order by f.created_at, f.id
 limit ?""";

  private static final String UNREADABLE =
      "select operation_key, why, stored_at from funds_quarantine order by stored_at desc limit ?";

  private static final String DEAD =
      """
select d.queue, d.what, d.why, d.payment_id, p.reference, d.at
  from ((select 'notice' as queue, n.kind || ' ' || n.channel as what, coalesce(n.last_error, '') as why,
                n.payment_id,
                coalesce((select max(t.at) from notice_try t
                           where t.payment_id = n.payment_id and t.kind = n.kind and t.channel = n.channel),
                         (select max(m.at) from payment_move m where m.payment_id = n.payment_id)) as at
           from notice n where n.state = 'dead' order by n.id desc limit ?)
        union all
        (select 'provider_event', e.provider || ' ' || e.kind, e.state || coalesce(': ' || e.note, ''),
                e.payment_id, e.received_at
           from provider_event e where e.state in ('unmatched', 'given_up')
          order by e.received_at desc limit ?)
        union all
        (select 'webhook', v.type, coalesce(h.last_result, ''), v.payment_id, h.created_at
           from hook_delivery h join hook_event v on v.id = h.event_id
          where h.state = 'failed' order by h.created_at desc limit ?)) d
  left join payment p on p.id = d.payment_id
 order by d.at desc
 limit ?""";

  private static final String BACKLOG =
      "select count(*), min(greatest(stored_at, coalesce(due_at, stored_at))) from outbox"
          + " where greatest(stored_at, coalesce(due_at, stored_at)) < ?";

  private interface Parameters {
    void bind(PreparedStatement select) throws SQLException;
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> rows(String sql, Parameters parameters, Row<T> row) {
    return OpenUnit.require()
        .sql(
            c -> {
              try (PreparedStatement select = c.prepareStatement(sql)) {
                parameters.bind(select);
                List<T> all = new ArrayList<>();
                try (ResultSet found = select.executeQuery()) {
                  while (found.next()) {
                    all.add(row.read(found));
                  }
                }
                return all;
              }
            });
  }

  @Override
  public List<Reviewed> reviews(
      Optional<Review.Kind> kind, Optional<StaffId> owner, boolean ownerless, int limit) {
    return rows(
        REVIEWS,
        select -> {
          String name = kind.map(Review.Kind::name).orElse(null);
          UUID staff = owner.map(StaffId::value).orElse(null);
          select.setString(1, name);
          select.setString(2, name);
          select.setObject(3, staff);
          select.setObject(4, staff);
          select.setBoolean(5, ownerless);
          select.setInt(6, limit);
        },
        JpaDeskQueues::reviewed);
  }

  private static Reviewed reviewed(ResultSet row) throws SQLException {
    UUID owner = row.getObject(10, UUID.class);
    return new Reviewed(
        new PaymentId(row.getObject(1, UUID.class)),
        row.getString(2),
        Stored.named(PaymentState.class, row.getString(3)),
        BillType.named(row.getString(4)).orElseThrow(),
        row.getString(5),
        row.getLong(6),
        new Review(Review.Kind.valueOf(row.getString(7)), row.getString(8), Stored.instant(row, 9)),
        owner == null
            ? Optional.empty()
            : Optional.of(new Owner(new StaffId(owner), row.getString(11))));
  }

  @Override
  public List<ReviewCount> reviewCounts() {
    return rows(
        REVIEW_COUNTS,
        select -> {},
        row ->
            new ReviewCount(
                Review.Kind.valueOf(row.getString(1)), row.getLong(2), Stored.instant(row, 3)));
  }

  @Override
  public List<WaitingMoney> waitingMoney(int limit) {
    return rows(
        MONEY,
        select -> select.setInt(1, limit),
        row ->
            new WaitingMoney(
                new RefundId(row.getObject(1, UUID.class)),
                payment(row, 2),
                Optional.ofNullable(row.getString(3)),
                row.getString(4),
                Optional.ofNullable(row.getString(5)),
                new AssetAmount(new Asset(row.getString(6), row.getString(7)), row.getLong(8)),
                row.getString(9),
                row.getString(10),
                row.getBoolean(11),
                Stored.instant(row, 12)));
  }

  private static Optional<PaymentId> payment(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class)).map(PaymentId::new);
  }

  @Override
  public List<Unreadable> unreadable(int limit) {
    return rows(
        UNREADABLE,
        select -> select.setInt(1, limit),
        row -> new Unreadable(row.getString(1), row.getString(2), Stored.instant(row, 3)));
  }

  @Override
  public List<DeadLetter> deadLetters(int limit) {
    return rows(
        DEAD,
        select -> {
          for (int i = 1; i <= 4; i++) {
            select.setInt(i, limit);
          }
        },
        row ->
            new DeadLetter(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                payment(row, 4),
                Optional.ofNullable(row.getString(5)),
                Stored.instant(row, 6)));
  }

  @Override
  public Backlog backlog(Instant before) {
    return rows(
            BACKLOG,
            select -> Stored.bind(select, 1, before),
            row -> new Backlog(row.getLong(1), Optional.ofNullable(Stored.instant(row, 2))))
        .get(0);
  }
}
