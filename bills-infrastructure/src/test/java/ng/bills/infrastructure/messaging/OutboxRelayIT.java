package ng.bills.infrastructure.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.persistence.JpaOutbox;
import ng.bills.infrastructure.persistence.OutboxRows;
import ng.bills.infrastructure.persistence.OutboxRows.Message;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes over one PostgreSQL and one broker: nothing is lost, nothing comes twice needlessly. */
class OutboxRelayIT {

  private final TestDatabase database = TestDatabase.get();
  private final UnitOfWork tx = database.unitOfWork();
  private final MemoryBroker broker = new MemoryBroker();

  /** A server; what it was to do in the background is lost when nobody does it. */
  private final class Node {
    private final Queue<Runnable> background = new ConcurrentLinkedQueue<>();
    private final OutboxRelay relay;
    private final JpaOutbox outbox;

    private Node() {
      this(null);
    }

    private Node(AfterCommit threads) {
      relay =
          new OutboxRelay(
              new OutboxRows(),
              broker,
              tx,
              threads == null ? background::add : threads,
              InstantSource.system());
      outbox = new JpaOutbox(relay);
    }

    private NoticeId writes() {
      NoticeId notice = new NoticeId(UUID.randomUUID());
      tx.run(() -> outbox.noticeReady(notice));
      return notice;
    }

    private void goesOn() {
      for (Runnable task = background.poll(); task != null; task = background.poll()) {
        task.run();
      }
    }
  }

  private final Node node = new Node();
  private final Node other = new Node();

  @BeforeEach
  void nothingElseIsThere() throws SQLException {
    database.byHand("delete from outbox");
  }

  private long rows() {
    return (long) database.value("select count(*) from outbox");
  }

  private List<UUID> taken() {
    return broker.taken.stream().flatMap(m -> m.subject().stream()).toList();
  }

  private void leasesEnd() throws SQLException {
    database.byHand("update outbox set lease_until = now() - interval '1 ms'");
  }

  @Test
  void givenCommittedMessages_whenTheNodeGoesOn_thenSentAndRemoved() {
    PaymentId payment = new PaymentId(UUID.randomUUID());
    NoticeId notice = node.writes();
    tx.run(() -> node.outbox.lookAt(payment, Samples.later(10)));
    assertThat(rows()).isEqualTo(2);
    node.goesOn();
    assertThat(taken()).containsExactly(notice.value(), payment.value());
    assertThat(broker.taken.get(1).dueAt()).contains(Samples.later(10));
    assertThat(rows()).isZero();
  }

  @Test
  void givenUnitThatRollsBack_whenTheNodeGoesOn_thenNothingWasHandedOver() {
    assertThatThrownBy(
            () ->
                tx.run(
                    () -> {
                      node.outbox.noticeReady(new NoticeId(UUID.randomUUID()));
                      new OutboxRows().due(1, OutboxRows.OWN); // a read: the row is there by now
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(node.background).isEmpty();
    node.relay.relay();
    assertThat(broker.taken).isEmpty();
  }

  @Test
  void givenNodeKilledAfterTheCommit_whenTheLeaseHasEnded_thenAnotherNodesTickSendsItOnce()
      throws SQLException {
    NoticeId notice = node.writes();
    // killed: what it has in memory is gone
    assertThat(other.relay.relay()).as("it may still live").isZero();
    leasesEnd();
    assertThat(other.relay.relay()).isEqualTo(1);
    assertThat(other.relay.relay()).isZero();
    assertThat(taken()).containsExactly(notice.value());
    assertThat(rows()).isZero();
  }

  @Test
  void givenNodeKilledAfterSending_whenTheLeaseHasEnded_thenItComesTwiceAndNoMore()
      throws SQLException {
    NoticeId notice = node.writes();
    broker.then =
        sent -> {
          broker.then = again -> {};
          throw new Error("killed");
        };
    assertThatThrownBy(node::goesOn).hasMessage("killed");
    assertThat(rows()).isEqualTo(1);
    assertThat(other.relay.relay()).isZero();
    leasesEnd();
    assertThat(other.relay.relay()).isEqualTo(1);
    leasesEnd();
    assertThat(other.relay.relay()).isZero();
    assertThat(taken()).containsExactly(notice.value(), notice.value());
  }

  @Test
  void givenBrokerDown_whenItIsBack_thenWhatWasGivenBackIsSentOnceByWhoeverLooks() {
    broker.room = 1;
    List<UUID> written =
        Stream.of(node.writes(), node.writes(), node.writes()).map(NoticeId::value).toList();
    node.goesOn();
    assertThat(rows()).isEqualTo(2);
    assertThat(database.value("select count(lease_until) from outbox")).isEqualTo(0L);
    assertThat(node.relay.relay()).as("still down").isZero();
    assertThat(database.value("select count(lease_until) from outbox")).isEqualTo(0L);
    broker.room = 100;
    assertThat(other.relay.relay()).isEqualTo(2);
    assertThat(node.relay.relay()).isZero();
    assertThat(taken()).isEqualTo(written);
    assertThat(rows()).isZero();
  }

  @Test
  void givenTwoBusyNodesThatTickAllTheTime_whenAllIsSent_thenEachMessageOnce() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Node[] nodes = {new Node(threads::execute), new Node(threads::execute)};
      int each = 300;
      List<Future<?>> work = new ArrayList<>();
      for (Node busy : nodes) {
        for (int writer = 0; writer < 3; writer++) {
          work.add(
              threads.submit(
                  () -> {
                    for (int i = 0; i < each; i++) {
                      busy.writes();
                    }
                  }));
        }
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    busy.relay.relay();
                  }
                }));
      }
      for (Future<?> one : work) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(broker.taken).extracting(Message::id).hasSize(1_800).doesNotHaveDuplicates();
    assertThat(rows()).isZero();
  }

  @Test
  void givenManyRowsWithoutLease_whenTwoNodesTakeAtOnce_thenEachRowGoesToOne() throws Exception {
    database.byHand(
        "insert into outbox (kind, subject) select 'notice_ready', gen_random_uuid()"
            + " from generate_series(1, 3000)");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> first = threads.submit(node.relay::relay);
      Future<Integer> second = threads.submit(other.relay::relay);
      assertThat(first.get(60, TimeUnit.SECONDS) + second.get(60, TimeUnit.SECONDS))
          .isEqualTo(3_000);
    } finally {
      threads.shutdownNow();
    }
    assertThat(taken()).hasSize(3_000).doesNotHaveDuplicates();
    assertThat(rows()).isZero();
  }
}
