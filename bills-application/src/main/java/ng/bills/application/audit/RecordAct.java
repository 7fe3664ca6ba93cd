package ng.bills.application.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.application.audit.port.AuditSeal;
import ng.bills.domain.audit.Act;
import ng.bills.domain.audit.AuditEntry;

/**
 * Writes down an act of our people in the unit of work that is open, so that neither is there
 * without the other. Acts are written one after the other, over all servers: only people's acts
 * come here, never what happens to each payment.
 */
@Singleton
public class RecordAct {

  private final AuditLog log;
  private final AuditSeal seal;
  private final InstantSource clock;

  @Inject
  public RecordAct(AuditLog log, AuditSeal seal, InstantSource clock) {
    this.log = log;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * Adds the act to the log. Best done last: who comes next waits until the unit ends.
   *
   * @return the number of its entry
   * @throws IllegalStateException when no unit of work is open
   */
  public long record(Act act) {
    AuditEntry entry =
        AuditEntry.after(
            log.lockHead(), act, clock.instant().truncatedTo(ChronoUnit.MICROS), seal::of);
    log.append(entry);
    return entry.number();
  }
}
