package ng.bills.application.desk.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.staff.StaffId;

/** What waits for a person. Inside a unit of work only. */
public interface DeskQueues {

  /**
   * A payment that needs a person.
   *
   * @param review what is to be found out, and since when
   * @param owner who looks after it
   */
  record Reviewed(
      PaymentId payment,
      String reference,
      PaymentState state,
      BillType billType,
      String biller,
      long totalKobo,
      Review review,
      Optional<Owner> owner) {}

  /** Who looks after it. */
  record Owner(StaffId staff, String name) {}

  /**
   * Reviews of one kind.
   *
   * @param count how many
   * @param oldest since when the oldest waits
   */
  record ReviewCount(Review.Kind kind, long count, Instant oldest) {}

  /**
   * Money that waits: it cannot go back, or is nobody's.
   *
   * @param payment the payment it was meant for, if one is known
   * @param reason why it is to go back
   * @param blockedBy why it cannot
   * @param sender the account that paid
   * @param transactionHash the transaction that brought it
   * @param settles whether it is a payment's own, so that it can only go back
   * @param since since when
   */
  record WaitingMoney(
      RefundId refund,
      Optional<PaymentId> payment,
      Optional<String> reference,
      String reason,
      Optional<String> blockedBy,
      AssetAmount amount,
      String sender,
      String transactionHash,
      boolean settles,
      Instant since) {}

  /** A record of the ledger nobody could read. */
  record Unreadable(String operationKey, String why, Instant since) {}

  /**
   * Something that is not tried any more.
   *
   * @param queue what it was: {@code notice}, {@code provider_event} or {@code webhook}
   * @param what its kind
   * @param why what was heard last
   * @param payment whose
   * @param at when it came to be, or was given up
   */
  record DeadLetter(
      String queue,
      String what,
      String why,
      Optional<PaymentId> payment,
      Optional<String> reference,
      Instant at) {}

  /**
   * Messages that are not handed to the broker yet.
   *
   * @param count how many
   * @param oldest since when the oldest waits
   */
  record Backlog(long count, Optional<Instant> oldest) {}

  /** The longest waiting first; of one kind, of one owner, or of nobody. */
  List<Reviewed> reviews(
      Optional<Review.Kind> kind, Optional<StaffId> owner, boolean ownerless, int limit);

  List<ReviewCount> reviewCounts();

  /** The longest waiting first. */
  List<WaitingMoney> waitingMoney(int limit);

  /** The latest first. */
  List<Unreadable> unreadable(int limit);

  /** The latest first. */
  List<DeadLetter> deadLetters(int limit);

  /** Messages that should have gone out a minute ago. */
  Backlog backlog(Instant before);
}
