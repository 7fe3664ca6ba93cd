package ng.bills.application.fee;

/** What became of a wish about a fee. */
public enum FeeAnswer {
  /** Proposed, approved or refused as was wished. */
  DONE,
  /** Their role does not allow it. */
  NOT_ALLOWED,
  /** No such kind of bill, or no biller of ours. */
  NO_SUCH_BILLS,
  /** Not an amount of naira from 0 to the most. */
  NOT_A_FEE,
  /** It would change nothing. */
  SAME_FEE,
  /** It begins too soon to be heard of everywhere, or too far ahead, or at no time. */
  NOT_A_BEGINNING,
  /** A reason of 5 to 500 characters is needed. */
  REASON_NEEDED,
  /** A proposal for the same bills waits already. */
  ALREADY_WAITING,
  /** There is no such proposal. */
  NOT_FOUND,
  /** It was decided before. */
  DECIDED,
  /** Nobody approves what he proposed. */
  OWN,
  /** Its beginning is too near by now, or the fee has been changed since: to be proposed anew. */
  LAPSED,
  /** Somebody else was faster. */
  CHANGED_MEANWHILE
}
