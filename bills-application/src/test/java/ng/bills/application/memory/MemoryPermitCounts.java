package ng.bills.application.memory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import ng.bills.application.limit.port.PermitCounts;
import ng.bills.domain.limit.Grant;
import ng.bills.domain.limit.PermitCount;
import ng.bills.domain.limit.Quota;
import ng.bills.domain.limit.Settlement;

/** Counts in the tables of a {@link MemoryWorld}. */
final class MemoryPermitCounts implements PermitCounts {

  /** What is kept of one. */
  record Row(long newest, int[] counts) {}

  private final Supplier<Map<Subject, Row>> rows;
  private final InstantSource clock;

  /**
   * @param rows the table, inside a unit of work only
   */
  MemoryPermitCounts(Supplier<Map<Subject, Row>> rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public Grant take(Subject subject, Quota quota, Settlement settlement) {
    Row row = rows.get().getOrDefault(subject, new Row(0, new int[0]));
    PermitCount count = new PermitCount(quota, row.newest(), row.counts());
    Grant grant = count.take(settlement, clock.instant());
    rows.get().put(subject, new Row(count.newest(), count.counts()));
    return grant;
  }

  @Override
  public int prune(Duration unasked, int limit) {
    return 0; // a test does not last that long
  }
}
