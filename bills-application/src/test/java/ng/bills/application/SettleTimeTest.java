package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

/** Nodes that stand still, and what they take "not found" for. */
class SettleTimeTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestSystem system = new TestSystem();

  private Payment fundsTakenIn() {
    system.provider().then(Act.LOSE);
    Payment payment = system.request(TestSystem.airtime(500));
    system.pay(payment);
    system.takeInFunds.takeIn();
    return payment;
  }

  /** The order arrives after all, and is found from now on. */
  private void assertItIsNotBoughtTwice(Payment payment) {
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    system
        .provider()
        .nowSays(
            system.now(payment.id()).attempts().get(0).reference(), ScriptedProvider.delivered());
    system.run(Duration.ofMinutes(15), Duration.ofSeconds(10));
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().asked()).hasSize(1);
  }

  @Test
  void givenNodeCallsAtTheEndOfItsLease_whenTheOrderArrivesLate_thenItIsNotBoughtTwice() {
    Payment payment = fundsTakenIn();
    // permits for a call are here, so the next commit is the attempt's
    system.router.seat().close();
    system.world.meanwhile(1, () -> system.world.pass(TestSystem.LEASE.minus(SECOND)));
    system.world.runBackground();
    assertThat(system.provider().asked()).hasSize(1);

    system.run(Duration.ofSeconds(150), SECOND);

    assertThat(system.provider().requeries()).isGreaterThanOrEqualTo(3);
    assertItIsNotBoughtTwice(payment);
  }

  @Test
  void givenNodeStandsStillWithAnAnswer_whenItIsRecordedLate_thenItIsNotBoughtTwice() {
    Payment payment = fundsTakenIn();
    system.world.runBackground();
    for (int i = 0; i < 100 && system.provider().requeries() < 2; i++) {
      system.run(SECOND, SECOND);
    }
    system.provider().meanwhileAnswering(() -> system.world.pass(Duration.ofMinutes(3)));

    for (int i = 0; i < 100 && system.provider().requeries() < 3; i++) {
      system.run(SECOND, SECOND);
    }

    assertItIsNotBoughtTwice(payment);
  }
}
