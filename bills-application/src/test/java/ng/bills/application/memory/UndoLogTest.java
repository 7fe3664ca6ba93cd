package ng.bills.application.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import ng.bills.application.memory.MemoryWorld.NodeDied;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

class UndoLogTest {

  private final UndoLog log = new UndoLog();
  private final Map<String, Integer> table = new UndoMap<>(log);
  private final List<String> rows = new UndoList<>(log);

  @Test
  void givenChangesOfAllKinds_whenRolledBack_thenEverythingIsAsBefore() {
    table.put("a", 1);
    table.put("b", 2);
    table.put("c", 3);
    rows.add("first");

    log.begin();
    table.put("a", 7);
    table.put("d", 4);
    table.put("d", 5);
    table.remove("c");
    table.putIfAbsent("c", 9);
    table.putIfAbsent("b", 9);
    rows.add("second");
    rows.add("third");
    log.rollBack();

    assertThat(table).containsExactly(Map.entry("a", 1), Map.entry("b", 2), Map.entry("c", 3));
    assertThat(rows).containsExactly("first");
  }

  @Test
  void givenChanges_whenCommitted_thenTheyStayAndTheNextUnitDoesNotTakeThemBack() {
    log.begin();
    table.put("a", 1);
    rows.add("first");
    log.commit();
    log.begin();
    table.clear();
    rows.add("second");
    log.rollBack();

    assertThat(table).containsExactly(Map.entry("a", 1));
    assertThat(rows).containsExactly("first");
  }

  @Test
  void givenNodeThatDiesBeforeACommit_whenLookedAt_thenNothingOfTheUnitIsThere() {
    TestSystem system = new TestSystem();
    Payment payment = system.request(TestSystem.airtime(100));
    system.takeInFunds.takeIn(); // stores where reading begins
    system.pay(payment);

    system.world.dieAt(2, 0); // the position is read, then the page is stored
    assertThatExceptionOfType(NodeDied.class).isThrownBy(system.takeInFunds::takeIn);
    system.world.restart();

    assertThat(system.stateOf(payment)).isEqualTo(PaymentState.PENDING_PAYMENT);
    assertThat(system.world.movesOf(payment.id())).hasSize(1);
    assertThat(system.world.receiptRows()).isEmpty();
    assertThat(system.world.journalRows()).isEmpty();
    assertThat(system.world.looks()).isEmpty();
  }
}
