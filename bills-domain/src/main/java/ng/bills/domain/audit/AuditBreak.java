package ng.bills.domain.audit;

import java.util.Objects;

/**
 * A place where the log is not what it was.
 *
 * @param number of the entry
 * @param what happened to it
 */
public record AuditBreak(long number, What what) {

  /** What happened. */
  public enum What {
    /** Something in it was changed, or it was written by somebody without the key. */
    CHANGED,
    /** It is not there. */
    MISSING,
    /** It does not follow the entry before it. */
    UNLINKED,
    /** The log's end is not the last entry: the end was cut off, or something put behind it. */
    END,
    /** It is not what was noted of it elsewhere. */
    NOT_AS_NOTED
  }

  public AuditBreak {
    Objects.requireNonNull(what, "what");
  }
}
