package ng.bills.application.fee;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.biller.port.FeeHistory;
import ng.bills.application.fee.port.FeeChanges;
import ng.bills.application.payment.FeesInForce;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeScope;
import ng.bills.domain.fee.FeeTimetable;
import ng.bills.domain.money.Money;

/** Somebody wants to know what we charge, from when, and who decided so. */
@Singleton
public class FindFees {

  private static final int MOST = 200;

  private final FeesInForce fees;
  private final FeeChanges changes;
  private final FeeHistory settings;
  private final Billers billers;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public FindFees(
      FeesInForce fees,
      FeeChanges changes,
      FeeHistory settings,
      Billers billers,
      UnitOfWork tx,
      InstantSource clock) {
    this.fees = fees;
    this.changes = changes;
    this.settings = settings;
    this.billers = billers;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * A fee that is charged now.
   *
   * @param scope for which bills
   * @param fee how much; empty for a biller that pays its type's until its own begins
   * @param by the change that made it so; empty where it is the setting
   * @param next the approved changes that are ahead, the next first
   */
  public record Present(
      FeeScope scope, Optional<Money> fee, Optional<FeeChange> by, List<FeeChange> next) {}

  /** What is charged now: each type, then each biller that has, or is to have, its own. */
  public List<Present> present() {
    Instant now = clock.instant();
    FeeTimetable timetable = fees.timetable();
    Set<FeeScope> scopes = new LinkedHashSet<>();
    Arrays.stream(BillType.values()).map(FeeScope::of).forEach(scopes::add);
    Stream.concat(
            timetable.setting().byBiller().keySet().stream().map(FeeScope::of),
            timetable.changes().stream().map(FeeChange::scope))
        .filter(scope -> scope.kind() == FeeScope.Kind.BILLER)
        .sorted(Comparator.comparing(FeeScope::code))
        .forEach(scopes::add);
    List<Present> all = new ArrayList<>();
    for (FeeScope scope : scopes) {
      List<FeeChange> next =
          timetable.changes().stream()
              .filter(c -> c.scope().equals(scope) && c.startsAt().isAfter(now))
              .toList();
      Optional<Money> fee = timetable.of(scope, now);
      if (fee.isPresent() || !next.isEmpty()) {
        all.add(new Present(scope, fee, timetable.changeOf(scope, now), next));
      }
    }
    return all;
  }

  /** Everything people proposed, the last first. */
  public List<FeeChange> changes() {
    return tx.call(() -> changes.all(MOST));
  }

  /** Which settings were in force when, the latest first. */
  public List<FeeHistory.InForce> settings() {
    return tx.call(settings::all);
  }

  /** Billers that may get a fee of their own, by code, each once. */
  public List<BillerCode> billers() {
    return Arrays.stream(BillType.values())
        .flatMap(type -> billers.of(type).stream())
        .map(Biller::code)
        .distinct()
        .sorted(Comparator.comparing(BillerCode::value))
        .toList();
  }
}
