package ng.bills.application.act;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import ng.bills.application.act.port.StaffActs;
import ng.bills.application.audit.RecordAct;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.audit.Act;
import ng.bills.domain.staff.StaffId;

/** Keeps acts, and writes them into the audit log, in the unit of work of what they do. */
@Singleton
public class KeepAct {

  private final StaffActs acts;
  private final RecordAct audit;

  @Inject
  public KeepAct(StaffActs acts, RecordAct audit) {
    this.acts = acts;
    this.audit = audit;
  }

  /** Something was done by one person, or proposed to a second. */
  void begun(StaffAct act) {
    acts.add(act);
    audit.record(beginning(act));
  }

  /** Something was done that concerns a colleague. */
  void begun(StaffAct act, StaffId concerned) {
    acts.add(act);
    audit.record(beginning(act).with("colleague", concerned.toString()));
  }

  private static Act beginning(StaffAct act) {
    boolean proposed = act.state() == ActState.PROPOSED;
    Act entry = entry(act.by(), act, proposed ? "proposed" : "done").because(act.reason());
    return act.evidence().map(e -> entry.with("evidence", e)).orElse(entry);
  }

  /** A proposal has ended. */
  void ended(StaffAct act) {
    acts.save(act);
    Optional<StaffAct.Decision> said = act.decision();
    Act entry =
        entry(said.map(StaffAct.Decision::by).orElse(act.by()), act, act.state().wireName())
            .because(said.map(StaffAct.Decision::words).orElse(""))
            .with("proposed_by", act.by().id().toString());
    audit.record(entry);
  }

  private static Act entry(Colleague who, StaffAct act, String what) {
    String subject =
        act.payment()
            .map(id -> "payment:" + id)
            .orElseGet(() -> "refund:" + act.refund().orElseThrow());
    Act entry =
        Act.of(who.id(), "payment." + act.kind().wireName() + "." + what, subject)
            .with("act", act.id().toString())
            .with("condition", act.condition().text());
    return act.outcome().map(o -> entry.with("outcome", o)).orElse(entry);
  }
}
