package ng.bills.domain.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import ng.bills.domain.payment.PaymentId;

/**
 * A customer has waited, or waits, longer than the policy allowed at the time. Kept once for a
 * payment and wait, when it is found, with what was known then; it is not changed afterwards.
 *
 * @param payment whose
 * @param clocked which wait
 * @param since when the wait began
 * @param limit what the policy allowed
 * @param finding why
 * @param foundAt when it was found
 */
public record ClockBreach(
    PaymentId payment,
    ClockedWait clocked,
    Instant since,
    Duration limit,
    BreachFinding finding,
    Instant foundAt) {

  public ClockBreach {
    Objects.requireNonNull(payment, "payment");
    Objects.requireNonNull(clocked, "clocked");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(finding, "finding");
    Objects.requireNonNull(foundAt, "foundAt");
  }

  /** When the limit passed. */
  public Instant at() {
    return since.plus(limit);
  }
}
