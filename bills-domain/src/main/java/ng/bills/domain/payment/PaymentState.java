package ng.bills.domain.payment;

import java.util.Arrays;
import java.util.Locale;

/** Where a payment is. The wire names stand in the API, the database and the console. */
public enum PaymentState {
  PENDING_PAYMENT(PaymentOutcome.PENDING, 5),
  CNGN_RECEIVED(PaymentOutcome.PROCESSING, 20),
  VERIFYING_ACCOUNT(PaymentOutcome.PROCESSING, 35),
  ACCOUNT_INVALID(PaymentOutcome.FAILED, 70),
  PROCESSING_BILL(PaymentOutcome.PROCESSING, 60),
  PROVIDER_PROCESSING(PaymentOutcome.PROCESSING, 75),
  RETRY_SCHEDULED(PaymentOutcome.PROCESSING, 55),
  PROVIDER_FAILED(PaymentOutcome.PROCESSING, 70),
  REFUND_INITIATED(PaymentOutcome.FAILED, 80),
  REFUND_PROCESSING(PaymentOutcome.FAILED, 90),
  REFUNDED(PaymentOutcome.FAILED, 100),
  COMPLETED(PaymentOutcome.PAID, 100),
  EXPIRED(PaymentOutcome.FAILED, 100);

  private final PaymentOutcome outcome;
  private final int progress;

  PaymentState(PaymentOutcome outcome, int progress) {
    this.outcome = outcome;
    this.progress = progress;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public PaymentOutcome outcome() {
    return outcome;
  }

  /** How far along, 0 to 100, for a progress bar. */
  public int progress() {
    return progress;
  }

  /** Whether no move leads out of it. */
  public boolean isTerminal() {
    return Arrays.stream(PaymentTransition.values()).noneMatch(t -> t.from() == this);
  }
}
