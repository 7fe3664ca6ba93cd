package ng.bills.application.fee;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.fee.port.FeeChanges;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.audit.Act;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.money.Money;

/** Keeps changes of fees and writes them into the audit log, in one unit of work. */
@Singleton
public class KeepFee {

  private final FeeChanges changes;
  private final RecordAct audit;

  @Inject
  public KeepFee(FeeChanges changes, RecordAct audit) {
    this.changes = changes;
    this.audit = audit;
  }

  void begun(FeeChange change) {
    changes.add(change);
    audit.record(entry(change.by(), change).because(change.reason()));
  }

  void ended(FeeChange change) {
    changes.save(change);
    Optional<FeeChange.Decision> said = change.decision();
    audit.record(
        entry(said.map(FeeChange.Decision::by).orElse(change.by()), change)
            .because(said.map(FeeChange.Decision::words).orElse(""))
            .with("proposed_by", change.by().id().toString()));
  }

  private static Act entry(Colleague who, FeeChange change) {
    return Act.of(who.id(), "fee." + change.state().wireName(), "fee:" + change.scope())
        .with("change", change.id().toString())
        .with("kobo", Long.toString(change.fee().kobo()))
        .with(
            "former_kobo",
            change.former().map(Money::kobo).map(kobo -> Long.toString(kobo)).orElse("none"))
        .with("starts_at", change.startsAt().toString());
  }
}
