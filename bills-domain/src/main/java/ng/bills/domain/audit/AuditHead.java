package ng.bills.domain.audit;

import java.util.Objects;

/**
 * Where the log ends.
 *
 * @param number how many entries there are
 * @param seal of the last one
 */
public record AuditHead(long number, String seal) {

  /** Of a log without entries. */
  public static final AuditHead START = new AuditHead(0, "0".repeat(64));

  public AuditHead {
    Objects.requireNonNull(seal, "seal");
    if (number < 0) {
      throw new IllegalArgumentException("a log has no less than no entries");
    }
  }
}
