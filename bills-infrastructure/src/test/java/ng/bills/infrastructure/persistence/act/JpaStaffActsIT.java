package ng.bills.infrastructure.persistence.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ng.bills.application.act.port.ReviewOwners.Owner;
import ng.bills.application.desk.port.DeskQueues;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.act.ActCondition;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.ActState;
import ng.bills.domain.act.Colleague;
import ng.bills.domain.act.StaffAct;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundReason;
import ng.bills.domain.staff.StaffId;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.desk.JpaDeskQueues;
import ng.bills.infrastructure.persistence.funds.JpaFundsAssignments;
import ng.bills.infrastructure.persistence.funds.JpaFundsReceipts;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import ng.bills.infrastructure.persistence.refund.JpaRefunds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Acts, owners, given receipts and the queues, at real PostgreSQL. */
class JpaStaffActsIT {

  private static final Colleague ADA = colleague("Ada");
  private static final Colleague OBI = colleague("Obi");

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaStaffActs acts = new JpaStaffActs();
  private final JpaReviewOwners owners = new JpaReviewOwners();
  private final JpaRefunds refunds = new JpaRefunds();
  private final JpaFundsReceipts receipts = new JpaFundsReceipts();
  private final JpaFundsAssignments assignments = new JpaFundsAssignments();
  private final JpaDeskQueues queues = new JpaDeskQueues();
  private Payment payment;

  private static Colleague colleague(String name) {
    return new Colleague(new StaffId(UUID.randomUUID()), name, Set.of());
  }

  @BeforeEach
  void storePayment() {
    payment = Samples.payment(Samples.airtime(database.partner()));
    tx.run(() -> payments.add(payment));
  }

  private StaffAct proposal() {
    return StaffAct.proposed(
        new ActId(Samples.IDS.newId()),
        ActKind.REFUND,
        Optional.of(payment.id()),
        Optional.empty(),
        "customer called",
        "ticket 4711",
        ADA,
        new ActCondition("as it was"),
        Duration.ofHours(24),
        Samples.NOW);
  }

  private StaffAct stored() {
    StaffAct act = proposal();
    tx.run(() -> acts.add(act));
    return tx.call(() -> acts.lock(act.id())).orElseThrow();
  }

  @Test
  void givenProposal_whenStoredAndApproved_thenReadAsItIs() {
    StaffAct act = stored();
    assertThat(act.by()).isEqualTo(ADA);
    assertThat(act.evidence()).contains("ticket 4711");
    assertThat(tx.call(() -> acts.waitingOn(payment.id()))).contains(act);
    assertThat(tx.call(() -> acts.waiting(1_000))).contains(act);
    StaffAct done = act.approved(OBI, act.condition(), "seen", "done", Samples.later(60));
    tx.run(() -> acts.save(done));
    StaffAct read = tx.call(() -> acts.of(payment.id())).get(0);
    assertThat(read.state()).isEqualTo(ActState.EXECUTED);
    assertThat(read.decision().orElseThrow().by()).isEqualTo(OBI);
    assertThat(tx.call(() -> acts.decided(1_000))).contains(read);
    assertThat(tx.call(() -> acts.waitingOn(payment.id()))).isEmpty();
  }

  @Test
  void givenProposal_whenDecidedTwiceOrProposedTwice_thenConflict() {
    StaffAct act = stored();
    assertThatThrownBy(() -> tx.run(() -> acts.add(proposal())))
        .isInstanceOf(ConflictException.class);
    tx.run(() -> acts.save(act.refused(OBI, "no such call", Samples.later(1))));
    StaffAct again = act.approved(OBI, act.condition(), "", "done", Samples.later(2));
    assertThatThrownBy(() -> tx.run(() -> acts.save(again))).isInstanceOf(ConflictException.class);
    tx.run(() -> acts.add(proposal()));
  }

  @Test
  void givenActs_whenChangedByHand_thenTheDatabaseRefuses() {
    StaffAct act = stored();
    String one = " where id = '" + act.id() + "'";
    refused(
        "update staff_act set state = 'executed', second_id = staff_id, second_name = 'x',"
            + " decided_at = now(), words = ''"
            + one);
    refused("update staff_act set state = 'executed'" + one);
    refused("update staff_act set evidence = 'something else'" + one);
    refused("update staff_act set condition = 'as it is'" + one);
    refused("delete from staff_act" + one);
    tx.run(() -> acts.save(act.expired("too late")));
    refused("update staff_act set state = 'proposed', outcome = null" + one);
  }

  private void refused(String sql) {
    assertThatThrownBy(() -> database.byHand(sql)).as(sql).isInstanceOf(SQLException.class);
  }

