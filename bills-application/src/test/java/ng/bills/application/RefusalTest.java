package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.ScriptedProvider.Act;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

/** A provider that says "failed" in plain words is asked once more before it is believed. */
class RefusalTest {

  private final TestSystem system = new TestSystem();

  private Payment paid(Act act) {
    system.provider().then(act);
    Payment payment = system.request(TestSystem.electricity(5_000));
    system.pay(payment);
    system.tick();
    return payment;
  }

  @Test
  void givenFailureThatWasNone_whenVending_thenDeliveredOnce() {
    Payment payment = paid(Act.FAIL_AND_DELIVER);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    system.run(Duration.ofMinutes(30), Duration.ofMinutes(1));
    assertThat(system.provider().vended()).hasSize(1);
    assertThat(system.world.allRefunds()).isEmpty();
    system.assertBooksAreTrue();
  }

  /** Found by the simulation, seed 987. */
  @Test
  void givenFailureThatWasNoneAndIsNotFoundYet_whenVending_thenAskedAgainAndDeliveredOnce() {
    Payment payment = paid(Act.FAIL_AND_DELIVER_UNSEEN);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    system.provider().nowSays(system.provider().asked().get(0), ScriptedProvider.delivered());
    system.run(Duration.ofMinutes(30), Duration.ofMinutes(1));

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().vended()).hasSize(1);
    assertThat(system.world.allRefunds()).isEmpty();
  }

  @Test
  void givenProviderThatIsNotToBeAskedEarly_whenItSaysFailed_thenAskedLaterAndNotBoughtAgain() {
    system.provider().floor(Duration.ofMinutes(5));
    Payment payment = paid(Act.FAIL_AND_DELIVER);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PROVIDER_PROCESSING);
    assertThat(system.provider().requeries()).isZero();
    system.run(Duration.ofMinutes(30), Duration.ofMinutes(1));

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().vended()).hasSize(1);
  }

  @Test
  void givenLoginThatRanOut_whenVending_thenTriedAgainSoonAndNobodyIsAskedFirst() {
    system.provider().floor(Duration.ofMinutes(5));
    Payment payment = paid(Act.LOGIN_EXPIRED);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.RETRY_SCHEDULED);
    system.run(Duration.ofSeconds(20), Duration.ofSeconds(5));

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
    assertThat(system.provider().requeries()).isZero();
    assertThat(system.provider().vended()).hasSize(1);
  }

  @Test
  void givenRealFailure_whenVending_thenTriedAgainAsBefore() {
    Payment payment = paid(Act.FAIL);

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.RETRY_SCHEDULED);
    assertThat(system.provider().requeries()).isEqualTo(1);
  }

  @Test
  void givenRefusalBeforeAnythingWasTried_whenVending_thenNobodyIsAskedAgain() {
    paid(Act.SHORT_OF_FLOAT);

    assertThat(system.provider().requeries()).isZero();
  }
}
