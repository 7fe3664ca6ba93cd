package ng.bills.application.stage;

import java.time.Duration;
import java.util.Objects;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.VendPolicy;

/**
 * How the stages work; a value made from the settings at start-up.
 *
 * @param batchSize how many due payments one tick claims
 * @param lease how long a claim lasts; longer than the slowest answer we wait for
 * @param vend how patient we are with providers
 * @param accountChecks waits between account checks that got no answer
 * @param refundRecheck how long until a refund on its way is looked at again
 * @param unmatchedRefundAfter how long money without a payment waits in suspense before it goes
 *     back
 * @param notices waits between tries to send a notice
 */
public record StagePolicy(
    int batchSize,
    Duration lease,
    VendPolicy vend,
    Backoff accountChecks,
    Duration refundRecheck,
    Duration unmatchedRefundAfter,
    Backoff notices) {

  public StagePolicy {
    if (batchSize < 1 || batchSize > 1000) {
      throw new IllegalArgumentException("a batch has 1 to 1000 payments");
    }
    if (lease.isNegative() || lease.isZero()) {
      throw new IllegalArgumentException("a lease must last");
    }
    Objects.requireNonNull(vend, "vend");
    Objects.requireNonNull(accountChecks, "accountChecks");
    Objects.requireNonNull(refundRecheck, "refundRecheck");
    Objects.requireNonNull(unmatchedRefundAfter, "unmatchedRefundAfter");
    Objects.requireNonNull(notices, "notices");
  }
}
