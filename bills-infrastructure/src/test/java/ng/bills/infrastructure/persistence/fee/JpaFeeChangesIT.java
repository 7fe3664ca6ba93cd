package ng.bills.infrastructure.persistence.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeChangeId;
import ng.bills.domain.fee.FeeScope;
import ng.bills.domain.money.Money;
import ng.bills.domain.staff.StaffId;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** Changes of fees at real PostgreSQL. */
class JpaFeeChangesIT {

  private static final Colleague ADA = colleague("Ada");
  private static final Colleague OBI = colleague("Obi");

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaFeeChanges changes = new JpaFeeChanges(tx);
  private final FeeScope scope =
      FeeScope.of(new BillerCode("b" + Samples.IDS.randomText(8).toLowerCase()));

  private static Colleague colleague(String name) {
    return new Colleague(new StaffId(UUID.randomUUID()), name, Set.of());
  }

  private FeeChange proposal() {
    return FeeChange.proposed(
        new FeeChangeId(Samples.IDS.newId()),
        scope,
        Money.ofNaira(50),
        Optional.empty(),
        Samples.NOW.plus(Duration.ofDays(1)),
        "new contract",
        ADA,
        Samples.NOW);
  }

  private FeeChange stored() {
    FeeChange change = proposal();
    tx.run(() -> changes.add(change));
    return tx.call(() -> changes.lock(change.id())).orElseThrow();
  }

  @Test
  void givenProposal_whenStoredAndApproved_thenReadAsItIsAndKnownAtOnce() {
    FeeChange change = stored();
    assertThat(change.former()).isEmpty();
    assertThat(change.by()).isEqualTo(ADA);
    assertThat(tx.call(() -> changes.waitingFor(scope))).contains(change);
    assertThat(changes.approved()).extracting(FeeChange::id).doesNotContain(change.id());
    FeeChange approved = change.approved(OBI, Optional.empty(), "agreed", Samples.later(60));
    tx.run(() -> changes.save(approved));
    assertThat(changes.approved()).extracting(FeeChange::id).contains(change.id());
    assertThat(changes.approved()).isSameAs(changes.approved());
    FeeChange read =
        tx.call(() -> changes.all(1_000)).stream()
            .filter(c -> c.id().equals(change.id()))
            .findFirst()
            .orElseThrow();
    assertThat(read).usingRecursiveComparison().ignoringFields("version").isEqualTo(approved);
    assertThat(tx.call(() -> changes.waitingFor(scope))).isEmpty();
  }

  @Test
  void givenProposal_whenProposedOrDecidedTwice_thenConflict() {
    FeeChange change = stored();
    assertThatThrownBy(() -> tx.run(() -> changes.add(proposal())))
        .isInstanceOf(ConflictException.class);
    tx.run(() -> changes.save(change.lapsed()));
    assertThatThrownBy(
            () -> tx.run(() -> changes.save(change.refused(OBI, "too dear", Samples.later(1)))))
        .isInstanceOf(ConflictException.class);
    tx.run(() -> changes.add(proposal()));
  }

  @Test
  void givenChange_whenChangedByHand_thenTheDatabaseRefuses() {
    FeeChange change = stored();
    String one = " where id = '" + change.id() + "'";
    refused("update fee_change set kobo = 1" + one);
    refused("update fee_change set starts_at = starts_at + interval '1 day'" + one);
    refused("update fee_change set state = 'approved'" + one);
    refused(
        "update fee_change set state = 'approved', second_id = staff_id, second_name = 'x',"
            + " decided_at = at, words = ''"
            + one);
    refused(
        "update fee_change set state = 'approved', second_id = gen_random_uuid(),"
            + " second_name = 'x', decided_at = starts_at, words = ''"
            + one);
    refused("delete from fee_change" + one);
    refused("truncate fee_change");
    tx.run(() -> changes.save(change.refused(OBI, "too dear", Samples.later(1))));
    refused("update fee_change set state = 'proposed'" + one);
  }

  private void refused(String sql) {
    assertThatThrownBy(() -> database.byHand(sql)).as(sql).isInstanceOf(SQLException.class);
  }
}
