package ng.bills.application.refund.port;

import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;

/**
 * Sends money back. Nothing but {@link #submit} moves money, and it moves it at most once for the
 * same signed transaction however often it is called. Must not be called inside a unit of work.
 */
public interface RefundSender {

  /** What preparing gave. */
  sealed interface Preparation {}

  /** Built and signed, not sent. */
  record Prepared(SignedRefund signed) implements Preparation {}

  /**
   * The destination cannot take it: no such account, no trust line, not authorised, memo needed.
   */
  record CannotReceive(String why) implements Preparation {}

  /**
   * Could not be prepared just now.
   *
   * @param ours whether our own wallet must be mended; else Horizon is waited for
   */
  record NotNow(String detail, boolean ours) implements Preparation {

    /** Horizon is waited for. */
    public NotNow(String detail) {
      this(detail, false);
    }
  }

  /** The account refunds are sent from. */
  String sourceAccount();

  /** Builds and signs; reads the sequence number, so only one may be prepared at a time. */
  Preparation prepare(RefundOrder order);

  /** Submits the stored bytes. Never {@link RefundOutcome.ProvenDead}. */
  RefundOutcome submit(SignedRefund signed);

  /**
   * Looks for a submitted transaction. {@link RefundOutcome.ProvenDead} only by the procedure: a
   * ledger closed after its time bound and, read after that from the same server, no such
   * transaction.
   */
  RefundOutcome lookUp(SignedRefund signed);
}
