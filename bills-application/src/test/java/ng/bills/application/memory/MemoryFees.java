package ng.bills.application.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ng.bills.application.fee.port.FeeChanges;
import ng.bills.application.port.ConflictException;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeChangeId;
import ng.bills.domain.fee.FeeChangeState;
import ng.bills.domain.fee.FeeScope;

/** Changes of fees in the tables of a {@link MemoryWorld}; read anew each time. */
final class MemoryFees implements FeeChanges {

  private final Supplier<Map<FeeChangeId, FeeChange>> rows;

  MemoryFees(Supplier<Map<FeeChangeId, FeeChange>> rows) {
    this.rows = rows;
  }

  @Override
  public List<FeeChange> approved() {
    return rows.get().values().stream().filter(c -> c.state() == FeeChangeState.APPROVED).toList();
  }

  @Override
  public List<FeeChange> approvedNow() {
    return approved();
  }

  @Override
  public void add(FeeChange change) {
    if (waitingFor(change.scope()).isPresent()) {
      throw new ConflictException("a proposal waits already", null);
    }
    rows.get().put(change.id(), versioned(change));
  }

  @Override
  public void save(FeeChange change) {
    FeeChange before = rows.get().get(change.id());
    if (before.version() != change.version() || before.state() != FeeChangeState.PROPOSED) {
      throw new ConflictException(change + " was decided", null);
    }
    rows.get().put(change.id(), versioned(change));
  }

  private static FeeChange versioned(FeeChange c) {
    return new FeeChange(
        c.id(),
        c.scope(),
        c.fee(),
        c.former(),
        c.startsAt(),
        c.reason(),
        c.by(),
        c.at(),
        c.state(),
        c.decision(),
        c.version() + 1);
  }

  @Override
  public Optional<FeeChange> lock(FeeChangeId id) {
    return Optional.ofNullable(rows.get().get(id));
  }

  @Override
  public Optional<FeeChange> waitingFor(FeeScope scope) {
    return rows.get().values().stream()
        .filter(c -> c.state() == FeeChangeState.PROPOSED && c.scope().equals(scope))
        .findFirst();
  }

  @Override
  public List<FeeChange> all(int limit) {
    return rows.get().values().stream()
        .sorted(Comparator.comparing(FeeChange::at).reversed())
        .limit(limit)
        .toList();
  }
}
