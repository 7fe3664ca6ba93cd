package ng.bills.infrastructure.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node keeps of a payment counts only while the database has that very version. */
class KeptPaymentsIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments here = Samples.payments();
  private final JpaPayments elsewhere = Samples.payments();
  private PaymentId id;

  @BeforeEach
  void storeAndChange() {
    Payment payment = Samples.payment(Samples.electricity(database.partner(), Optional.empty()));
    tx.run(() -> here.add(payment));
    id = payment.id();
    change(here, p -> p.fundsMatched(Samples.NOW));
  }

  private void change(JpaPayments node, Consumer<Payment> what) {
    tx.run(
        () -> {
          Payment payment = node.lock(id).orElseThrow();
          what.accept(payment);
          node.save(payment, payment.takeNewMoves());
        });
  }

  private Payment locked() {
    return tx.call(() -> here.lock(id)).orElseThrow();
  }

  private void byHand(String set) throws SQLException {
    assertThat(database.byHand("update payment set " + set + " where id = '" + id + "'")).isOne();
  }

  @Test
  void givenStoredHere_whenLockedNext_thenOnlyItsVersionIsRead() throws SQLException {
    byHand("retries_used = 2");

    assertThat(locked().snapshot().retriesUsed()).as("not read").isZero();
    assertThat(locked().snapshot().retriesUsed()).as("kept for one").isEqualTo(2);
  }

  @Test
  void givenStoredHere_whenFoundNext_thenOnlyItsVersionIsRead() throws SQLException {
    byHand("retries_used = 2");

    assertThat(tx.call(() -> here.find(id)).orElseThrow().snapshot().retriesUsed()).isZero();
  }

  @Test
  void givenAnotherNodeStoredItSince_whenLocked_thenItsStateCounts() {
    change(elsewhere, p -> p.accountCheckStarted(Samples.NOW));

    assertThat(locked().state()).isEqualTo(PaymentState.VERIFYING_ACCOUNT);
  }

  @Test
  void givenClaimedElsewhereSince_whenLocked_thenTheLeaseIsTheirs() throws SQLException {
    UUID theirs = UUID.randomUUID();
    change(here, p -> p.leaseTo(new Lease(UUID.randomUUID(), Samples.later(60))));
    byHand("lease_id = '" + theirs + "', version = version + 1");

    assertThat(locked().isLeasedTo(theirs)).isTrue();
  }

  @Test
  void givenUnitRolledBack_whenLocked_thenWhatIsStoredCounts() {
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      Payment payment = here.lock(id).orElseThrow();
                      payment.accountCheckStarted(Samples.NOW);
                      here.save(payment, payment.takeNewMoves());
                      throw new ConflictException("put in", null);
                    }))
        .isInstanceOf(ConflictException.class);

    assertThat(locked().state()).isEqualTo(PaymentState.CNGN_RECEIVED);
  }

  @Test
  void givenNameSealedAgainMeanwhile_whenSaved_thenTheNewSealStays() throws SQLException {
    Payment payment = Samples.payment(Samples.electricity(database.partner(), Optional.empty()));
    tx.run(() -> here.add(payment));
    id = payment.id();
    change(here, p -> Samples.upToVend(p, Samples.NOW));
    byHand("customer_name_sealed = '\\x0102'");

    change(here, p -> p.leaseTo(new Lease(UUID.randomUUID(), Samples.later(60))));

    assertThat(
            (byte[])
                database.value("select customer_name_sealed from payment where id = '" + id + "'"))
        .isEqualTo(new byte[] {1, 2});
  }

  @Test
  void givenMoreThanTheBound_whenKept_thenTheOldestGo() {
    KeptPayments kept = new KeptPayments();
    List<UUID> ids =
        IntStream.rangeClosed(0, KeptPayments.BOUND).mapToObj(i -> UUID.randomUUID()).toList();
    for (UUID one : ids) {
      PaymentRow row = new PaymentRow();
      row.id = one;
      kept.keep(new JpaPayments.Known(row, null, 1));
    }

    assertThat(kept.take(ids.get(0))).isEmpty();
    assertThat(ids.subList(1, ids.size())).allMatch(one -> kept.take(one).isPresent());
    assertThat(kept.take(ids.get(1))).as("taken once").isEmpty();
  }
}
