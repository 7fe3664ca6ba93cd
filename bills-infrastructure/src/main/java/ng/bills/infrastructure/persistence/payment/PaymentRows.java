package ng.bills.infrastructure.persistence.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.SubscriptionChange;
import ng.bills.domain.money.Money;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.Failure;
import ng.bills.domain.payment.FailureCode;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Token;
import ng.bills.infrastructure.persistence.Stored;

/** Translates between a payment's snapshot and its rows. */
final class PaymentRows {

  private final PaymentSeals seals;

  PaymentRows(PaymentSeals seals) {
    this.seals = seals;
  }

  /** The row of a payment that was never stored. */
  PaymentRow toRow(PaymentSnapshot s) {
    UUID id = s.id().value();
    PaymentRequest request = s.request();
    PaymentRow row = new PaymentRow();
    row.id = id;
    row.reference = s.reference().value();
    row.partnerId = request.partner().value();
    row.requestReference = request.requestReference().orElse(null);
    row.billType = request.billType().wireName();
    row.biller = request.biller().value();
    row.accountKind = PaymentSeals.kind(request.account());
    row.accountSealed = seals.sealAccount(id, request.account());
    row.accountHash = seals.hashAccount(request.account());
    row.phoneSealed = seals.sealPhone(id, request.phone());
    row.phoneHash = seals.hashPhone(request.phone());
    row.emailSealed = seals.sealEmail(id, request.email());
    row.metadataSealed = seals.sealMetadata(id, request.metadata());
    row.planCode = request.plan().map(PlanCode::value).orElse(null);
    row.subscriptionChange = request.change().map(Stored::name).orElse(null);
    row.buyAgain = request.buyAgain();
    row.amountKobo = request.amount().kobo();
    row.feeKobo = request.fee().kobo();
    row.createdAt = Stored.time(s.createdAt());
    row.expiresAt = Stored.time(s.expiresAt());
    row.version = 1;
    row.customerNameSealed = seals.sealCustomerName(id, s.customerName());
    change(row, s);
    return row;
  }

  /** Puts what may change into the row, all but customer name, delivery and version. */
  void change(PaymentRow row, PaymentSnapshot s) {
    row.state = s.state().wireName();
    row.moveCount = s.moveCount();
    row.updatedAt = Stored.time(s.updatedAt());
    row.completedAt = Stored.timeOrNull(s.completedAt());
    row.nextActionAt = Stored.timeOrNull(s.nextActionAt());
    row.leaseId = s.lease().map(Lease::id).orElse(null);
    row.leaseUntil = Stored.timeOrNull(s.lease().map(Lease::until));
    row.checkTries = s.checkTries();
    row.retriesUsed = s.retriesUsed();
    row.attemptCount = s.attempts().size();
    row.failureCode = s.failure().map(f -> f.code().name()).orElse(null);
    row.failureReason = s.failure().map(Failure::reason).orElse(null);
    row.failureAt = Stored.timeOrNull(s.failure().map(Failure::at));
    row.reviewKind = s.review().map(r -> r.kind().name()).orElse(null);
    row.reviewReason = s.review().map(Review::reason).orElse(null);
    row.reviewSince = Stored.timeOrNull(s.review().map(Review::since));
  }

  /** The snapshot of a stored payment; its version counts from 1. */
  PaymentSnapshot toSnapshot(PaymentRow row, List<Attempt> attempts, List<Token> tokens) {
    return snapshot(
        row,
        request(row),
        seals.openCustomerName(row.id, row.customerNameSealed),
        attempts,
        tokens);
  }

  /**
   * What {@link #toSnapshot} would give for what has just been stored, without opening a seal:
   * times as the database keeps them, and the version it has now.
   */
  PaymentSnapshot asStored(PaymentRow row, PaymentSnapshot stored) {
    return snapshot(
        row,
        stored.request(),
        stored.customerName(),
        stored.attempts().stream().map(a -> AttemptRow.of(row.id, a).toAttempt()).toList(),
        stored.delivery().map(Delivery::tokens).orElse(List.of()));
  }

  private static PaymentSnapshot snapshot(
      PaymentRow row,
      PaymentRequest request,
      Optional<String> customerName,
      List<Attempt> attempts,
      List<Token> tokens) {
    return new PaymentSnapshot(
        new PaymentId(row.id),
        new PaymentReference(row.reference),
        request,
        Stored.named(PaymentState.class, row.state),
        row.moveCount,
        row.createdAt,
        row.expiresAt,
        row.updatedAt,
        Optional.ofNullable(row.nextActionAt),
        Optional.ofNullable(row.leaseId).map(lease -> new Lease(lease, row.leaseUntil)),
        row.checkTries,
        row.retriesUsed,
        customerName,
        attempts,
        row.deliveryNumber == 0
            ? Optional.empty()
            : Optional.of(
                new Delivery(
                    tokens,
                    Optional.ofNullable(row.deliveryUnits),
                    Optional.ofNullable(row.deliveryReceipt))),
        Optional.ofNullable(row.failureCode)
            .map(c -> new Failure(FailureCode.valueOf(c), row.failureReason, row.failureAt)),
        Optional.ofNullable(row.reviewKind)
            .map(k -> new Review(Review.Kind.valueOf(k), row.reviewReason, row.reviewSince)),
        Optional.<Instant>ofNullable(row.completedAt),
        row.version);
  }

  private PaymentRequest request(PaymentRow row) {
    return new PaymentRequest(
        new PartnerId(row.partnerId),
        Optional.ofNullable(row.requestReference),
        BillType.named(row.billType).orElseThrow(),
        new BillerCode(row.biller),
        seals.openAccount(row.id, row.accountKind, row.accountSealed),
        Optional.ofNullable(row.planCode).map(PlanCode::new),
        Optional.ofNullable(row.subscriptionChange)
            .map(change -> Stored.named(SubscriptionChange.class, change)),
        Money.ofKobo(row.amountKobo),
        Money.ofKobo(row.feeKobo),
        seals.openEmail(row.id, row.emailSealed),
        seals.openPhone(row.id, row.phoneSealed),
        seals.openMetadata(row.id, row.metadataSealed),
        row.buyAgain);
  }
}
