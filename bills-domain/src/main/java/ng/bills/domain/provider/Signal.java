package ng.bills.domain.provider;

/** What one answer says about the health of whoever gave it. */
public enum Signal {
  /** It does its work; a refusal with a reason is work done. */
  GOOD,
  /** It does not. */
  BAD,
  /** It does not, and will not until somebody has mended it: more tries are useless. */
  FATAL,
  /** Nothing either way. */
  NONE
}
