package ng.bills.infrastructure.persistence.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.notice.NoticeKind;
import ng.bills.domain.notice.NoticeState;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.infrastructure.persistence.JpaDueWork;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JpaNoticesIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaNotices notices = new JpaNotices();
  private final JpaDueWork due = new JpaDueWork();
  private final Payment payment = Samples.payment(Samples.airtime(database.partner()));

  JpaNoticesIT() {
    tx.run(() -> Samples.payments().add(payment));
  }

  @BeforeEach
  void nothingElseIsDue() throws SQLException {
    database.byHand("delete from notice");
  }

  private Notice notice(NoticeChannel channel) {
    return Notice.due(
        new NoticeId(Samples.IDS.newId()),
        payment.id(),
        NoticeKind.AIRTIME_DELIVERED,
        channel,
        Samples.NOW);
  }

  private Notice stored(NoticeChannel channel) {
    Notice notice = notice(channel);
    tx.run(() -> notices.addIfAbsent(notice));
    return tx.call(() -> notices.find(notice.id())).orElseThrow();
  }

  @Test
  void givenNotice_whenReadBack_thenSame() {
    Notice notice = notice(NoticeChannel.EMAIL);
    tx.run(() -> notices.addIfAbsent(notice));
    assertThat(tx.call(() -> notices.find(notice.id())))
        .get()
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(notice);
  }

  @Test
  void givenSameKindAndChannel_whenAddedAgain_thenTheFirstStays() {
    Notice first = stored(NoticeChannel.EMAIL);
    tx.run(() -> notices.addIfAbsent(notice(NoticeChannel.EMAIL)));
    Notice sms = stored(NoticeChannel.SMS);
    assertThat(tx.call(() -> notices.of(payment.id()))).containsExactly(first, sms);
  }

  @Test
  void givenClaimedNotice_whenSent_thenNeverDueAgain() {
    Notice notice = stored(NoticeChannel.SMS);
    Lease lease = new Lease(Samples.IDS.newId(), Samples.later(60));
    assertThat(tx.call(() -> due.claimNotices(5, lease, Samples.NOW))).containsExactly(notice.id());
    assertThat(tx.call(() -> due.claimNotice(notice.id(), lease, Samples.later(1)))).isFalse();
    Notice claimed = tx.call(() -> notices.find(notice.id())).orElseThrow();
    assertThat(claimed.lease()).contains(lease);
    tx.run(() -> notices.save(claimed.sent(Samples.later(2))));
    Notice sent = tx.call(() -> notices.find(notice.id())).orElseThrow();
    assertThat(sent.state()).isEqualTo(NoticeState.SENT);
    assertThat(sent.sentAt()).contains(Samples.later(2));
    assertThat(tx.call(() -> due.claimNotice(notice.id(), lease, Samples.later(999)))).isFalse();
  }

  @Test
  void givenFailedNotice_whenItsWaitIsOver_thenDueAgainWithItsError() {
    Notice notice = stored(NoticeChannel.SMS);
    tx.run(
        () ->
            notices.save(
                notice.failed("503", Samples.backoff(), Samples.IDS.random(), Samples.NOW)));
    Lease lease = new Lease(Samples.IDS.newId(), Samples.later(60));
    assertThat(tx.call(() -> due.claimNotice(notice.id(), lease, Samples.later(9)))).isFalse();
    assertThat(tx.call(() -> due.claimNotice(notice.id(), lease, Samples.later(10)))).isTrue();
    assertThat(tx.call(() -> notices.find(notice.id())).orElseThrow().lastError()).contains("503");
  }

  @Test
  void givenChangedSinceItWasRead_whenSaved_thenConflict() {
    Notice notice = stored(NoticeChannel.SMS);
    tx.run(() -> notices.save(notice.sent(Samples.NOW)));
    assertThatThrownBy(() -> tx.run(() -> notices.save(notice.sent(Samples.NOW))))
        .isInstanceOf(ConflictException.class);
  }
}
