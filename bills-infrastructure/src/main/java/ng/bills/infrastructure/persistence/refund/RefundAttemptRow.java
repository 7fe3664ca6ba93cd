package ng.bills.infrastructure.persistence.refund;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.refund.RefundAttempt;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.infrastructure.persistence.Stored;

/** A row of {@code refund_attempt}: one signed transaction, its bytes fixed. */
@Entity
@Table(name = "refund_attempt")
@IdClass(RefundAttemptRow.Key.class)
class RefundAttemptRow {

  /** Which transaction of which refund. */
  record Key(UUID refundId, int number) implements Serializable {}

  @Id
  @Column(name = "refund_id")
  UUID refundId;

  @Id int number;

  @Column(name = "source_account", updatable = false)
  String sourceAccount;

  @Column(updatable = false)
  long sequence;

  @Column(updatable = false)
  String envelope;

  @Column(updatable = false)
  String hash;

  @Column(name = "valid_until", updatable = false)
  Instant validUntil;

  String state;

  @Column(name = "last_code")
  String lastCode;

  @Column(name = "prepared_at", updatable = false)
  Instant preparedAt;

  @Column(name = "submitted_at")
  Instant submittedAt;

  static RefundAttemptRow of(UUID refundId, RefundAttempt attempt) {
    RefundAttemptRow row = new RefundAttemptRow();
    row.refundId = refundId;
    row.number = attempt.number();
    row.sourceAccount = attempt.signed().sourceAccount();
    row.sequence = attempt.signed().sequence();
    row.envelope = attempt.signed().envelope();
    row.hash = attempt.signed().hash();
    row.validUntil = Stored.time(attempt.signed().validUntil());
    row.state = attempt.state().wireName();
    row.lastCode = attempt.lastCode().orElse(null);
    row.preparedAt = Stored.time(attempt.preparedAt());
    row.submittedAt = Stored.timeOrNull(attempt.submittedAt());
    return row;
  }

  RefundAttempt toAttempt() {
    return new RefundAttempt(
        number,
        new SignedRefund(sourceAccount, sequence, envelope, hash, validUntil),
        Stored.named(RefundAttempt.State.class, state),
        Optional.ofNullable(lastCode),
        preparedAt,
        Optional.ofNullable(submittedAt));
  }
}
