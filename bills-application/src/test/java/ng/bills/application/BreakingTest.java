package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.RefundState;
import org.junit.jupiter.api.Test;

/** What happens between two adjacent steps, and what one damaged row does to the others. */
class BreakingTest {

  private static final Duration STEP = Duration.ofSeconds(10);

  private final TestSystem system = new TestSystem();

  @Test
  void givenRefundBeingBuilt_whenProviderSaysItDeliveredAfterAll_thenNothingIsSent() {
    system.provider().then(Act.FAIL, Act.FAIL, Act.FAIL, Act.FAIL);
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment);
    for (int i = 0; i < 100 && system.stateOf(payment) != PaymentState.REFUND_INITIATED; i++) {
      system.world.pass(STEP);
      stagesButRefund();
    }
    // claimed, lane taken; then the transaction is built
    system.world.meanwhile(2, () -> firstAttemptDelivered(payment));

    system.refund.tick();
    system.run(Duration.ofMinutes(5), STEP);

    assertThat(system.now(payment.id()).review().orElseThrow().kind())
        .isEqualTo(Review.Kind.CONTRADICTION);
    assertThat(system.stellar.sent()).isEmpty();
    assertThat(system.world.allRefunds().get(0).state()).isEqualTo(RefundState.DUE);
  }

  private void firstAttemptDelivered(Payment payment) {
    system.world.call(
        () -> {
          Payment now = system.world.payments().lock(payment.id()).orElseThrow();
          now.vendAnswered(
              now.attempts().get(0).reference(),
              ScriptedProvider.delivered(),
              ProvidersLeft.NONE,
              system.policy.vend(),
              RandomGenerator.getDefault(),
              system.world.instant());
          system.world.payments().save(now, now.takeNewMoves());
          return now;
        });
  }

  private void stagesButRefund() {
    system.takeInFunds.takeIn();
    system.world.runBackground();
    for (var stage : List.of(system.accountCheck, system.vend, system.requery, system.retry)) {
      system.runner.tick(stage);
      system.world.runBackground();
    }
  }

  @Test
  void givenNodeStandsStillAfterTheAttemptWasCommitted_whenItWakes_thenItCallsNoProvider() {
    Payment payment = system.request(TestSystem.airtime(500));
    system.pay(payment);
    system.takeInFunds.takeIn();
    system
        .router
        .seat()
        .close(); // permits for a call are here, so the next commit is the attempt's
    system.world.meanwhile(1, () -> system.world.pass(TestSystem.LEASE));

    system.world.runBackground();

    assertThat(system.now(payment.id()).attempts()).hasSize(1);
    assertThat(system.provider().asked()).isEmpty();
    system.run(Duration.ofMinutes(15), STEP);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().vended()).hasSize(1);
  }

  @Test
  void givenOneDamagedPayment_whenWindowsClose_thenTheOthersClose() {
    Payment damaged = system.request(TestSystem.airtime(500));
    Payment sound = system.request(TestSystem.airtime(500));
    system.world.damage(damaged.id());

    system.run(Duration.ofMinutes(11), Duration.ofMinutes(1));

    assertThat(system.stateOf(sound)).isEqualTo(PaymentState.EXPIRED);
  }

  @Test
  void givenOneDamagedPayment_whenRefundsAreDue_thenTheOthersGoBack() {
    Payment damaged = system.request(TestSystem.airtime(500));
    Payment sound = system.request(TestSystem.airtime(500));
    system.pay(damaged, 1);
    system.pay(sound, 2);
    system.takeInFunds.takeIn();
    system.world.damage(damaged.id());

    system.refund.tick();

    assertThat(system.stateOf(sound)).isEqualTo(PaymentState.REFUNDED);
    assertThat(system.stellar.sent()).hasSize(1);
  }

  @Test
  void givenPageTheBooksRefuse_whenFundsAreTakenIn_thenItIsTold() {
    Payment payment = system.request(TestSystem.airtime(500));
    system.world.call(
        () -> {
          system
              .world
              .journal()
              .append(
                  new JournalEntry(
                      "receipt:op1",
                      Optional.empty(),
                      system.world.instant(),
                      List.of(
                          Posting.debit(AccountCode.SUSPENSE, 1),
                          Posting.credit(AccountCode.STELLAR_WALLET, 1))));
          return null;
        });
    system.pay(payment);

    assertThat(system.takeInFunds.takeIn()).isZero();

    assertThat(system.takeInFunds.status().orElseThrow().trouble().orElseThrow())
        .contains("refused");
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PENDING_PAYMENT);
  }

  @Test
  void givenAnotherNodeReadOn_whenFundsAreTakenIn_thenNothingIsWrong() {
    Payment payment = system.request(TestSystem.airtime(500));
    system.pay(payment);
    // the position is read in one commit, then the page is stored
    system.takeInFunds.takeIn();
    system.stellar.pay("GCUSTOMER", MemoryStellar.CNGN, 7, Optional.empty());
    system.world.meanwhile(1, () -> system.takeInFunds.takeIn());

    system.takeInFunds.takeIn();

    assertThat(system.takeInFunds.status().orElseThrow().trouble()).isEmpty();
    assertThat(system.balance(AccountCode.STELLAR_WALLET))
        .isEqualTo(BigInteger.valueOf(system.stellar.balance()));
  }
}
