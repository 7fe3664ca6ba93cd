package ng.bills.infrastructure.persistence.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundAttempt;
import ng.bills.domain.refund.RefundHindrance;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.RefundReason;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.infrastructure.persistence.JpaDueWork;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

class JpaRefundsIT {

  private static final Duration RECHECK = Duration.ofSeconds(5);

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaRefunds refunds = new JpaRefunds();
  private final JpaRefundLane lane = new JpaRefundLane();
  private final JpaDueWork due = new JpaDueWork();
  private final Payment payment = Samples.payment(Samples.airtime(database.partner()));
  private final String source = "G" + UUID.randomUUID();

  JpaRefundsIT() {
    tx.run(() -> Samples.payments().add(payment));
  }

  private Refund owed(String operationKey) {
    Refund refund =
        Refund.owed(
            new RefundId(Samples.IDS.newId()),
            new FundsReceipt(
                operationKey,
                "ab".repeat(32),
                Samples.NOW,
                "GSENDER",
                new AssetAmount(new Asset("cNGN", "GISSUER"), 50_300_000_000L),
                Optional.empty(),
                Optional.empty()),
            Optional.of(payment.id()),
            true,
            RefundReason.BILL_NOT_PAID,
            Samples.NOW,
            Samples.NOW);
    tx.run(() -> refunds.add(refund));
    return refund;
  }

  private Refund owed() {
    return owed(UUID.randomUUID().toString());
  }

  private SignedRefund signed() {
    return new SignedRefund(
        source, 4_711, "AAAA", UUID.randomUUID().toString(), Samples.later(300));
  }

  private void change(Refund refund, java.util.function.Consumer<Refund> what) {
    tx.run(
        () -> {
          Refund read = refunds.lock(refund.id()).orElseThrow();
          what.accept(read);
          refunds.save(read);
        });
  }

