package ng.bills.application.memory;

import java.util.List;
import java.util.function.Supplier;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.audit.AuditHead;

/** The audit log in memory. */
final class MemoryAudit implements AuditLog {

  private final Supplier<List<AuditEntry>> rows;

  MemoryAudit(Supplier<List<AuditEntry>> rows) {
    this.rows = rows;
  }

  @Override
  public AuditHead lockHead() {
    return head();
  }

  @Override
  public AuditHead head() {
    List<AuditEntry> all = rows.get();
    return all.isEmpty() ? AuditHead.START : all.get(all.size() - 1).head();
  }

  @Override
  public void append(AuditEntry entry) {
    rows.get().add(entry);
  }

  @Override
  public List<AuditEntry> after(long number, int limit) {
    return rows.get().stream().filter(e -> e.number() > number).limit(limit).toList();
  }

  @Override
  public List<AuditEntry> before(long number, Query query, int limit) {
    throw new UnsupportedOperationException("nobody looks for acts here");
  }
}
