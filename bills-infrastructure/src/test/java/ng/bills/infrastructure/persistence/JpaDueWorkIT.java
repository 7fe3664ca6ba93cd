package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JpaDueWorkIT {

  private static final Set<PaymentState> RECEIVED = EnumSet.of(PaymentState.CNGN_RECEIVED);

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final JpaPayments payments = Samples.payments();
  private final JpaDueWork due = new JpaDueWork();
  private final UUID partner = database.partner();

  @BeforeEach
  void nothingElseIsDue() throws SQLException {
    database.byHand("update payment set next_action_at = null where next_action_at is not null");
  }

  private Lease lease(long seconds) {
    return new Lease(Samples.IDS.newId(), Samples.later(seconds));
  }

  private Payment received(long dueSeconds) {
    Payment payment = Samples.payment(Samples.airtime(partner));
    tx.run(
        () -> {
          payments.add(payment);
          payment.fundsMatched(Samples.later(dueSeconds));
          payments.save(payment, payment.takeNewMoves());
        });
    return payment;
  }

  private List<PaymentId> claim(int limit, Lease lease, long atSeconds) {
    return tx.call(
        () ->
            due.claimPayments(PaymentState.CNGN_RECEIVED, limit, lease, Samples.later(atSeconds)));
  }

  @Test
  void givenThousandDuePayments_whenEightThreadsClaim_thenEachIsClaimedExactlyOnce()
      throws Exception {
    List<PaymentId> all = new ArrayList<>();
    for (int batch = 0; batch < 10; batch++) {
      tx.run(
          () -> {
            for (int i = 0; i < 100; i++) {
              Payment payment = Samples.payment(Samples.airtime(partner));
              payments.add(payment);
              payment.fundsMatched(Samples.NOW);
              payments.save(payment, payment.takeNewMoves());
              all.add(payment.id());
            }
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<List<PaymentId>>> runners = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      runners.add(
          pool.submit(
              () -> {
                go.await();
                List<PaymentId> mine = new ArrayList<>();
                List<PaymentId> more;
                do {
                  more = claim(7, lease(60), 1);
                  mine.addAll(more);
                } while (!more.isEmpty());
                return mine;
              }));
    }
    go.countDown();
    List<PaymentId> claimed = new ArrayList<>();
    for (Future<List<PaymentId>> runner : runners) {
      claimed.addAll(runner.get(60, TimeUnit.SECONDS));
    }
    pool.shutdown();
    assertThat(claimed).doesNotHaveDuplicates().hasSize(1_000).containsAll(all);
  }

  @Test
  void givenClaimed_whenItsLeaseEnds_thenItComesBack() {
    Payment payment = received(0);
    assertThat(claim(10, lease(60), 1)).containsExactly(payment.id());
    assertThat(claim(10, lease(60), 59)).isEmpty();
    Lease next = lease(200);
    assertThat(claim(10, next, 60)).containsExactly(payment.id());
    assertThat(tx.call(() -> payments.find(payment.id())).orElseThrow().lease()).contains(next);
  }

  @Test
  void givenSeveralDue_whenClaimed_thenLongestDueFirstAndNotMoreThanTheLimit() {
    Payment third = received(3);
    Payment first = received(1);
    Payment second = received(2);
    Payment future = received(100);
    assertThat(claim(2, lease(60), 10)).containsExactly(first.id(), second.id());
    assertThat(claim(2, lease(60), 10)).containsExactly(third.id());
    assertThat(tx.call(() -> due.oldestDue(RECEIVED, Samples.later(10))))
        .contains(Samples.later(1));
    assertThat(claim(5, lease(200), 100)).contains(future.id());
  }

  @Test
  void givenOpenReview_whenClaiming_thenLeftAlone() {
    Payment payment = received(0);
    tx.run(
        () -> {
          Payment p = payments.lock(payment.id()).orElseThrow();
          p.needPerson(Review.Kind.OUTCOME_UNKNOWN, "nobody knows", Samples.NOW);
          payments.save(p, p.takeNewMoves());
        });
    assertThat(claim(10, lease(60), 1)).isEmpty();
    assertThat(tx.call(() -> due.claimPayment(payment.id(), lease(60), Samples.later(1))))
        .isFalse();
    assertThat(tx.call(() -> due.oldestDue(RECEIVED, Samples.later(1)))).isEmpty();
  }

  @Test
  void givenOnePayment_whenClaimedByName_thenOnlyOnceAndOnlyWhenDue() {
    Payment payment = received(10);
    assertThat(tx.call(() -> due.claimPayment(payment.id(), lease(60), Samples.later(9))))
        .isFalse();
    assertThat(tx.call(() -> due.claimPayment(payment.id(), lease(60), Samples.later(10))))
        .isTrue();
    assertThat(tx.call(() -> due.claimPayment(payment.id(), lease(60), Samples.later(11))))
        .isFalse();
    assertThat(
            tx.call(
                () -> due.claimPayments(PaymentState.EXPIRED, 5, lease(60), Samples.later(500))))
        .isEmpty();
  }

  @Test
  void givenReadBeforeItWasClaimed_whenSaved_thenConflictAndTheLeaseStays() {
    Payment payment = received(0);
    Payment stale = tx.call(() -> payments.find(payment.id())).orElseThrow();
    Lease lease = lease(60);
    claim(10, lease, 1);
    stale.accountCheckStarted(Samples.NOW);
    assertThatThrownBy(() -> tx.run(() -> payments.save(stale, stale.takeNewMoves())))
        .isInstanceOf(ConflictException.class);
    assertThat(tx.call(() -> payments.find(payment.id())).flatMap(Payment::lease))
        .isEqualTo(Optional.of(lease));
  }

  @Test
  void givenRowsHeldByAnotherUnit_whenClaiming_thenSkippedWithoutWaiting() throws Exception {
    Payment held = received(0);
    Payment alsoHeld = received(0);
    Payment thirdHeld = received(0);
    Payment free = received(1);
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<?> holder =
        other.submit(
            () ->
                tx.run(
                    () -> {
                      payments.lockAll(List.of(held.reference(), alsoHeld.reference()));
                      payments.lock(thirdHeld.id());
                      locked.countDown();
                      await(done);
                    }));
    await(locked);
    try {
      assertThat(claim(10, lease(60), 5)).containsExactly(free.id());
    } finally {
      done.countDown();
      holder.get(20, TimeUnit.SECONDS);
      other.shutdown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
