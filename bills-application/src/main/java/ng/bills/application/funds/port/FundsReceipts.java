package ng.bills.application.funds.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.payment.PaymentId;

/** Receipts and the position in their feed, stored together. Inside a unit of work only. */
public interface FundsReceipts {

  /**
   * The position of a feed and how far the feed had seen.
   *
   * @param position where to read on
   * @param seenThrough close time of the newest ledger seen then
   */
  record Cursor(String position, Instant seenThrough) {}

  Optional<Cursor> cursor(String feed);

  /** Stores the first position. */
  void begin(String feed, Cursor cursor);

  /**
   * Moves the position.
   *
   * @return false when it is no longer {@code from}: another node was faster, so roll back
   */
  boolean advance(String feed, String from, Cursor to);

  /** Which of those operations are stored already. */
  List<String> known(String feed, List<String> operationKeys);

  /** Stores a receipt and what it turned out to be. */
  void add(String feed, FundsReceipt receipt, FundsMatch match, Optional<PaymentId> payment);

  /** Keeps a record that could not be read. */
  void quarantine(String feed, FundsFeed.Unreadable record);

  /** The receipts whose money a payment holds (exact ones, not yet given back). */
  List<FundsReceipt> heldFor(PaymentId payment);

  /** All receipts that name a payment, oldest first. */
  List<FundsReceipt> of(PaymentId payment);

  Optional<FundsReceipt> find(String operationKey);
}
