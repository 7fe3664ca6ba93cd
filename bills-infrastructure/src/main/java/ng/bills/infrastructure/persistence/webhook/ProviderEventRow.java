package ng.bills.infrastructure.persistence.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.domain.webhook.ProviderEventState;
import ng.bills.domain.webhook.ProviderNews;
import ng.bills.infrastructure.persistence.Stored;

/** A row of {@code provider_event}, without the body, which is written once and read by people. */
@Entity
@Table(name = "provider_event")
class ProviderEventRow {

  @Id UUID id;

  @Column(updatable = false)
  String provider;

  @Column(name = "event_id", updatable = false)
  String eventId;

  @Column(updatable = false)
  String kind;

  @Column(updatable = false)
  String reference;

  @Column(name = "provider_reference", updatable = false)
  String providerReference;

  @Column(name = "received_at", updatable = false)
  Instant receivedAt;

  String state;

  int tries;

  @Column(name = "next_action_at")
  Instant nextActionAt;

  @Column(name = "lease_id")
  UUID leaseId;

  @Column(name = "lease_until")
  Instant leaseUntil;

  @Column(name = "payment_id")
  UUID paymentId;

  String note;

  @Version long version;

  static ProviderEventRow of(ProviderEvent event) {
    ProviderEventRow row = new ProviderEventRow();
    row.id = event.id().value();
    row.provider = event.news().provider().value();
    row.eventId = event.news().eventId();
    row.kind = event.news().kind();
    row.reference = event.news().reference().map(VendReference::value).orElse(null);
    row.providerReference = event.news().theirs().map(ProviderReference::value).orElse(null);
    row.receivedAt = Stored.time(event.receivedAt());
    row.state = event.state().wireName();
    row.tries = event.tries();
    row.nextActionAt = Stored.timeOrNull(event.nextActionAt());
    row.leaseId = event.lease().map(Lease::id).orElse(null);
    row.leaseUntil = Stored.timeOrNull(event.lease().map(Lease::until));
    row.paymentId = event.payment().map(PaymentId::value).orElse(null);
    row.note = event.note().orElse(null);
    row.version = event.version();
    return row;
  }

  ProviderEvent toEvent() {
    return new ProviderEvent(
        new ProviderEventId(id),
        new ProviderNews(
            new ProviderCode(provider),
            eventId,
            kind,
            Optional.ofNullable(reference).map(VendReference::new),
            Optional.ofNullable(providerReference).map(ProviderReference::new)),
        receivedAt,
        Stored.named(ProviderEventState.class, state),
        tries,
        Optional.ofNullable(nextActionAt),
        Optional.ofNullable(leaseId).map(lease -> new Lease(lease, leaseUntil)),
        Optional.ofNullable(paymentId).map(PaymentId::new),
        Optional.ofNullable(note),
        version);
  }
}
