package ng.bills.simulation.mistake;

import java.util.function.Supplier;
import ng.bills.application.stage.LeaseIgnoringVendStage;
import ng.bills.application.stage.VendStage;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.node.Planting;

/** The planted mistakes, and the rule that each one breaks. */
public enum Mistake {
  VEND_AGAIN_AFTER_TIMEOUT(Rule.ONE_VEND, VendAgainAfterTimeout::new),
  REFUND_WHILE_UNKNOWN(Rule.ONE_END, RefundWhileUnknown::new),
  CURSOR_APART_FROM_RECEIPTS(Rule.ONE_END, CursorApart::new),
  REFUND_REBUILT_BEFORE_PROVEN_DEAD(Rule.ONE_REFUND, RefundRebuiltEarly::new),
  TOKEN_STORED_AFTER_STATE(Rule.TOKEN_KEPT, TokenAfterState::new),
  LEASE_IGNORED(
      Rule.ONE_VEND,
      () ->
          (assembly, database) -> assembly.replace(VendStage.class, LeaseIgnoringVendStage.class)),
  JOURNAL_ENTRY_SKIPPED(Rule.BOOKS_BALANCED, JournalEntrySkipped::new),
  WEBHOOK_BELIEVED(Rule.ONE_VEND, WebhookBelieved::new),
  ASKED_INSIDE_UNIT(Rule.NO_CALL_IN_UNIT, AskedInsideUnit::new),
  DOUBLE_TAP_UNSEEN(Rule.ONE_PAYMENT, DoubleTapUnseen::new),
  ANSWER_MADE_ANEW(Rule.ONE_PAYMENT, AnswerMadeAnew::new),
  MOVE_MISNAMED(Rule.LEGAL_MOVES, MoveMisnamed::new),
  MESSAGES_RELIED_ON(Rule.SETTLED_IN_TIME, MessagesReliedOn::new),
  PARTNER_TOLD_AFTERWARDS(Rule.PARTNER_TOLD, PartnerToldAfterwards::new),
  SILENCE_TAKEN_FOR_RECEIPT(Rule.PARTNER_TOLD, SilenceTakenForReceipt::new),
  REFUSED_MAIL_TAKEN_FOR_SENT(Rule.CUSTOMER_TOLD, RefusedMailTakenForSent::new);

  private final Rule breaks;
  private final Supplier<Planting> planting;

  Mistake(Rule breaks, Supplier<Planting> planting) {
    this.breaks = breaks;
    this.planting = planting;
  }

  public Rule breaks() {
    return breaks;
  }

  /** The mistake for one run: what it remembers it forgets afterwards. */
  public Planting planting() {
    return planting.get();
  }
}
