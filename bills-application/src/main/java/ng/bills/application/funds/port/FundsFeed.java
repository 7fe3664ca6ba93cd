package ng.bills.application.funds.port;

import java.time.Instant;
import java.util.List;
import ng.bills.domain.funds.FundsReceipt;

/**
 * Money arriving at our account, in order, from a position on. It leaves nothing out: what it
 * cannot read it hands over unread. Must not be called inside a unit of work.
 */
public interface FundsFeed {

  /** What a look at the feed gave. */
  sealed interface Reading {}

  /**
   * The next part of the feed.
   *
   * @param receipts money that arrived, oldest first, in any asset
   * @param unreadable records that could not be understood, kept for a person
   * @param next the position after them; equals the old one when nothing came
   * @param more whether there is probably more at once
   * @param seenThrough close time of the newest ledger the feed has seen: everything that closed up
   *     to then has been handed over when {@code more} is false
   */
  record Page(
      List<FundsReceipt> receipts,
      List<Unreadable> unreadable,
      String next,
      boolean more,
      Instant seenThrough)
      implements Reading {}

  /**
   * A record nobody could read.
   *
   * @param operationKey its id or position
   * @param raw the record as it came
   * @param why what was wrong
   */
  record Unreadable(String operationKey, String raw, String why) {}

  /** Not reachable or not answering properly; try again later. */
  record Unavailable(String detail) implements Reading {}

  /**
   * Going on could lose money: wrong network, or the position is older than the server's history. A
   * person must look; nothing is read until then.
   */
  record Halted(String reason) implements Reading {}

  /** Identifies network and account, so that positions of different ones never mix. */
  String name();

  /**
   * Where the feed begins when no position is stored: the operator's decision.
   *
   * @throws FeedUnavailableException when that is "now" and it cannot be found out just now
   */
  String firstPosition();

  /** The next part after a position. */
  Reading after(String position);
}
