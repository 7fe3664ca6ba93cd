package ng.bills.infrastructure.persistence.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.notice.NoticeKind;
import ng.bills.domain.notice.NoticeState;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.Stored;

/** A row of {@code notice}. */
@Entity
@Table(name = "notice")
class NoticeRow {

  @Id UUID id;

  @Column(name = "payment_id", updatable = false)
  UUID paymentId;

  @Column(updatable = false)
  String kind;

  @Column(updatable = false)
  String channel;

  String state;

  int tries;

  @Column(name = "next_action_at")
  Instant nextActionAt;

  @Column(name = "lease_id")
  UUID leaseId;

  @Column(name = "lease_until")
  Instant leaseUntil;

  @Column(name = "last_error")
  String lastError;

  @Column(name = "sent_at")
  Instant sentAt;

  @Version long version;

  static NoticeRow of(Notice notice) {
    NoticeRow row = new NoticeRow();
    row.id = notice.id().value();
    row.paymentId = notice.payment().value();
    row.kind = notice.kind().wireName();
    row.channel = notice.channel().wireName();
    row.state = notice.state().wireName();
    row.tries = notice.tries();
    row.nextActionAt = Stored.timeOrNull(notice.nextActionAt());
    row.leaseId = notice.lease().map(Lease::id).orElse(null);
    row.leaseUntil = Stored.timeOrNull(notice.lease().map(Lease::until));
    row.lastError = notice.lastError().orElse(null);
    row.sentAt = Stored.timeOrNull(notice.sentAt());
    row.version = notice.version();
    return row;
  }

  Notice toNotice() {
    return new Notice(
        new NoticeId(id),
        new PaymentId(paymentId),
        Stored.named(NoticeKind.class, kind),
        Stored.named(NoticeChannel.class, channel),
        Stored.named(NoticeState.class, state),
        tries,
        Optional.ofNullable(nextActionAt),
        Optional.ofNullable(leaseId).map(lease -> new Lease(lease, leaseUntil)),
        Optional.ofNullable(lastError),
        Optional.ofNullable(sentAt),
        version);
  }
}
