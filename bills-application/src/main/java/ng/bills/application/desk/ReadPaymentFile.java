package ng.bills.application.desk;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.act.port.ReviewOwners;
import ng.bills.application.act.port.StaffActs;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.application.funds.port.FundsReceipts;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.ledger.port.Journal;
import ng.bills.application.notice.port.Notices;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.payment.port.PaymentNotes;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.application.refund.port.Refunds;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.webhook.port.ProviderEvents;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.PossibleActs;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.Refund;

/**
 * Everything about one payment, whosever it is, for the desk. However much happened to it, it is
 * read in the same few statements, each along an index of the payment.
 */
@Singleton
public class ReadPaymentFile {

  /** Of the audit log; more than anybody does to one payment. */
  private static final int MOST_ACTS = 1_000;

  private final Payments payments;
  private final PaymentHistory history;
  private final PaymentNotes noteBook;
  private final FundsReceipts receipts;
  private final Refunds refunds;
  private final Notices notices;
  private final Journal journal;
  private final RefundClocks clocks;
  private final ProviderExchanges exchanges;
  private final ProviderEvents events;
  private final HookDeliveries hooks;
  private final StaffActs acts;
  private final AuditLog audit;
  private final ReviewOwners owners;
  private final UnitOfWork tx;

  @Inject
  public ReadPaymentFile(
      Payments payments,
      PaymentHistory history,
      PaymentNotes noteBook,
      FundsReceipts receipts,
      Refunds refunds,
      Notices notices,
      Journal journal,
      RefundClocks clocks,
      ProviderExchanges exchanges,
      ProviderEvents events,
      HookDeliveries hooks,
      StaffActs acts,
      AuditLog audit,
      ReviewOwners owners,
      UnitOfWork tx) {
    this.payments = payments;
    this.history = history;
    this.noteBook = noteBook;
    this.receipts = receipts;
    this.refunds = refunds;
    this.notices = notices;
    this.journal = journal;
    this.clocks = clocks;
    this.exchanges = exchanges;
    this.events = events;
    this.hooks = hooks;
    this.acts = acts;
    this.audit = audit;
    this.owners = owners;
    this.tx = tx;
  }

  /**
   * A payment's file.
   *
   * @param payment as it is
   * @param refunds its refunds, oldest first
   * @param notices what the customer was told, or is to be
   * @param acts what staff did, oldest first
   * @param owner who looks after its review
   * @param possible what can be done to it now
   * @param timeline everything that happened, in order
   */
  public record File(
      Payment payment,
      List<Refund> refunds,
      List<Notice> notices,
      List<StaffAct> acts,
      Optional<ReviewOwners.Owner> owner,
      Set<ActKind> possible,
      List<TimelineEntry> timeline) {}

  public Optional<File> read(PaymentId id) {
    return tx.call(() -> payments.find(id).map(this::file));
  }

  private File file(Payment payment) {
    PaymentId id = payment.id();
    List<Refund> back = refunds.of(id);
    List<Notice> told = notices.of(id);
    List<StaffAct> done = acts.of(id);
    Timeline timeline = new Timeline();
    history.moves(id).forEach(timeline::moved);
    noteBook.of(id).forEach(timeline::noted);
    receipts.of(id).forEach(timeline::received);
    payment.attempts().forEach(timeline::attempted);
    exchanges.of(id).forEach(timeline::exchanged);
    events.heard(id).forEach(timeline::heard);
    history.reviews(id).forEach(timeline::reviewed);
    back.forEach(timeline::refunded);
    notices.tries(id).forEach(timeline::tried);
    told.forEach(timeline::told);
    hooks.about(id).forEach(timeline::toldPartner);
    journal.of(id).forEach(timeline::booked);
    clocks.of(id).forEach(timeline::waitedTooLong);
    Map<String, Instant> lapses = lapses(id, done);
    done.forEach(act -> timeline.acted(act, Optional.ofNullable(lapses.get(act.id().toString()))));
    return new File(
        payment,
        back,
        told,
        done,
        owners.ofPayment(id),
        PossibleActs.on(payment, back),
        timeline.inOrder());
  }

  /** When proposals were seen not to hold any more, by act; few payments have one. */
  private Map<String, Instant> lapses(PaymentId id, List<StaffAct> acts) {
    Map<String, Instant> lapses = new HashMap<>();
    if (acts.stream().anyMatch(act -> act.state() == ActState.EXPIRED)) {
      AuditLog.Query about =
          new AuditLog.Query(
              Optional.empty(),
              Optional.of("payment."),
              Optional.of("payment:" + id),
              Optional.empty(),
              Optional.empty());
      for (AuditEntry entry : audit.before(Long.MAX_VALUE, about, MOST_ACTS)) {
        if (entry.kind().endsWith("." + ActState.EXPIRED.wireName())) {
          lapses.put(entry.details().getOrDefault("act", ""), entry.at());
        }
      }
    }
    return lapses;
  }
}
