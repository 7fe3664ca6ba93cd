package ng.bills.application.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ng.bills.application.funds.port.FundsReceipts;
import ng.bills.application.hook.TellPartners;
import ng.bills.application.ledger.Bookkeeper;
import ng.bills.application.notice.port.Notices;
import ng.bills.application.payment.port.PaymentNotes;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.refund.WatchRefundClock;
import ng.bills.application.refund.port.Refunds;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.notice.NoticeKind;
import ng.bills.domain.payment.BillBought;
import ng.bills.domain.payment.BillReversed;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.PaymentTransition;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundReason;

/**
 * Stores what happened to a payment together with everything that follows from it: journal entries,
 * refunds that are owed, notices, webhooks and messages. Called inside the unit of work that
 * changed the payment, so that they are committed with it or not at all.
 */
@Singleton
public class RecordPayment {

  private static final System.Logger LOG = System.getLogger(RecordPayment.class.getName());

  private final Payments payments;
  private final PaymentNotes noteBook;
  private final FundsReceipts receipts;
  private final Refunds refunds;
  private final Notices notices;
  private final Bookkeeper bookkeeper;
  private final WatchRefundClock refundClock;
  private final TellPartners partners;
  private final Outbox outbox;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public RecordPayment(
      Payments payments,
      PaymentNotes noteBook,
      FundsReceipts receipts,
      Refunds refunds,
      Notices notices,
      Bookkeeper bookkeeper,
      WatchRefundClock refundClock,
      TellPartners partners,
      Outbox outbox,
      IdSource ids,
      InstantSource clock) {
    this.payments = payments;
    this.noteBook = noteBook;
    this.receipts = receipts;
    this.refunds = refunds;
    this.notices = notices;
    this.bookkeeper = bookkeeper;
    this.refundClock = refundClock;
    this.partners = partners;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Stores the payment's changes and what follows from them. */
  public void record(Payment payment) {
    List<PaymentMoved> moves = payment.takeNewMoves();
    List<BillBought> purchases = payment.takeNewPurchases();
    for (PaymentMoved moved : moves) {
      if (owesHeldFunds(moved.transition())) {
        oweHeldFunds(payment);
      }
    }
    payments.save(payment, moves);
    refundClock.moved(payment, moves);
    for (BillBought purchase : purchases) {
      bookkeeper.billBought(payment, purchase, clock.instant());
    }
    for (BillReversed reversal : payment.takeNewReversals()) {
      bookkeeper.billReversed(payment, reversal, clock.instant());
    }
    keep(payment, payment.takeNewNotes());
    for (PaymentMoved moved : moves) {
      tell(payment, moved);
    }
    partners.moved(payment, moves);
    if (payment.lease().isEmpty() && payment.review().isEmpty()) {
      payment.nextActionAt().ifPresent(due -> outbox.lookAt(payment.id(), due));
    }
    if (payment.review().isPresent()) {
      Review review = payment.review().get();
      // alert: a payment waits for a person
      LOG.log(
          System.Logger.Level.WARNING,
          "payment {0} needs a person: {1} ({2})",
          payment.reference(),
          review.reason(),
          review.kind());
    }
  }

  private void keep(Payment payment, List<PaymentNote> notes) {
    if (notes.isEmpty()) {
      return;
    }
    noteBook.append(payment.id(), notes);
    for (PaymentNote note : notes) {
      if (note.kind() != PaymentNote.Kind.PROVIDER_SKIPPED) {
        // alert: a provider has told the truth late; money may be lost or owed
        LOG.log(
            System.Logger.Level.WARNING,
            "payment {0} ({1}): {2}",
            payment.reference(),
            payment.state().wireName(),
            note.text());
      }
    }
  }

  /** Wrong and late money is refunded where it is taken in; it never was held for the bill. */
  private static boolean owesHeldFunds(PaymentTransition transition) {
    return transition != null
        && transition.to() == PaymentState.REFUND_INITIATED
        && transition != PaymentTransition.REFUND_PROVEN_DEAD
        && transition != PaymentTransition.FUNDS_MISMATCHED
        && transition != PaymentTransition.FUNDS_CAME_LATE;
  }

  private void oweHeldFunds(Payment payment) {
    List<FundsReceipt> held = receipts.heldFor(payment.id());
    if (held.isEmpty()) {
      payment.needPerson(
          Review.Kind.REFUND_BLOCKED, "no receipt is held that could go back", clock.instant());
    }
    for (FundsReceipt receipt : held) {
      Refund refund =
          Refund.owed(
              new RefundId(ids.newId()),
              receipt,
              Optional.of(payment.id()),
              true,
              RefundReason.BILL_NOT_PAID,
              clock.instant(),
              clock.instant());
      refunds.add(refund);
      bookkeeper.refundOwed(refund, sourceOf(payment, refund), clock.instant());
    }
    outbox.refundReady();
  }

  /** What was delivered may have been paid with the customer's money: then it is ours that goes. */
  private AccountCode sourceOf(Payment payment, Refund refund) {
    return payment.deliveredAttempt().isEmpty()
            || bookkeeper.heldBy(payment.id()) >= refund.order().amount().stroops()
        ? AccountCode.CUSTOMER_FUNDS
        : AccountCode.CONCEDED_REFUNDS;
  }

  private void tell(Payment payment, PaymentMoved moved) {
    if (moved.to() == PaymentState.COMPLETED) {
      boolean tokens = payment.delivery().filter(d -> !d.tokens().isEmpty()).isPresent();
      NoticeKind kind =
          payment.request().billType() == BillType.AIRTIME
              ? NoticeKind.AIRTIME_DELIVERED
              : tokens ? NoticeKind.TOKEN_DELIVERED : NoticeKind.BILL_PAID;
      notify(payment, kind);
    } else if (owesHeldFunds(moved.transition())) {
      notify(payment, NoticeKind.PAYMENT_FAILED);
    } else if (moved.to() == PaymentState.REFUNDED) {
      notify(payment, NoticeKind.REFUNDED);
    }
  }

  private void notify(Payment payment, NoticeKind kind) {
    if (payment.request().email().isPresent()) {
      add(payment, kind, NoticeChannel.EMAIL);
    }
    if (payment.request().phone().isPresent()) {
      add(payment, kind, NoticeChannel.SMS);
    }
  }

  private void add(Payment payment, NoticeKind kind, NoticeChannel channel) {
    NoticeId id = new NoticeId(ids.newId());
    notices.addIfAbsent(Notice.due(id, payment.id(), kind, channel, clock.instant()));
    outbox.noticeReady(id);
  }
}
