package ng.bills.infrastructure.persistence.refund;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.RefundAttempt;
import ng.bills.domain.refund.RefundHindrance;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundReason;
import ng.bills.domain.refund.RefundSnapshot;
import ng.bills.domain.refund.RefundState;
import ng.bills.infrastructure.persistence.Stored;

/** A row of {@code refund}. What is owed is written once. */
@Entity
@Table(name = "refund")
class RefundRow {

  @Id UUID id;

  @Column(name = "operation_key", updatable = false)
  String operationKey;

  @Column(name = "payment_id", updatable = false)
  UUID paymentId;

  @Column(name = "settles_payment", updatable = false)
  boolean settlesPayment;

  @Column(updatable = false)
  String destination;

  @Column(name = "asset_code", updatable = false)
  String assetCode;

  @Column(name = "asset_issuer", updatable = false)
  String assetIssuer;

  @Column(updatable = false)
  long stroops;

  @Column(name = "return_hash", updatable = false)
  String returnHash;

  @Column(updatable = false)
  String reason;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  String state;

  @Column(name = "next_action_at")
  Instant nextActionAt;

  @Column(name = "lease_id")
  UUID leaseId;

  @Column(name = "lease_until")
  Instant leaseUntil;

  @Column(name = "blocked_by")
  String blockedBy;

  String hindrance;

  @Column(name = "hindrance_detail")
  String hindranceDetail;

  @Column(name = "confirmed_at")
  Instant confirmedAt;

  @Version long version;

  static RefundRow of(RefundSnapshot s) {
    RefundRow row = new RefundRow();
    row.id = s.id().value();
    row.operationKey = s.operationKey();
    row.paymentId = s.payment().map(PaymentId::value).orElse(null);
    row.settlesPayment = s.settlesPayment();
    row.destination = s.order().destination();
    row.assetCode = s.order().amount().asset().code();
    row.assetIssuer = s.order().amount().asset().issuer();
    row.stroops = s.order().amount().stroops();
    row.returnHash = s.order().returnHash();
    row.reason = s.reason().wireName();
    row.createdAt = Stored.time(s.createdAt());
    row.version = 1;
    row.change(s);
    return row;
  }

  /** Puts what may change into the row. */
  void change(RefundSnapshot s) {
    state = s.state().wireName();
    nextActionAt = Stored.timeOrNull(s.nextActionAt());
    leaseId = s.lease().map(Lease::id).orElse(null);
    leaseUntil = Stored.timeOrNull(s.lease().map(Lease::until));
    blockedBy = s.blockedBy().orElse(null);
    hindrance = s.hindrance().map(h -> h.kind().wireName()).orElse(null);
    hindranceDetail = s.hindrance().map(RefundHindrance::detail).orElse(null);
    confirmedAt = Stored.timeOrNull(s.confirmedAt());
  }

  RefundSnapshot toSnapshot(List<RefundAttempt> attempts) {
    return new RefundSnapshot(
        new RefundId(id),
        operationKey,
        Optional.ofNullable(paymentId).map(PaymentId::new),
        settlesPayment,
        new RefundOrder(
            destination, new AssetAmount(new Asset(assetCode, assetIssuer), stroops), returnHash),
        Stored.named(RefundReason.class, reason),
        Stored.named(RefundState.class, state),
        attempts,
        Optional.ofNullable(nextActionAt),
        Optional.ofNullable(leaseId).map(lease -> new Lease(lease, leaseUntil)),
        Optional.ofNullable(blockedBy),
        Optional.ofNullable(hindrance)
            .map(
                kind ->
                    new RefundHindrance(
                        Stored.named(RefundHindrance.Kind.class, kind), hindranceDetail)),
        createdAt,
        Optional.ofNullable(confirmedAt),
        version);
  }
}
