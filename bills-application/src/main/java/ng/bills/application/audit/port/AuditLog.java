package ng.bills.application.audit.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.audit.AuditHead;

/**
 * The entries, in order. There is no way to change or remove one. All methods need an open unit of
 * work.
 */
public interface AuditLog {

  /** The end of the log, held until the unit ends: one act is written after the other. */
  AuditHead lockHead();

  /** The end of the log. */
  AuditHead head();

  /** Adds the entry that follows the locked head. */
  void append(AuditEntry entry);

  /** Entries with higher numbers, lowest first. */
  List<AuditEntry> after(long number, int limit);

  /**
   * What somebody looks for; empty parts do not matter.
   *
   * @param kind the beginning of the kind, such as {@code staff.}
   */
  record Query(
      Optional<UUID> by,
      Optional<String> kind,
      Optional<String> subject,
      Optional<Instant> from,
      Optional<Instant> until) {

    /** Everything. */
    public static final Query ALL =
        new Query(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** Entries with lower numbers that are looked for, highest first. */
  List<AuditEntry> before(long number, Query query, int limit);
}
