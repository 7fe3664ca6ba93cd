package ng.bills.application.audit;

import java.util.List;
import ng.bills.domain.audit.AuditBreak;
import ng.bills.domain.audit.AuditHead;

/**
 * What came of checking the log.
 *
 * @param checked how many entries were read
 * @param end the last of them: noted somewhere else, it proves later that nothing before it went
 * @param breaks the first places where something is wrong, at most {@link #MOST}
 * @param broken how many such places there are
 */
public record AuditVerdict(long checked, AuditHead end, List<AuditBreak> breaks, long broken) {

  /** As many places are named. */
  public static final int MOST = 100;

  public AuditVerdict {
    breaks = List.copyOf(breaks);
  }

  /** Whether all is as it was written. */
  public boolean isWhole() {
    return broken == 0;
  }
}
