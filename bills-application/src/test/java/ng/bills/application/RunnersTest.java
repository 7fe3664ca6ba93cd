package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import ng.bills.application.memory.MemoryWorld.NodeDied;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

/** Many due payments and nodes that come and go. */
class RunnersTest {

  @Test
  void givenThousandDuePaymentsAndDyingNodes_thenEachIsVendedOnce() {
    TestSystem system = new TestSystem(11, "vtpass");
    List<Payment> payments =
        IntStream.range(0, 1000).mapToObj(i -> system.request(TestSystem.airtime(100))).toList();
    payments.forEach(system::pay);
    for (int round = 0; round < 60; round++) {
      if (round < 20) {
        system.world.dieAt(round % 2 == 0 ? 37 : 0, round % 2 == 0 ? 0 : 53);
      }
      try {
        system.world.pass(Duration.ofSeconds(30));
        system.tick();
      } catch (NodeDied e) {
        system.world.restart();
      }
    }
    system.world.restart();
    system.run(Duration.ofMinutes(10), Duration.ofSeconds(10));
    assertThat(payments)
        .allSatisfy(p -> assertThat(system.stateOf(p)).isEqualTo(PaymentState.COMPLETED));
    assertThat(system.provider().vended()).hasSize(1000);
    assertThat(system.provider().asked()).doesNotHaveDuplicates();
    system.assertBooksAreTrue();
  }
}
