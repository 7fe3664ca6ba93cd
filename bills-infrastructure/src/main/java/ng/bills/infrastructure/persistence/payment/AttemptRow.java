package ng.bills.infrastructure.persistence.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.VendReference;
import ng.bills.infrastructure.persistence.Stored;

/** A row of {@code attempt}. Its version is the payment's. */
@Entity
@Table(name = "attempt")
class AttemptRow {

  @Id UUID id;

  @Column(name = "payment_id", updatable = false)
  UUID paymentId;

  @Column(updatable = false)
  int seq;

  @Column(updatable = false)
  String provider;

  @Column(updatable = false)
  String reference;

  String state;

  @Column(name = "provider_reference")
  String providerReference;

  @Column(name = "status_code")
  String statusCode;

  String detail;

  String rejection;

  @Column(name = "started_at", updatable = false)
  Instant startedAt;

  @Column(name = "answered_at")
  Instant answeredAt;

  int requeries;

  @Column(name = "not_founds")
  int notFounds;

  static AttemptRow of(UUID paymentId, Attempt attempt) {
    AttemptRow row = new AttemptRow();
    row.id = attempt.id();
    row.paymentId = paymentId;
    row.seq = attempt.sequence();
    row.provider = attempt.provider().value();
    row.reference = attempt.reference().value();
    row.state = attempt.state().wireName();
    row.providerReference = attempt.providerReference().map(ProviderReference::value).orElse(null);
    row.statusCode = attempt.statusCode().orElse(null);
    row.detail = attempt.detail().orElse(null);
    row.rejection = attempt.rejection().map(RejectionReason::name).orElse(null);
    row.startedAt = Stored.time(attempt.startedAt());
    row.answeredAt = Stored.timeOrNull(attempt.answeredAt());
    row.requeries = attempt.requeries();
    row.notFounds = attempt.notFounds();
    return row;
  }

  Attempt toAttempt() {
    return new Attempt(
        id,
        seq,
        new ProviderCode(provider),
        new VendReference(reference),
        Stored.named(AttemptState.class, state),
        Optional.ofNullable(providerReference).map(ProviderReference::new),
        Optional.ofNullable(statusCode),
        Optional.ofNullable(detail),
        Optional.ofNullable(rejection).map(RejectionReason::valueOf),
        startedAt,
        Optional.ofNullable(answeredAt),
        requeries,
        notFounds);
  }
}
