package ng.bills.application.limit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import ng.bills.application.limit.port.PermitCounts.Subject;
import ng.bills.domain.limit.Quota;

/** What this node remembers of an end user. */
final class RecentUser {

  private final Subject subject;
  private final Quota quota;
  private final int untoldAtMost;

  /** When payments were let through that the common count does not know of. */
  private final Deque<Instant> untold = new ArrayDeque<>(2);

  private Instant last = Instant.MIN;
  private boolean told;

  /** Made when it is first needed, which it is for few users. */
  private Permits permits;

  RecentUser(Subject subject, Quota quota, int untoldAtMost) {
    this.subject = subject;
    this.quota = quota;
    this.untoldAtMost = untoldAtMost;
  }

  synchronized Permits permits() {
    if (permits == null) {
      permits = new Permits(subject, quota);
    }
    return permits;
  }

  /**
   * Whether a payment may be made now without asking the count; it is remembered. Once the count
   * knows of a user it is asked until he has paid nothing for a whole window.
   */
  synchronized boolean isUntold(Instant now) {
    Instant over = now.minus(quota.window());
    if (told && last.isBefore(over)) {
      told = false;
    }
    last = now;
    if (told) {
      return false;
    }
    while (!untold.isEmpty() && untold.peekFirst().isBefore(over)) {
      untold.removeFirst();
    }
    if (untold.size() < untoldAtMost) {
      untold.addLast(now);
      return true;
    }
    told = true;
    permits().lease().owe(untold.size());
    untold.clear();
    return false;
  }

  synchronized void putBack(Instant counted, InstantSource clock) {
    if (told) {
      permits().lease().putBack(counted, clock);
    } else {
      untold.pollLast();
    }
  }
}
