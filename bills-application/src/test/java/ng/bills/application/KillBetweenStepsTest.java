package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ng.bills.application.memory.MemoryStellar.Fate;
import ng.bills.application.memory.MemoryWorld.NodeDied;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.AccountCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The node dies before or after every commit of a payment's life, and inside the provider's call;
 * another takes over. One bill or one refund comes of it, whatever the moment.
 */
class KillBetweenStepsTest {

  private static final int COMMITS = 14;

  /** What the outside world does in a scenario. */
  enum Story {
    DELIVERED,
    ANSWER_LOST,
    KILLED_WHILE_VENDING,
    REFUSED_THEN_REFUNDED,
    REFUND_ANSWER_LOST
  }

  static Stream<Object[]> moments() {
    List<Object[]> all = new ArrayList<>();
    for (Story story : Story.values()) {
      for (int n = 0; n <= COMMITS; n++) {
        all.add(new Object[] {story, n, 0});
        all.add(new Object[] {story, 0, n});
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}, before commit {1}, after commit {2}")
  @MethodSource("moments")
  void givenNodeDies_whenAnotherTakesOver_thenOneBillOrOneRefund(
      Story story, int before, int after) {
    TestSystem system = new TestSystem();
    switch (story) {
      case DELIVERED -> {}
      case ANSWER_LOST -> system.provider().then(Act.DELIVER_UNHEARD);
      case KILLED_WHILE_VENDING -> system.provider().then(Act.DELIVER_AND_KILL);
      case REFUSED_THEN_REFUNDED ->
          system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
      case REFUND_ANSWER_LOST -> {
        system.provider().answerCheck(new AccountCheck.Refused("no such meter"));
        system.stellar.then(Fate.APPLY_UNHEARD);
      }
    }
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment);

    system.world.dieAt(before, after);
    boolean died = false;
    for (int i = 0; i < 900; i++) {
      try {
        system.world.pass(Duration.ofSeconds(1));
        system.tick();
      } catch (NodeDied e) {
        died = true;
        system.world.restart();
      }
    }

    boolean refund = story == Story.REFUSED_THEN_REFUNDED || story == Story.REFUND_ANSWER_LOST;
    PaymentState end = system.stateOf(payment);
    // a check that died after its answer is asked again, and the script refuses only once
    boolean delivered = end == PaymentState.COMPLETED;
    assertThat(end).isIn(PaymentState.COMPLETED, PaymentState.REFUNDED);
    if (!refund) {
      assertThat(delivered).isTrue();
    }
    assertThat(system.provider().vended()).hasSize(delivered ? 1 : 0);
    assertThat(system.stellar.sent()).hasSize(delivered ? 0 : 1);
    if (story == Story.KILLED_WHILE_VENDING) {
      assertThat(died).isTrue();
    }
    system.assertBooksAreTrue();
    assertThat(system.balance(AccountCode.STELLAR_WALLET))
        .isEqualTo(BigInteger.valueOf(system.stellar.balance()));
    assertThat(system.balance(AccountCode.CUSTOMER_FUNDS)).isEqualTo(BigInteger.ZERO);
    assertThat(system.balance(AccountCode.REFUNDS_PAYABLE)).isEqualTo(BigInteger.ZERO);
    assertThat(system.messages).isNotEmpty();
  }
}
