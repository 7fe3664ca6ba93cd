package ng.bills.application.act;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import ng.bills.application.act.port.StaffActs;
import ng.bills.domain.act.StaffAct;

/** Keeps acts, in the unit of work of what they do. */
@Singleton
public class KeepAct {

  private final StaffActs acts;

  @Inject
  public KeepAct(StaffActs acts) {
    this.acts = acts;
  }

  /** Something was done by one person, or proposed to a second. */
  void begun(StaffAct act) {
    acts.add(act);
  }

  /** A proposal has ended. */
  void ended(StaffAct act) {
    acts.save(act);
  }
}
