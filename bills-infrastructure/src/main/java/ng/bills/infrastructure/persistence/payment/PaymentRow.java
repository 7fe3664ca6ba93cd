package ng.bills.infrastructure.persistence.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code payment}. What was asked for is written once. */
@Entity
@Table(name = "payment")
class PaymentRow {

  @Id UUID id;

  @Column(updatable = false)
  String reference;

  @Column(name = "partner_id", updatable = false)
  UUID partnerId;

  @Column(name = "request_reference", updatable = false)
  String requestReference;

  @Column(name = "bill_type", updatable = false)
  String billType;

  @Column(updatable = false)
  String biller;

  @Column(name = "account_kind", updatable = false)
  String accountKind;

  @Column(name = "account_sealed", updatable = false)
  byte[] accountSealed;

  @Column(name = "account_hash", updatable = false)
  byte[] accountHash;

  @Column(name = "phone_sealed", updatable = false)
  byte[] phoneSealed;

  @Column(name = "phone_hash", updatable = false)
  byte[] phoneHash;

  @Column(name = "email_sealed", updatable = false)
  byte[] emailSealed;

  @Column(name = "metadata_sealed", updatable = false)
  byte[] metadataSealed;

  @Column(name = "plan_code", updatable = false)
  String planCode;

  @Column(name = "subscription_change", updatable = false)
  String subscriptionChange;

  @Column(name = "buy_again", updatable = false)
  boolean buyAgain;

  @Column(name = "amount_kobo", updatable = false)
  long amountKobo;

  @Column(name = "fee_kobo", updatable = false)
  long feeKobo;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "expires_at", updatable = false)
  Instant expiresAt;

  String state;

  @Column(name = "move_count")
  int moveCount;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "completed_at")
  Instant completedAt;

  @Column(name = "next_action_at")
  Instant nextActionAt;

  @Column(name = "lease_id")
  UUID leaseId;

  @Column(name = "lease_until")
  Instant leaseUntil;

  @Column(name = "check_tries")
  int checkTries;

  @Column(name = "retries_used")
  int retriesUsed;

  @Column(name = "customer_name_sealed")
  byte[] customerNameSealed;

  @Column(name = "attempt_count")
  int attemptCount;

  @Column(name = "delivery_number")
  int deliveryNumber;

  @Column(name = "delivery_units")
  String deliveryUnits;

  @Column(name = "delivery_receipt")
  String deliveryReceipt;

  @Column(name = "failure_code")
  String failureCode;

  @Column(name = "failure_reason")
  String failureReason;

  @Column(name = "failure_at")
  Instant failureAt;

  @Column(name = "review_kind")
  String reviewKind;

  @Column(name = "review_reason")
  String reviewReason;

  @Column(name = "review_since")
  Instant reviewSince;

  @Version long version;
}
