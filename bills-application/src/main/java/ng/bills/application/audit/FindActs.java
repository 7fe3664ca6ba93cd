package ng.bills.application.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.audit.AuditEntry;

/** Questions about what our people did. */
@Singleton
public class FindActs {

  private static final int MOST = 200;

  private final AuditLog log;
  private final UnitOfWork tx;

  @Inject
  public FindActs(AuditLog log, UnitOfWork tx) {
    this.log = log;
    this.tx = tx;
  }

  /**
   * Entries that are looked for, the latest first.
   *
   * @param before only lower numbers; {@link Long#MAX_VALUE} for the latest
   * @param limit at most so many, and never more than 200
   */
  public List<AuditEntry> latest(AuditLog.Query query, long before, int limit) {
    return tx.call(() -> log.before(before, query, Math.min(limit, MOST)));
  }
}
