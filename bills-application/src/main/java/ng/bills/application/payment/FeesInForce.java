package ng.bills.application.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import ng.bills.application.fee.port.FeeChanges;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeTimetable;
import ng.bills.domain.money.Money;

/** What is charged on top of a bill that is asked for now. */
@Singleton
public class FeesInForce {

  private final FeeChanges changes;
  private final FeeSchedule setting;
  private final InstantSource clock;
  private volatile Known known;

  /** A timetable and the list it was made of. */
  private record Known(List<FeeChange> of, FeeTimetable timetable) {}

  @Inject
  public FeesInForce(FeeChanges changes, PaymentPolicy policy, InstantSource clock) {
    this.changes = changes;
    this.setting = policy.fees();
    this.clock = clock;
    this.known = new Known(List.of(), new FeeTimetable(setting, List.of()));
  }

  public Money of(Biller biller) {
    return timetable().feeFor(biller, clock.instant());
  }

  /** Which fee counts when, as of this moment; inside a unit of work, for those who decide. */
  public FeeTimetable timetableNow() {
    return new FeeTimetable(setting, changes.approvedNow());
  }

  /** Which fee counts when, as far as it is decided; soon enough for what begins later. */
  public FeeTimetable timetable() {
    List<FeeChange> approved = changes.approved();
    Known present = known;
    if (present.of != approved) {
      present = new Known(approved, new FeeTimetable(setting, approved));
      known = present;
    }
    return present.timetable;
  }
}
