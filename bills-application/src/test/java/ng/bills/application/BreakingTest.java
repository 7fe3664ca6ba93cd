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
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.RefundState;
import org.junit.jupiter.api.Test;

/** What happens between two adjacent steps, and what one damaged row does to the others. */
class BreakingTest {

  private static final Duration STEP = Duration.ofSeconds(10);

  private final TestSystem system = new TestSystem();

  @Test
  void givenNodeStandsStillAfterTheAttemptWasCommitted_whenItWakes_thenItCallsNoProvider() {
    Payment payment = system.request(TestSystem.airtime(500));
    system.pay(payment);
    system.takeInFunds.takeIn();
    // the account check needs one commit, the attempt is the second
    system.world.meanwhile(2, () -> system.world.pass(TestSystem.LEASE));

    system.world.runBackground();

    assertThat(system.now(payment.id()).attempts()).hasSize(1);
    assertThat(system.provider().asked()).isEmpty();
    system.run(Duration.ofMinutes(15), STEP);
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().vended()).hasSize(1);
  }
}
