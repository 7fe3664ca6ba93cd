package ng.bills.sandbox.paystack;

import java.time.Instant;

/** A payout. Guarded by the desk that keeps it. */
final class Transfer {
  /** Whom money is sent to. */
  record Recipient(long id, String code, String name, String account, String bankCode) {}

  final long id;
  final String reference;
  final Recipient recipient;
  final long amountKobo;
  final String reason;
  final TransferOutcome outcome;
  final Instant createdAt;
  String status;
  Instant updatedAt;
  int verifies;

  Transfer(
      long id,
      String reference,
      Recipient recipient,
      long amountKobo,
      String reason,
      TransferOutcome outcome,
      Instant createdAt) {
    this.id = id;
    this.reference = reference;
    this.recipient = recipient;
    this.amountKobo = amountKobo;
    this.reason = reason;
    this.outcome = outcome;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    this.status = outcome.first();
  }

  String code() {
    return "TRF_" + Long.toString(id * 2_654_435_761L, 36);
  }

  boolean paid() {
    return status.equals("success");
  }
}
