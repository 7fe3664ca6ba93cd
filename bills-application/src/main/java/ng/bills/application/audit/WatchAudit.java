package ng.bills.application.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.audit.AuditBreak;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.audit.AuditHead;

/**
 * Notes the end of the audit log where the database does not reach: in this node's memory and in
 * its log, which operators collect. The chain itself cannot tell that its end was cut off and its
 * head put back; what was noted can. A timer calls it.
 */
@Singleton
public class WatchAudit {

  private static final System.Logger LOG = System.getLogger(WatchAudit.class.getName());

  private final AuditLog log;
  private final UnitOfWork tx;
  private final AtomicReference<AuditHead> noted = new AtomicReference<>();

  @Inject
  public WatchAudit(AuditLog log, UnitOfWork tx) {
    this.log = log;
    this.tx = tx;
  }

  private record Seen(AuditHead head, Optional<AuditHead> there) {}

  /**
   * Compares the log with what was noted last, and notes its end. What was noted stays when it does
   * not fit, so that a cut is told as long as this node runs.
   *
   * @return what does not fit
   */
  public Optional<AuditBreak> look() {
    AuditHead before = noted.get();
    Seen seen = tx.call(() -> new Seen(log.head(), before == null ? Optional.empty() : at(before)));
    Optional<AuditBreak> wrong =
        before == null || before.equals(AuditHead.START) ? Optional.empty() : broken(before, seen);
    if (wrong.isPresent()) {
      // alert: the audit log was cut off, or written anew
      LOG.log(
          System.Logger.Level.ERROR,
          "the audit log is not what it was: entry {0} is {1}; noted was {2}",
          Long.toString(wrong.get().number()),
          wrong.get().what(),
          text(before));
    } else if (!seen.head.equals(before)) {
      noted.set(seen.head);
      LOG.log(System.Logger.Level.INFO, "the audit log ends at {0}", text(seen.head));
    }
    return wrong;
  }

  /** The end of the log as this node knows it; to be held against the log when it is checked. */
  public Optional<AuditHead> noted() {
    return Optional.ofNullable(noted.get()).filter(head -> head.number() > 0);
  }

  private Optional<AuditHead> at(AuditHead head) {
    List<AuditEntry> found = log.after(head.number() - 1, 1);
    return found.stream()
        .filter(e -> e.number() == head.number())
        .map(AuditEntry::head)
        .findFirst();
  }

  private static Optional<AuditBreak> broken(AuditHead before, Seen seen) {
    if (seen.there.isEmpty() || seen.head.number() < before.number()) {
      return Optional.of(new AuditBreak(before.number(), AuditBreak.What.MISSING));
    }
    return seen.there.get().equals(before)
        ? Optional.empty()
        : Optional.of(new AuditBreak(before.number(), AuditBreak.What.NOT_AS_NOTED));
  }

  private static String text(AuditHead head) {
    return head.number() + ":" + head.seal();
  }
}
