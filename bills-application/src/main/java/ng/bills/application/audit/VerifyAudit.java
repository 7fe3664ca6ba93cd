package ng.bills.application.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.application.audit.port.AuditSeal;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.audit.AuditBreak;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.audit.AuditHead;

/**
 * Reads the whole log and says where it is not what was written. An entry that was changed is named
 * alone: the next one still bears the seal it had.
 */
@Singleton
public class VerifyAudit {

  private static final int PAGE = 5_000;

  private final AuditLog log;
  private final AuditSeal seal;
  private final UnitOfWork tx;

  @Inject
  public VerifyAudit(AuditLog log, AuditSeal seal, UnitOfWork tx) {
    this.log = log;
    this.seal = seal;
    this.tx = tx;
  }

  /**
   * Checks every entry, page by page; acts that are done meanwhile are checked too.
   *
   * @param noted the end of the log as it was noted elsewhere at an earlier time
   */
  public AuditVerdict verify(Optional<AuditHead> noted) {
    Walk walk = new Walk(noted);
    while (true) {
      List<AuditEntry> page = tx.call(() -> log.after(walk.last.number(), PAGE));
      if (page.isEmpty()) {
        break;
      }
      page.forEach(walk::step);
    }
    // what was done since the last page moves both the end and the entries: read them together
    tx.run(
        () -> {
          log.after(walk.last.number(), PAGE).forEach(walk::step);
          walk.end(log.head());
        });
    return new AuditVerdict(walk.checked, walk.last, walk.breaks, walk.broken);
  }

  private final class Walk {
    private final Optional<AuditHead> noted;
    private final List<AuditBreak> breaks = new ArrayList<>();
    private AuditHead last = AuditHead.START;
    private long checked;
    private long broken;

    Walk(Optional<AuditHead> noted) {
      this.noted = noted;
    }

    void step(AuditEntry entry) {
      checked++;
      boolean gap = entry.number() != last.number() + 1;
      if (gap) {
        report(last.number() + 1, AuditBreak.What.MISSING);
      }
      if (!seal.of(entry.content()).equals(entry.seal())) {
        report(entry.number(), AuditBreak.What.CHANGED);
      } else if (!gap && !entry.previous().equals(last.seal())) {
        report(entry.number(), AuditBreak.What.UNLINKED);
      }
      if (noted.isPresent()
          && noted.get().number() == entry.number()
          && !noted.get().seal().equals(entry.seal())) {
        report(entry.number(), AuditBreak.What.NOT_AS_NOTED);
      }
      last = entry.head();
    }

    void end(AuditHead head) {
      if (!head.equals(last)) {
        report(Math.max(head.number(), last.number()), AuditBreak.What.END);
      }
      if (noted.isPresent() && noted.get().number() > last.number()) {
        report(noted.get().number(), AuditBreak.What.MISSING);
      }
    }

    private void report(long number, AuditBreak.What what) {
      broken++;
      if (breaks.size() < AuditVerdict.MOST) {
        breaks.add(new AuditBreak(number, what));
      }
    }
  }
}
