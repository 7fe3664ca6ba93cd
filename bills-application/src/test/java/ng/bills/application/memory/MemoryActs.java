package ng.bills.application.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ng.bills.application.act.port.ReviewOwners;
import ng.bills.application.act.port.StaffActs;
import ng.bills.application.funds.port.FundsAssignments;
import ng.bills.application.port.ConflictException;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.RefundId;

/** Acts of staff, owners of reviews and receipts given to payments, in memory. */
final class MemoryActs implements StaffActs, ReviewOwners, FundsAssignments {

  /** The rows. */
  static final class Rows {
    final Map<ActId, StaffAct> acts;
    final Map<PaymentId, Owner> owners;
    final Map<String, PaymentId> assignments;

    Rows(UndoLog log) {
      acts = new UndoMap<>(log);
      owners = new UndoMap<>(log);
      assignments = new UndoMap<>(log);
    }
  }

  private final Supplier<Rows> rows;
  private final Function<RefundId, Optional<PaymentId>> meantFor;

  MemoryActs(Supplier<Rows> rows, Function<RefundId, Optional<PaymentId>> meantFor) {
    this.rows = rows;
    this.meantFor = meantFor;
  }

  @Override
  public void add(StaffAct act) {
    boolean taken =
        act.state() == ActState.PROPOSED
            && waiting()
                .anyMatch(
                    a ->
                        act.refund().isPresent()
                            ? a.refund().equals(act.refund())
                            : a.refund().isEmpty() && a.payment().equals(act.payment()));
    if (taken) {
      throw new ConflictException("a proposal waits already", null);
    }
    rows.get().acts.put(act.id(), versioned(act));
  }

  @Override
  public void save(StaffAct act) {
    StaffAct before = rows.get().acts.get(act.id());
    if (before.version() != act.version() || before.state() != ActState.PROPOSED) {
      throw new ConflictException(act + " was decided", null);
    }
    rows.get().acts.put(act.id(), versioned(act));
  }

  private static StaffAct versioned(StaffAct a) {
    return new StaffAct(
        a.id(),
        a.kind(),
        a.payment(),
        a.refund(),
        a.reason(),
        a.evidence(),
        a.by(),
        a.at(),
        a.expiresAt(),
        a.condition(),
        a.state(),
        a.decision(),
        a.outcome(),
        a.version() + 1);
  }

  @Override
  public Optional<StaffAct> lock(ActId id) {
    return Optional.ofNullable(rows.get().acts.get(id));
  }

  private Stream<StaffAct> waiting() {
    return rows.get().acts.values().stream().filter(a -> a.state() == ActState.PROPOSED);
  }

  @Override
  public Optional<StaffAct> waitingOn(PaymentId payment) {
    return waiting()
        .filter(a -> a.refund().isEmpty() && a.payment().equals(Optional.of(payment)))
        .findFirst();
  }

  @Override
  public Optional<StaffAct> waitingOn(RefundId refund) {
    return waiting().filter(a -> a.refund().equals(Optional.of(refund))).findFirst();
  }

  @Override
  public List<StaffAct> of(PaymentId payment) {
    return rows.get().acts.values().stream()
        .filter(
            a ->
                a.payment().equals(Optional.of(payment))
                    || a.refund().flatMap(meantFor).equals(Optional.of(payment)))
        .toList();
  }

  @Override
  public List<StaffAct> waiting(int limit) {
    return waiting().sorted(Comparator.comparing(StaffAct::at)).limit(limit).toList();
  }

  @Override
  public List<StaffAct> decided(int limit) {
    Predicate<StaffAct> two = a -> a.kind().movesMoney();
    return rows.get().acts.values().stream()
        .filter(two.and(a -> a.state() != ActState.PROPOSED))
        .sorted(Comparator.comparing(StaffAct::at).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Owner> ofPayment(PaymentId payment) {
    return Optional.ofNullable(rows.get().owners.get(payment));
  }

  @Override
  public void set(PaymentId payment, Owner owner) {
    rows.get().owners.put(payment, owner);
  }

  @Override
  public void clear(PaymentId payment) {
    rows.get().owners.remove(payment);
  }

  @Override
  public void assign(String operationKey, PaymentId payment, Instant at) {
    if (rows.get().assignments.putIfAbsent(operationKey, payment) != null) {
      throw new ConflictException("given already", null);
    }
  }
}
