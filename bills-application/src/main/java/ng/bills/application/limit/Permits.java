package ng.bills.application.limit;

import java.util.concurrent.locks.ReentrantLock;
import ng.bills.application.limit.port.PermitCounts.Subject;
import ng.bills.domain.limit.PermitLease;
import ng.bills.domain.limit.Quota;

/** What this node has of somebody's quota. One thread at a time asks the count for more. */
final class Permits {

  private final Subject subject;
  private final Quota quota;
  private final PermitLease lease = new PermitLease();
  private final ReentrantLock asking = new ReentrantLock();

  Permits(Subject subject, Quota quota) {
    this.subject = subject;
    this.quota = quota;
  }

  Subject subject() {
    return subject;
  }

  Quota quota() {
    return quota;
  }

  PermitLease lease() {
    return lease;
  }

  ReentrantLock asking() {
    return asking;
  }
}