  private Refund read(Refund refund) {
    return tx.call(() -> refunds.of(payment.id())).stream()
        .filter(r -> r.id().equals(refund.id()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void givenRefund_whenReadBack_thenSame() {
    Refund refund = owed();
    assertThat(read(refund).snapshot())
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(refund.snapshot());
    assertThat(tx.call(() -> refunds.lock(new RefundId(UUID.randomUUID())))).isEmpty();
  }

  @Test
  void givenTransactions_whenOneDiesAndTheNextConfirms_thenBothAreKept() {
    Refund refund = owed();
    SignedRefund first = signed();
    SignedRefund second = signed();
    change(refund, r -> r.prepared(first, Samples.NOW));
    change(refund, r -> r.heard(new RefundOutcome.Unknown("504"), RECHECK, Samples.NOW));
    assertThat(read(refund).liveAttempt().orElseThrow().lastCode()).contains("504");
    change(
        refund,
        r -> {
          // the end of one transaction and the next one in one unit of work
          r.heard(new RefundOutcome.ProvenDead("ledger 9"), RECHECK, Samples.later(301));
          r.prepared(second, Samples.later(301));
        });
    change(
        refund,
        r ->
            r.heard(
                new RefundOutcome.Confirmed(second.hash(), Samples.later(306)),
                RECHECK,
                Samples.later(307)));
    Refund found = read(refund);
    assertThat(found.state()).isEqualTo(RefundState.CONFIRMED);
    assertThat(found.confirmedHash()).contains(second.hash());
    assertThat(found.confirmedAt()).contains(Samples.later(306));
    assertThat(found.submittedAt()).contains(Samples.later(306));
    assertThatThrownBy(
            () ->
                database.byHand(
                    "update refund_attempt set submitted_at = now() where state = 'confirmed'"
                        + " and refund_id = '"
                        + refund.id()
                        + "'"))
        .hasMessageContaining("fixed");
    assertThat(found.attempts())
        .extracting(RefundAttempt::signed, RefundAttempt::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(first, RefundAttempt.State.DEAD),
            org.assertj.core.groups.Tuple.tuple(second, RefundAttempt.State.CONFIRMED));
  }

  @Test
  void givenBlocked_whenReadBack_thenReasonIsThere() {
    Refund refund = owed();
    change(refund, r -> r.blocked("no trust line"));
    assertThat(read(refund).blockedBy()).contains("no trust line");
    assertThat(read(refund).state()).isEqualTo(RefundState.BLOCKED);
  }

  @Test
  void givenReceiptWithRefund_whenOwedAgain_thenConflict() {
    Refund refund = owed();
    assertThatThrownBy(() -> owed(refund.operationKey())).isInstanceOf(ConflictException.class);
  }

  @Test
  void givenChangedSinceItWasRead_whenSaved_thenConflict() {
    Refund refund = owed();
    Refund stale = read(refund);
    RefundHindrance queue =
        new RefundHindrance(RefundHindrance.Kind.QUEUE, "another is on its way");
    change(refund, r -> r.postponed(queue, Samples.later(60)));
    assertThat(read(refund).hindrance()).contains(queue);
    stale.blocked("x");
    assertThatThrownBy(() -> tx.run(() -> refunds.save(stale)))
        .isInstanceOf(ConflictException.class);
    assertThat(read(refund).state()).isEqualTo(RefundState.DUE);
  }

  @Test
  void givenLiveTransactionOfTheSource_whenAnotherRefundPreparesOne_thenConflict() {
    Refund one = owed();
    Refund two = owed();
    change(one, r -> r.prepared(signed(), Samples.NOW));
    assertThatThrownBy(() -> change(two, r -> r.prepared(signed(), Samples.NOW)))
        .isInstanceOf(ConflictException.class);
    assertThat(read(two).attempts()).isEmpty();
  }

  @Test
  void givenSignedTransaction_whenChangedByHand_thenRefused() throws SQLException {
    Refund refund = owed();
    change(refund, r -> r.prepared(signed(), Samples.NOW));
    String where = " where refund_id = '" + refund.id() + "'";
    assertThatThrownBy(() -> database.byHand("update refund_attempt set envelope = 'B'" + where))
        .hasMessageContaining("fixed");
    assertThatThrownBy(
            () ->
                database.byHand(
                    "insert into refund_attempt select refund_id, 2, 'G2', sequence, envelope,"
                        + " 'other', valid_until, 'live', null, now() from refund_attempt"
                        + where))
        .hasMessageContaining("refund_attempt_one_live");
    assertThatThrownBy(() -> database.byHand("delete from refund_attempt" + where))
        .hasMessageContaining("append-only");
    database.byHand("update refund_attempt set state = 'dead'" + where);
    assertThatThrownBy(() -> database.byHand("update refund_attempt set state = 'live'" + where))
        .hasMessageContaining("fixed");
  }

  @Test
  void givenDueRefunds_whenClaimed_thenOnceUntilTheLeaseEnds() throws SQLException {
    database.byHand("update refund set next_action_at = null where state = 'due'");
    Refund refund = owed();
    Lease lease = new Lease(Samples.IDS.newId(), Samples.later(60));
    assertThat(tx.call(() -> due.claimRefunds(5, lease, Samples.later(1)))).contains(refund.id());
    assertThat(tx.call(() -> due.claimRefunds(5, lease, Samples.later(2))))
        .doesNotContain(refund.id());
    assertThat(read(refund).isLeasedTo(lease.id())).isTrue();
    assertThat(tx.call(() -> due.claimRefunds(5, lease, Samples.later(60)))).contains(refund.id());
  }

  @Test
  void givenLane_whenTaken_thenOthersWaitUntilItIsReleasedOrRunsOut() {
    Refund one = owed();
    Refund two = owed();
    assertThat(take(one, 60, 0)).isTrue();
    assertThat(take(one, 90, 10)).isTrue();
    assertThat(take(two, 100, 20)).isFalse();
    tx.run(() -> lane.release(source, two.id()));
    assertThat(take(two, 100, 20)).isFalse();
    tx.run(() -> lane.release(source, one.id()));
    assertThat(take(two, 100, 20)).isTrue();
    assertThat(take(one, 200, 99)).isFalse();
    assertThat(take(one, 200, 100)).isTrue();
  }

  @Test
  void givenLaneRanOutWithALiveTransaction_whenTakenByAnother_thenRefused() {
    Refund one = owed();
    Refund two = owed();
    take(one, 60, 0);
    change(one, r -> r.prepared(signed(), Samples.NOW));
    assertThat(take(two, 500, 400)).isFalse();
    tx.run(() -> lane.release(source, one.id()));
    assertThat(take(two, 500, 400)).isFalse();
    assertThat(take(one, 500, 400)).isTrue();
    change(
        one, r -> r.heard(new RefundOutcome.ProvenDead("ledger 9"), RECHECK, Samples.later(450)));
    assertThat(take(two, 900, 500)).isTrue();
    assertThat(tx.call(() -> lane.take("another", one.id(), Samples.later(9), Samples.NOW)))
        .isTrue();
  }

  private boolean take(Refund refund, long untilSeconds, long nowSeconds) {
    return tx.call(
        () ->
            lane.take(source, refund.id(), Samples.later(untilSeconds), Samples.later(nowSeconds)));
  }

  @Test
  void givenNothing_whenRefundsOfPaymentAsked_thenEmpty() {
    assertThat(tx.call(() -> refunds.of(payment.id()))).isEqualTo(List.of());
  }
}
