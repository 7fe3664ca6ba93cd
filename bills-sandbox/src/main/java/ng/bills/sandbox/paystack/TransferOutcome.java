package ng.bills.sandbox.paystack;

import java.util.Locale;

/**
 * What happens to a transfer. The wire name is the constant in lower case with hyphens; a reference
 * that ends in it means it, and so does an account number that ends in {@link #number()}.
 */
public enum TransferOutcome {
  SUCCESS(500, Reply.TRUTH, "success", "success", "paid at once"),
  PENDING_THEN_SUCCESS(
      501, Reply.TRUTH, "pending", "success", "pending; after some verifications paid"),
  PENDING_THEN_FAILED(
      502, Reply.TRUTH, "pending", "failed", "pending; after some verifications failed"),
  PENDING_THEN_REVERSED(
      503, Reply.TRUTH, "pending", "reversed", "pending; after some verifications reversed"),
  PENDING_FOREVER(504, Reply.TRUTH, "pending", "pending", "pending, and stays so"),
  RECEIVED_THEN_SUCCESS(
      505, Reply.TRUTH, "received", "success", "received; after some verifications paid"),
  SUCCESS_THEN_REVERSED(
      506, Reply.TRUTH, "success", "reversed", "paid; after some verifications reversed"),
  OTP(507, Reply.TRUTH, "otp", "otp", "waits for finalize_transfer with 123456"),
  BLOCKED(508, Reply.TRUTH, "blocked", "blocked", "blocked for good"),
  REJECTED(509, Reply.TRUTH, "rejected", "rejected", "rejected for good"),
  TIMEOUT_THEN_SUCCESS(510, Reply.HOLD, "success", "success", "no answer in time, but paid"),
  TIMEOUT_THEN_NOT_FOUND(511, Reply.HOLD, "", "", "no answer in time, never arrived"),
  ERROR_AFTER_EFFECT(512, Reply.HTTP_500, "success", "success", "HTTP 500, but paid"),
  UNKNOWN_STATUS(513, Reply.TRUTH, "parked", "parked", "a status nobody documented");

  /** How the transfer is answered. */
  enum Reply {
    TRUTH,
    HOLD,
    HTTP_500
  }

  private final int number;
  private final Reply reply;
  private final String first;
  private final String end;
  private final String meaning;

  TransferOutcome(int number, Reply reply, String first, String end, String meaning) {
    this.number = number;
    this.reply = reply;
    this.first = first;
    this.end = end;
    this.meaning = meaning;
  }

  /** Last three digits of an account number that means this. */
  public int number() {
    return number;
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Reply reply() {
    return reply;
  }

  /** The status at first; empty when the transfer never arrived. */
  String first() {
    return first;
  }

  String end() {
    return end;
  }
}
