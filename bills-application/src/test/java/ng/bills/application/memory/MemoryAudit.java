package ng.bills.application.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
    List<AuditEntry> found =
        new ArrayList<>(
            rows.get().stream()
                .filter(e -> e.number() < number)
                .filter(e -> query.by().filter(by -> !e.by().equals(Optional.of(by))).isEmpty())
                .filter(e -> query.kind().filter(k -> !e.kind().startsWith(k)).isEmpty())
                .filter(e -> query.subject().filter(s -> !e.subject().equals(s)).isEmpty())
                .filter(e -> query.from().filter(f -> e.at().isBefore(f)).isEmpty())
                .filter(e -> query.until().filter(u -> !e.at().isBefore(u)).isEmpty())
                .toList());
    Collections.reverse(found);
    return found.stream().limit(limit).toList();
  }
}
