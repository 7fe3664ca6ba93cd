package ng.bills.application.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.funds.port.FundsReceipts;
import ng.bills.application.ledger.port.Journal;
import ng.bills.application.notice.port.Notices;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.payment.port.PaymentNotes;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.application.refund.port.Refunds;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundClock;
import ng.bills.domain.refund.RefundClockPolicy;

/** Looks payments up for their partner; a partner sees its own only. */
@Singleton
public class FindPayments {

  private final Payments payments;
  private final PaymentHistory history;
  private final PaymentNotes noteBook;
  private final Refunds refunds;
  private final FundsReceipts receipts;
  private final Notices notices;
  private final Journal journal;
  private final RefundClocks clocks;
  private final RefundClockPolicy clockPolicy;
  private final UnitOfWork tx;

  @Inject
  public FindPayments(
      Payments payments,
      PaymentHistory history,
      PaymentNotes noteBook,
      Refunds refunds,
      FundsReceipts receipts,
      Notices notices,
      Journal journal,
      RefundClocks clocks,
      RefundClockPolicy clockPolicy,
      UnitOfWork tx) {
    this.payments = payments;
    this.history = history;
    this.noteBook = noteBook;
    this.refunds = refunds;
    this.receipts = receipts;
    this.notices = notices;
    this.journal = journal;
    this.clocks = clocks;
    this.clockPolicy = clockPolicy;
    this.tx = tx;
  }

  /**
   * A payment and the refund that settles it.
   *
   * @param payment the payment
   * @param refund the refund its state follows, if money is to go back
   */
  public record Status(Payment payment, Optional<Refund> refund) {}

  /**
   * Everything that happened to a payment.
   *
   * @param payment as it is
   * @param moves oldest first
   * @param notes what else happened, oldest first
   * @param receipts money that named it
   * @param refunds money that goes back
   * @param notices what the customer was told
   * @param entries its journal entries
   * @param breaches where its customer waited longer than allowed
   * @param limits what is allowed for its bill type
   */
  public record Story(
      Payment payment,
      List<PaymentMoved> moves,
      List<PaymentNote> notes,
      List<FundsReceipt> receipts,
      List<Refund> refunds,
      List<Notice> notices,
      List<JournalEntry> entries,
      List<ClockBreach> breaches,
      RefundClockPolicy.Limits limits) {

    /** How long its customer has waited. */
    public RefundClock clock() {
      return RefundClock.of(payment, moves, refunds);
    }
  }

  /**
   * Totals.
   *
   * @param totals completed payments by type
   * @param recent the last few payments of any state
   */
  public record Stats(
      Map<BillType, PaymentHistory.Total> totals, List<PaymentHistory.Line> recent) {}

  public Optional<Status> status(PartnerId partner, PaymentId id) {
    return tx.call(
        () ->
            own(partner, id)
                .map(
                    payment ->
                        new Status(
                            payment,
                            payment.failure().isEmpty()
                                ? Optional.empty()
                                : refunds.of(id).stream()
                                    .filter(Refund::settlesPayment)
                                    .findFirst())));
  }

  public Optional<Story> story(PartnerId partner, PaymentId id) {
    return tx.call(
        () ->
            own(partner, id)
                .map(
                    payment ->
                        new Story(
                            payment,
                            history.moves(id),
                            noteBook.of(id),
                            receipts.of(id),
                            refunds.of(id),
                            notices.of(id),
                            journal.of(id),
                            clocks.of(id),
                            clockPolicy.of(payment.request().billType()))));
  }

  public Stats stats(PartnerId partner, Optional<Instant> from, Optional<Instant> to) {
    PaymentHistory.Filter all =
        new PaymentHistory.Filter(partner, Set.<PaymentState>of(), Optional.empty(), from, to);
    return tx.call(() -> new Stats(history.totals(partner, from, to), history.latest(all, 5)));
  }

  private Optional<Payment> own(PartnerId partner, PaymentId id) {
    return payments.find(id).filter(p -> p.request().partner().equals(partner));
  }
}
