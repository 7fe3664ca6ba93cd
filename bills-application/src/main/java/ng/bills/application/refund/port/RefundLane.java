package ng.bills.application.refund.port;

import java.time.Instant;
import ng.bills.domain.refund.RefundId;

/**
 * One refund at a time per source account: Stellar takes one transaction per account and ledger,
 * and a sequence number may be read only while none is in flight. Inside a unit of work only.
 */
public interface RefundLane {

  /**
   * Takes the lane for a refund.
   *
   * @param until when the right ends by itself, unless the refund has a live transaction then
   * @return false while another refund has it
   */
  boolean take(String sourceAccount, RefundId refund, Instant until, Instant now);

  /** Gives it back when that refund has it. */
  void release(String sourceAccount, RefundId refund);
}
