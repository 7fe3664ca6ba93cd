package ng.bills.application.act;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import ng.bills.application.act.ActResult.Done;
import ng.bills.application.act.ActResult.NotDone;
import ng.bills.application.act.ActResult.Why;
import ng.bills.application.act.port.StaffActs;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActRights;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;

/**
 * The second person decides. What is approved is done in the same unit of work: there is no moment
 * between the two in which a node could die, so it is done once or still waits.
 */
@Singleton
public class DecideAct {

  private final ActSubject subjects;
  private final CarryOutAct carryOut;
  private final KeepAct keep;
  private final StaffActs acts;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public DecideAct(
      ActSubject subjects,
      CarryOutAct carryOut,
      KeepAct keep,
      StaffActs acts,
      UnitOfWork tx,
      InstantSource clock) {
    this.subjects = subjects;
    this.carryOut = carryOut;
    this.keep = keep;
    this.acts = acts;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Approves and does it, when everything is as it was.
   *
   * @param words what the second person wants to add; may be empty
   */
  public ActResult approve(Colleague second, ActId id, String words) {
    if (!StaffAct.isText(words, 0)) {
      return new NotDone(Why.REASON_NEEDED);
    }
    try {
      return tx.call(
          () ->
              acts.lock(id)
                  .map(act -> approved(second, act, words.strip()))
                  .orElseGet(() -> new NotDone(Why.NOT_FOUND)));
    } catch (ConflictException raced) {
      return new NotDone(Why.CHANGED_MEANWHILE);
    }
  }

  private ActResult approved(Colleague second, StaffAct act, String words) {
    if (act.state() != ActState.PROPOSED) {
      return new NotDone(Why.DECIDED);
    }
    if (second.id().equals(act.by().id())) {
      return new NotDone(Why.OWN_ACT);
    }
    if (!ActRights.mayApprove(act.kind(), second.roles())) {
      return new NotDone(Why.NOT_ALLOWED);
    }
    Instant now = clock.instant();
    ActSubject.Locked subject = subjects.lock(act.payment(), act.refund()).orElseThrow();
    boolean same = subject.condition().equals(act.condition());
    if (act.isOverdue(now) || !same || subjects.hindrance(act.kind(), subject, now).isPresent()) {
      keep.ended(act.expired(same ? "too late" : "what was proposed has changed since"));
      return new NotDone(Why.LAPSED);
    }
    StaffAct executed = act.approved(second, subject.condition(), words, "done", now);
    if (subject.money().isPresent()) {
      carryOut.withMoney(act.id(), act.kind(), subject.money().get(), subject.payment(), now);
    } else {
      carryOut.onPayment(act.id(), act.kind(), subject.payment().orElseThrow(), subject.own(), now);
    }
    keep.ended(executed);
    return new Done(executed);
  }

  /** Does not approve it; whoever proposed it may take it back so. */
  public ActResult refuse(Colleague who, ActId id, String words) {
    if (!RequestAct.isText(words)) {
      return new NotDone(Why.REASON_NEEDED);
    }
    try {
      return tx.call(
          () ->
              acts.lock(id)
                  .map(act -> refused(who, act, words.strip()))
                  .orElseGet(() -> new NotDone(Why.NOT_FOUND)));
    } catch (ConflictException raced) {
      return new NotDone(Why.CHANGED_MEANWHILE);
    }
  }

  private ActResult refused(Colleague who, StaffAct act, String words) {
    if (act.state() != ActState.PROPOSED) {
      return new NotDone(Why.DECIDED);
    }
    boolean own = who.id().equals(act.by().id());
    if (!own && !ActRights.mayApprove(act.kind(), who.roles())) {
      return new NotDone(Why.NOT_ALLOWED);
    }
    StaffAct refused = act.refused(who, words, clock.instant());
    keep.ended(refused);
    return new Done(refused);
  }
}
