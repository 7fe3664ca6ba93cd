package ng.bills.application.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import ng.bills.application.funds.port.FundsReceipts.Cursor;
import ng.bills.application.memory.TestSystem;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node goes on from the position it has stored itself without asking for it. */
class OwnPositionTest {

  private final TestSystem system = new TestSystem();

  @AfterEach
  void booksAreTrue() {
    system.assertBooksAreTrue();
    assertThat(system.balance(AccountCode.STELLAR_WALLET))
        .isEqualTo(BigInteger.valueOf(system.stellar.balance()));
  }

  private Payment paid() {
    Payment payment = system.request(TestSystem.electricity(5000));
    system.pay(payment);
    return payment;
  }

  private Cursor stored() {
    return system
        .world
        .unitOfWork()
        .call(() -> system.world.receipts().cursor(system.stellar.name()).orElseThrow());
  }

  private void takesIn(Payment payment) {
    system.takeInFunds.takeIn();
    system.world.runBackground();
    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.COMPLETED);
  }

  @Test
  void givenMoneyJustTakenIn_whenMoreComes_thenThePositionIsNotAskedFor() {
    takesIn(paid());
    int before = system.world.positionsRead;

    takesIn(paid());
    assertThat(system.world.positionsRead).isEqualTo(before);

    system.world.pass(Duration.ofSeconds(1));
    takesIn(paid());
    assertThat(system.world.positionsRead).isGreaterThan(before);
  }

  @Test
  void givenSomebodyMovedThePosition_whenMoreComes_thenItIsAskedForAndNothingCountsTwice() {
    Cursor first;
    system.takeInFunds.takeIn();
    first = stored();
    takesIn(paid());
    Cursor second = stored();
    Payment third = paid();

    // an operator sets it back
    system
        .world
        .unitOfWork()
        .run(
            () ->
                assertThat(
                        system
                            .world
                            .receipts()
                            .advance(system.stellar.name(), second.position(), first))
                    .isTrue());
    system.takeInFunds.takeIn();
    system.world.runBackground();
    assertThat(system.stateOf(third)).isNotEqualTo(PaymentState.COMPLETED);

    takesIn(third);
  }
}
