package ng.bills.infrastructure.persistence.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import ng.bills.application.notice.port.Notices;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.notice.NoticeKind;
import ng.bills.domain.notice.NoticeTry;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Stored;
import ng.bills.infrastructure.persistence.UnitStatements;

/** Notices by Hibernate; a repeated one is left out by the database. */
@ApplicationScoped
public class JpaNotices implements Notices {

  private static final String ADD_IF_ABSENT =
      "insert into notice (id, payment_id, kind, channel, state, tries, next_action_at, lease_id,"
          + " lease_until, last_error, sent_at, version)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
          + " on conflict (payment_id, kind, channel) do nothing";

  private static final String TRIES =
      "select kind, channel, number, result, error, at from notice_try"
          + " where payment_id = ? order by id";

  @Override
  public void addIfAbsent(Notice notice) {
    NoticeRow row = NoticeRow.of(notice);
    OpenUnit.require()
        .write(
            ADD_IF_ABSENT,
            insert -> {
              insert.setObject(1, row.id);
              insert.setObject(2, row.paymentId);
              insert.setString(3, row.kind);
              insert.setString(4, row.channel);
              insert.setString(5, row.state);
              insert.setInt(6, row.tries);
              Stored.bind(insert, 7, row.nextActionAt);
              insert.setObject(8, row.leaseId);
              Stored.bind(insert, 9, row.leaseUntil);
              insert.setString(10, row.lastError);
              Stored.bind(insert, 11, row.sentAt);
            });
  }

  @Override
  public void save(Notice notice) {
    NoticeRow row = NoticeRow.of(notice);
    OpenUnit.require().write(s -> s.update(row));
  }

  @Override
  public Optional<Notice> find(NoticeId id) {
    return Optional.ofNullable(OpenUnit.require().rows(s -> s.get(NoticeRow.class, id.value())))
        .map(NoticeRow::toNotice);
  }

  @Override
  public List<Notice> of(PaymentId payment) {
    return OpenUnit.require()
        .rows(
            s ->
                s.createSelectionQuery(
                        "from NoticeRow n where n.paymentId = :payment order by n.id",
                        NoticeRow.class)
                    .setParameter("payment", payment.value())
                    .getResultList())
        .stream()
        .map(NoticeRow::toNotice)
        .toList();
  }

  @Override
  public List<NoticeTry> tries(PaymentId payment) {
    return UnitStatements.OPEN.select(
        TRIES,
        select -> select.setObject(1, payment.value()),
        row ->
            new NoticeTry(
                Stored.named(NoticeKind.class, row.getString(1)),
                Stored.named(NoticeChannel.class, row.getString(2)),
                row.getInt(3),
                Stored.named(NoticeTry.Result.class, row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                Stored.instant(row, 6)));
  }
}