  @Test
  void givenReview_whenTakenAndHandedOver_thenTheQueueSaysWhose() {
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.needPerson(Review.Kind.CONTRADICTION, "two answers", Samples.NOW);
          payments.save(p, p.takeNewMoves());
        });
    assertThat(reviews(Optional.empty(), true)).contains(payment.id().value());
    tx.run(() -> owners.set(payment.id(), new Owner(ADA.id(), ADA.name(), Samples.NOW)));
    tx.run(() -> owners.set(payment.id(), new Owner(OBI.id(), OBI.name(), Samples.NOW)));
    assertThat(tx.call(() -> owners.ofPayment(payment.id())).orElseThrow().name()).isEqualTo("Obi");
    assertThat(reviews(Optional.of(OBI.id()), false)).containsExactly(payment.id().value());
    assertThat(reviews(Optional.empty(), true)).doesNotContain(payment.id().value());
    assertThat(tx.call(queues::reviewCounts))
        .anyMatch(c -> c.kind() == Review.Kind.CONTRADICTION && c.count() >= 1);
    tx.run(() -> owners.clear(payment.id()));
    assertThat(tx.call(() -> owners.ofPayment(payment.id()))).isEmpty();
  }

  private List<UUID> reviews(Optional<StaffId> owner, boolean ownerless) {
    return tx
        .call(
            () -> queues.reviews(Optional.of(Review.Kind.CONTRADICTION), owner, ownerless, 10_000))
        .stream()
        .map(r -> r.payment().value())
        .toList();
  }

  @Test
  void givenMoneyThatWaits_whenGivenToAPayment_thenItIsHeldForItAndCanGoBackFromThere() {
    FundsReceipt receipt =
        new FundsReceipt(
            "op-" + UUID.randomUUID(),
            "cd".repeat(32),
            Samples.NOW,
            "GSOMEBODY",
            new AssetAmount(new Asset("cNGN", "GISSUER"), 50_300_000_000L),
            Optional.empty(),
            Optional.empty());
    Refund refund =
        Refund.owed(
            new RefundId(Samples.IDS.newId()),
            receipt,
            Optional.empty(),
            false,
            RefundReason.UNMATCHED,
            Samples.NOW,
            Samples.NOW);
    tx.run(
        () -> {
          receipts.add("feed", receipt, FundsMatch.UNMATCHED, Optional.empty());
          refunds.add(refund);
        });
    assertThat(money()).contains(refund.id());
    tx.run(
        () -> {
          Refund r = refunds.lock(refund.id()).orElseThrow();
          r.withdrawn();
          refunds.save(r);
          assignments.assign(receipt.operationKey(), payment.id(), Samples.NOW);
        });
    assertThat(money()).doesNotContain(refund.id());
    assertThat(tx.call(() -> receipts.heldFor(payment.id()))).containsExactly(receipt);
    assertThat(tx.call(() -> receipts.of(payment.id()))).containsExactly(receipt);
    assertThatThrownBy(
            () ->
                tx.run(() -> assignments.assign(receipt.operationKey(), payment.id(), Samples.NOW)))
        .isInstanceOf(ConflictException.class);
    Refund own =
        Refund.owed(
            new RefundId(Samples.IDS.newId()),
            receipt,
            Optional.of(payment.id()),
            true,
            RefundReason.BILL_NOT_PAID,
            Samples.NOW,
            Samples.NOW);
    tx.run(() -> refunds.add(own));
    assertThat(tx.call(() -> receipts.heldFor(payment.id()))).isEmpty();
    refused(
        "update refund set state = 'due', next_action_at = now() where id = '" + refund.id() + "'");
  }

  private List<RefundId> money() {
    return tx.call(() -> queues.waitingMoney(10_000)).stream()
        .map(DeskQueues.WaitingMoney::refund)
        .toList();
  }

  @Test
  void givenNoticeGivenUp_whenAsked_thenItIsADeadLetter() throws SQLException {
    database.byHand(
        "insert into notice (id, payment_id, kind, channel, state, tries, last_error, version)"
            + " values ('"
            + UUID.randomUUID()
            + "', '"
            + payment.id()
            + "', 'airtime_delivered', 'sms', 'dead', 4, 'no such number', 1)");
    assertThat(tx.call(() -> queues.deadLetters(1_000)))
        .anyMatch(d -> d.queue().equals("notice") && d.payment().equals(Optional.of(payment.id())));
    assertThat(tx.call(() -> queues.backlog(Samples.NOW)).count()).isNotNegative();
  }
}
