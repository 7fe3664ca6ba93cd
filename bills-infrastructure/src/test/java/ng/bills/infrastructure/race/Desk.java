package ng.bills.infrastructure.race;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.act.ActPolicy;
import ng.bills.application.act.ActResult;
import ng.bills.application.act.ActSubject;
import ng.bills.application.act.ActWish;
import ng.bills.application.act.CarryOutAct;
import ng.bills.application.act.DecideAct;
import ng.bills.application.act.KeepAct;
import ng.bills.application.act.RequestAct;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.ledger.Bookkeeper;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.staff.StaffId;
import ng.bills.domain.staff.StaffRole;
import ng.bills.infrastructure.persistence.JpaOutbox;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.act.JpaStaffActs;
import ng.bills.infrastructure.persistence.audit.HmacAuditSeal;
import ng.bills.infrastructure.persistence.audit.JpaAuditLog;
import ng.bills.infrastructure.persistence.funds.JpaFundsAssignments;
import ng.bills.infrastructure.persistence.ledger.JpaJournal;
import ng.bills.infrastructure.persistence.notice.JpaNotices;
import ng.bills.infrastructure.persistence.refund.JpaRefunds;

/** The desk of one node, where people propose and decide, over the real adapters. */
final class Desk {

  private static final String REASON = "the customer called";
  private static final Optional<String> EVIDENCE = Optional.of("ticket 4711");

  private final Colleague first = colleague("Ada");
  private final RequestAct requestAct;
  private final DecideAct decideAct;

  Desk(RaceWorld world, Node node) {
    UnitOfWork tx = world.database.unitOfWork();
    JpaRefunds refunds = new JpaRefunds();
    Bookkeeper bookkeeper = new Bookkeeper(new JpaJournal());
    JpaStaffActs acts = new JpaStaffActs();
    JpaOutbox outbox = new JpaOutbox(messages -> {});
    ActSubject subjects = new ActSubject(node.payments, refunds, bookkeeper);
    CarryOutAct carryOut =
        new CarryOutAct(node.record, refunds, new JpaFundsAssignments(), bookkeeper, outbox);
    KeepAct keep =
        new KeepAct(
            acts, new RecordAct(new JpaAuditLog(), new HmacAuditSeal(Samples.HASH), world.clock));
    requestAct =
        new RequestAct(
            subjects,
            carryOut,
            keep,
            acts,
            new JpaNotices(),
            outbox,
            tx,
            Samples.IDS,
            world.clock,
            new ActPolicy(Duration.ofHours(24)));
    decideAct = new DecideAct(subjects, carryOut, keep, acts, tx, world.clock);
  }

  private static Colleague colleague(String name) {
    return new Colleague(
        new StaffId(UUID.randomUUID()), name, EnumSet.of(StaffRole.SUPERVISOR, StaffRole.FINANCE));
  }

  /** The customer's money is to go back. */
  ActId proposeRefund(PaymentId payment) {
    return proposed(ActWish.on(payment, ActKind.REFUND, REASON, EVIDENCE));
  }

  /** Money that waits is to pay for that payment. */
  ActId proposeToPay(RefundId money, PaymentId payment) {
    return proposed(
        ActWish.with(money, ActKind.RELEASE_TO_PAYMENT, Optional.of(payment), REASON, EVIDENCE));
  }

  private ActId proposed(ActWish wish) {
    if (requestAct.request(first, wish) instanceof ActResult.Waiting waiting) {
      return waiting.act().id();
    }
    throw new AssertionError("not proposed: " + wish);
  }

  /**
   * A second person approves.
   *
   * @return whether it was done by that
   */
  boolean approve(ActId act) {
    return decideAct.approve(colleague("Obi"), act, "as the ticket says") instanceof ActResult.Done;
  }
}
