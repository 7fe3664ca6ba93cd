package ng.bills.infrastructure.persistence.funds;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.infrastructure.persistence.Stored;
import org.hibernate.annotations.Immutable;

/** A row of {@code funds_receipt}. */
@Entity
@Immutable
@Table(name = "funds_receipt")
@IdClass(FundsReceiptRow.Key.class)
class FundsReceiptRow {

  /** Which operation of which feed. */
  record Key(String operationKey, String feed) implements Serializable {}

  @Id
  @Column(name = "operation_key")
  String operationKey;

  @Id String feed;

  @Column(name = "transaction_hash")
  String transactionHash;

  @Column(name = "closed_at")
  Instant closedAt;

  String sender;

  @Column(name = "asset_code")
  String assetCode;

  @Column(name = "asset_issuer")
  String assetIssuer;

  long stroops;

  @Column(name = "memo_reference")
  String memoReference;

  @Column(name = "memo_text")
  String memoText;

  String match;

  @Column(name = "payment_id")
  UUID paymentId;

  static FundsReceiptRow of(
      String feed, FundsReceipt receipt, FundsMatch match, Optional<PaymentId> payment) {
    FundsReceiptRow row = new FundsReceiptRow();
    row.operationKey = receipt.operationKey();
    row.feed = feed;
    row.transactionHash = receipt.transactionHash();
    row.closedAt = Stored.time(receipt.closedAt());
    row.sender = receipt.from();
    row.assetCode = receipt.amount().asset().code();
    row.assetIssuer = receipt.amount().asset().issuer();
    row.stroops = receipt.amount().stroops();
    row.memoReference = receipt.memo().map(m -> m.reference().value()).orElse(null);
    row.memoText = receipt.memoText().orElse(null);
    row.match = Stored.name(match);
    row.paymentId = payment.map(PaymentId::value).orElse(null);
    return row;
  }

  FundsReceipt toReceipt() {
    return new FundsReceipt(
        operationKey,
        transactionHash,
        closedAt,
        sender,
        new AssetAmount(new Asset(assetCode, assetIssuer), stroops),
        Optional.ofNullable(memoReference).map(PaymentReference::new).map(PaymentMemo::new),
        Optional.ofNullable(memoText));
  }
}
