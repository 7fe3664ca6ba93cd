package ng.bills.application.act;

import ng.bills.domain.act.StaffAct;

/** What became of a wish to act. */
public sealed interface ActResult {

  /** Done, and kept. */
  record Done(StaffAct act) implements ActResult {}

  /** Kept; it waits for a second person. */
  record Waiting(StaffAct act) implements ActResult {}

  /** Nothing was done. */
  record NotDone(Why why) implements ActResult {}

  /** Why nothing was done. */
  enum Why {
    /** There is no such payment, money, notice or proposal. */
    NOT_FOUND,
    /** Their role does not allow it. */
    NOT_ALLOWED,
    /** Not as things stand: an outcome is not known, or the payment has moved on. */
    DOES_NOT_FIT,
    /** A proposal about the same waits already. */
    ALREADY_WAITING,
    /** Somebody else was faster; looking again shows how things stand. */
    CHANGED_MEANWHILE,
    /** A reason of 5 to 500 characters is needed. */
    REASON_NEEDED,
    /** Evidence of 5 to 500 characters is needed. */
    EVIDENCE_NEEDED,
    /** A token of 20 or 16 digits is needed. */
    TOKEN_NEEDED,
    /** A colleague must be named who may look after reviews. */
    COLLEAGUE_NEEDED,
    /** The money is not exactly what that payment waits for, or it waits no more. */
    NOT_ITS_PRICE,
    /** Nobody approves what he proposed. */
    OWN_ACT,
    /** It was decided before. */
    DECIDED,
    /** Nobody decided in time, or what was proposed has changed since: to be proposed anew. */
    LAPSED
  }
}
