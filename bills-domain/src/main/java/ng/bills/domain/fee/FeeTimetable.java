package ng.bills.domain.fee;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.money.Money;

/**
 * Which fee counts when: the schedule of the settings, and over it the changes people approved, the
 * last one that has begun. A biller's own fee goes before its type's.
 *
 * @param setting what counts where nobody changed it
 * @param changes approved ones, by their beginning
 */
public record FeeTimetable(FeeSchedule setting, List<FeeChange> changes) {

  public FeeTimetable {
    Objects.requireNonNull(setting, "setting");
    changes =
        changes.stream()
            .filter(c -> c.state() == FeeChangeState.APPROVED)
            .sorted(
                Comparator.comparing(FeeChange::startsAt)
                    .thenComparing(c -> c.decision().orElseThrow().at())
                    .thenComparing(c -> c.id().value()))
            .toList();
  }

  /** What is charged on a bill of that biller at that time. */
  public Money feeFor(Biller biller, Instant at) {
    if (changes.isEmpty()) {
      return setting.feeFor(biller); // nothing is made for those who never changed a fee
    }
    return of(FeeScope.of(biller.code()), at)
        .or(() -> of(FeeScope.of(biller.type()), at))
        .orElse(Money.ZERO);
  }

  /** The fee of just that scope at that time; empty for a biller without an exception. */
  public Optional<Money> of(FeeScope scope, Instant at) {
    return changeOf(scope, at).map(FeeChange::fee).or(() -> setting(scope));
  }

  /** The change that counts for that scope at that time; empty where the setting does. */
  public Optional<FeeChange> changeOf(FeeScope scope, Instant at) {
    FeeChange last = null;
    for (FeeChange change : changes) {
      if (change.startsAt().isAfter(at)) {
        break;
      }
      if (change.scope().equals(scope)) {
        last = change;
      }
    }
    return Optional.ofNullable(last);
  }

  private Optional<Money> setting(FeeScope scope) {
    return scope.kind() == FeeScope.Kind.BILL_TYPE
        ? Optional.of(
            setting.byType().getOrDefault(BillType.named(scope.code()).orElseThrow(), Money.ZERO))
        : Optional.ofNullable(setting.byBiller().get(new BillerCode(scope.code())));
  }
}
