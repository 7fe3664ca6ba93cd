package ng.bills.domain.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentFixture;
import ng.bills.domain.payment.PaymentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundTest {

  private static final Instant NOW = PaymentFixture.NOON;
  private static final Duration RECHECK = Duration.ofSeconds(5);
  private static final FundsReceipt RECEIPT =
      new FundsReceipt(
          "4294967297",
          "ab".repeat(32),
          NOW,
          "GSENDER",
          new AssetAmount(new Asset("cNGN", "GISSUER"), 50_300_000_000L),
          Optional.empty(),
          Optional.empty());

  private static final RefundHindrance QUEUE =
      new RefundHindrance(RefundHindrance.Kind.QUEUE, "another refund is on its way");

  private static Refund owed() {
    return Refund.owed(
        new RefundId(new UUID(4, 4)),
        RECEIPT,
        Optional.of(new PaymentId(new UUID(2, 1))),
        true,
        RefundReason.BILL_NOT_PAID,
        NOW,
        NOW);
  }

  private static SignedRefund signed(long sequence) {
    return new SignedRefund(
        "GOURS", sequence, "AAAA", "%064x".formatted(sequence), NOW.plusSeconds(60));
  }

  private static Refund sending() {
    Refund refund = owed();
    refund.leaseTo(new Lease(new UUID(5, 5), NOW.plusSeconds(60)));
    refund.prepared(signed(1), NOW);
    return refund;
  }

  @Test
  void givenAReceipt_whenARefundIsOwed_thenAllOfItGoesBackToItsSender() {
    Refund refund = owed();
    assertThat(refund.order())
        .isEqualTo(new RefundOrder("GSENDER", RECEIPT.amount(), RECEIPT.transactionHash()));
    assertThat(refund.operationKey()).isEqualTo(RECEIPT.operationKey());
    assertThat(refund.state()).isEqualTo(RefundState.DUE);
    assertThat(refund.snapshot().nextActionAt()).contains(NOW);
  }

  @Test
  void givenALiveTransaction_whenAnotherIsPrepared_thenItThrows() {
    Refund refund = sending();
    RefundSnapshot before = refund.snapshot();

    assertThatThrownBy(() -> refund.prepared(signed(2), NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> refund.blocked("why")).isInstanceOf(IllegalStateException.class);
    assertThat(refund.snapshot()).isEqualTo(before);
  }

  @Test
  void givenUnknown_whenHeard_thenTheSameTransactionStaysLive() {
    Refund refund = sending();

    for (int i = 0; i < 20; i++) {
      refund.heard(new RefundOutcome.Unknown("timeout"), RECHECK, NOW);
    }

    assertThat(refund.state()).isEqualTo(RefundState.SENDING);
    assertThat(refund.attempts()).hasSize(1);
    assertThat(refund.liveAttempt().orElseThrow().signed()).isEqualTo(signed(1));
    assertThat(refund.snapshot().nextActionAt()).contains(NOW.plus(RECHECK));
    assertThat(refund.snapshot().lease()).isEmpty();
  }

  @Test
  void givenConfirmed_whenHeard_thenItIsOverForGood() {
    Refund refund = sending();
    Instant closed = NOW.plusSeconds(7);

    refund.heard(new RefundOutcome.Confirmed(signed(1).hash(), closed), RECHECK, NOW);

    assertThat(refund.state()).isEqualTo(RefundState.CONFIRMED);
    assertThat(refund.confirmedAt()).contains(closed);
    assertThat(refund.confirmedHash()).contains(signed(1).hash());
    RefundSnapshot before = refund.snapshot();
    assertThat(before.nextActionAt()).isEmpty();
    assertThatThrownBy(() -> refund.prepared(signed(2), NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> refund.heard(new RefundOutcome.Unknown("x"), RECHECK, NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> refund.blocked("why")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> refund.postponed(QUEUE, NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThat(refund.snapshot()).isEqualTo(before);
  }

  @Test
  void givenConfirmed_whenHeard_thenItCountsAsSentWhenItWasAskedOrItsLedgerClosedBefore() {
    Refund answered = sending();
    answered.heard(
        new RefundOutcome.Confirmed("h", NOW.plusSeconds(7)),
        NOW.plusSeconds(2),
        RECHECK,
        NOW.plusSeconds(8));
    assertThat(answered.submittedAt()).contains(NOW.plusSeconds(2));

    Refund found = sending();
    found.heard(new RefundOutcome.Unknown("504"), NOW.plusSeconds(2), RECHECK, NOW.plusSeconds(9));
    assertThat(found.submittedAt()).isEmpty();
    found.heard(
        new RefundOutcome.Confirmed("h", NOW.plusSeconds(7)),
        NOW.plusSeconds(60),
        RECHECK,
        NOW.plusSeconds(61));
    assertThat(found.submittedAt()).contains(NOW.plusSeconds(7));

    Refund clockBehind = sending();
    clockBehind.heard(
        new RefundOutcome.Confirmed("h", NOW.minusSeconds(9)), NOW, RECHECK, NOW.plusSeconds(1));
    assertThat(clockBehind.submittedAt()).as("never before it was stored").contains(NOW);
  }

  @Test
  void givenTransactionThatFailedOrDied_whenAsked_thenNothingWasSent() {
    Refund refund = sending();
    refund.heard(new RefundOutcome.ProvenDead("ledger"), RECHECK, NOW.plusSeconds(1));
    refund.prepared(signed(2), NOW.plusSeconds(2));
    refund.heard(new RefundOutcome.Refused("op_underfunded", false), RECHECK, NOW.plusSeconds(3));
    assertThat(refund.submittedAt()).isEmpty();
  }

  @Test
  void givenProvenDead_whenHeard_thenAnotherMayBeBuiltAtOnce() {
    Refund refund = sending();

    refund.heard(new RefundOutcome.ProvenDead("ledger 7 closed after it"), RECHECK, NOW);

    assertThat(refund.state()).isEqualTo(RefundState.DUE);
    assertThat(refund.snapshot().nextActionAt()).contains(NOW);
    refund.prepared(signed(2), NOW);
    assertThat(refund.attempts())
        .extracting(RefundAttempt::state)
        .containsExactly(RefundAttempt.State.DEAD, RefundAttempt.State.LIVE);
    assertThat(refund.attempts()).extracting(RefundAttempt::number).containsExactly(1, 2);
  }

  @Test
  void givenRefusedForNow_whenHeard_thenAnotherIsBuiltAfterAWhile() {
    Refund refund = sending();

    refund.heard(new RefundOutcome.Refused("op_underfunded", false), RECHECK, NOW);

    assertThat(refund.state()).isEqualTo(RefundState.DUE);
    assertThat(refund.blockedBy()).isEmpty();
    assertThat(refund.snapshot().nextActionAt()).contains(NOW.plus(RECHECK));
    assertThat(refund.attempts().get(0).lastCode()).contains("op_underfunded");
  }

  @Test
  void givenRefusedForGood_whenHeard_thenItIsBlockedAndAPersonMustLook() {
    Refund refund = sending();

    refund.heard(new RefundOutcome.Refused("op_no_trust", true), RECHECK, NOW);

    assertThat(refund.state()).isEqualTo(RefundState.BLOCKED);
    assertThat(refund.blockedBy()).contains("op_no_trust");
    assertThat(refund.snapshot().nextActionAt()).isEmpty();
    assertThatThrownBy(() -> refund.prepared(signed(2), NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> refund.postponed(QUEUE, NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givenNothingSent_whenSomethingIsHeard_thenItThrows() {
    assertThatThrownBy(() -> owed().heard(new RefundOutcome.Unknown("x"), RECHECK, NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givenPostponed_whenLooked_thenItWaitsAndIsFree() {
    Refund refund = owed();
    refund.leaseTo(new Lease(new UUID(5, 5), NOW.plusSeconds(60)));
    assertThat(refund.isLeasedTo(new UUID(5, 5))).isTrue();

    refund.postponed(QUEUE, NOW.plusSeconds(30));

    assertThat(refund.snapshot().nextActionAt()).contains(NOW.plusSeconds(30));
    assertThat(refund.snapshot().lease()).isEmpty();
    assertThat(refund.hindrance()).contains(QUEUE);
    assertThat(Refund.reconstitute(refund.snapshot()).snapshot()).isEqualTo(refund.snapshot());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void givenAnySequenceOfEvents_whenTheyHappen_thenNeverTwoAreLiveOrConfirmed(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      Refund refund = owed();
      for (int event = 0; event < 30; event++) {
        RefundSnapshot before = refund.snapshot();
        try {
          happen(refund, random, event);
        } catch (IllegalStateException e) {
          assertThat(refund.snapshot()).isEqualTo(before);
        }
        assertThat(count(refund, RefundAttempt.State.LIVE))
            .isEqualTo(refund.state() == RefundState.SENDING ? 1 : 0);
        assertThat(count(refund, RefundAttempt.State.CONFIRMED))
            .isEqualTo(refund.state() == RefundState.CONFIRMED ? 1 : 0);
        if (before.state() == RefundState.CONFIRMED) {
          assertThat(refund.snapshot()).isEqualTo(before);
        }
      }
    }
  }

  private static void happen(Refund refund, RandomGenerator random, int n) {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> refund.prepared(signed(n), NOW);
      case 3 -> refund.postponed(QUEUE, NOW);
      case 4 -> {
        if (random.nextInt(5) == 0) {
          refund.blocked("no account");
        }
      }
      default -> {
        List<RefundOutcome> outcomes =
            List.of(
                new RefundOutcome.Confirmed("hash", NOW),
                new RefundOutcome.Refused("op_underfunded", false),
                new RefundOutcome.Refused("op_no_trust", true),
                new RefundOutcome.ProvenDead("ledger"),
                new RefundOutcome.Unknown("timeout"));
        refund.heard(outcomes.get(random.nextInt(outcomes.size())), RECHECK, NOW);
      }
    }
  }

  private static long count(Refund refund, RefundAttempt.State state) {
    return refund.attempts().stream().filter(a -> a.state() == state).count();
  }

  @Test
  void givenEachOutcome_whenFolded_thenOnlyItsOwnBranchRuns() {
    assertThat(
            List.<RefundOutcome>of(
                new RefundOutcome.Confirmed("h", NOW),
                new RefundOutcome.Refused("c", true),
                new RefundOutcome.ProvenDead("p"),
                new RefundOutcome.Unknown("c")))
        .extracting(o -> o.<String>fold(c -> "c", r -> "r", d -> "d", u -> "u"))
        .containsExactly("c", "r", "d", "u");
  }
}
