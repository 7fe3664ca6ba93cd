package ng.bills.infrastructure.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import ng.bills.application.port.UnitOfWork;
import ng.bills.infrastructure.persistence.OutboxRows;
import org.junit.jupiter.api.Test;

/** What one relay does with rows, broker and memory; the database's part is in the IT. */
class OutboxRelayTest {

  /** Rows by id: leased, or free for whoever looks. */
  private static final class MemoryRows extends OutboxRows {
    private final Set<Long> leased = new TreeSet<>();
    private final Set<Long> free = new TreeSet<>();
    private int looks;
    private int changes;

    @Override
    public List<Message> due(int limit, Duration lease) {
      looks++;
      List<Long> found = free.stream().limit(limit).toList();
      free.removeAll(found);
      leased.addAll(found);
      return messages(found);
    }

    @Override
    public void sent(Collection<Long> ids) {
      changes++;
      leased.removeAll(ids);
    }

    @Override
    public void giveBack(Collection<Long> ids) {
      leased.removeAll(ids);
      free.addAll(ids);
    }
  }

  private static final UnitOfWork AT_ONCE =
      new UnitOfWork() {
        @Override
        public <T> T call(Supplier<T> work) {
          return work.get();
        }
      };

  private final MemoryRows rows = new MemoryRows();
  private final MemoryBroker broker = new MemoryBroker();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private final OutboxRelay relay =
      new OutboxRelay(rows, broker, AT_ONCE, background::add, () -> now);

  private static List<OutboxRows.Message> messages(Collection<Long> ids) {
    return ids.stream()
        .map(
            id ->
                new OutboxRows.Message(
                    id, OutboxRows.Kind.REFUND_READY, Optional.empty(), Optional.empty()))
        .toList();
  }

  /** A unit of work that wrote these has committed. */
  private void committed(Long... ids) {
    rows.leased.addAll(List.of(ids));
    relay.committed(messages(Arrays.asList(ids)));
  }

  private void runBackground() {
    for (Runnable task = background.poll(); task != null; task = background.poll()) {
      task.run();
    }
  }

  private List<Long> taken() {
    return broker.taken.stream().map(OutboxRows.Message::id).toList();
  }

  @Test
  void givenCommittedMessages_whenWoken_thenSentAndRemovedAndNobodyTookTheirRows() {
    committed(1L, 2L);
    committed(3L);
    assertThat(background).as("one run for both").hasSize(1);
    runBackground();
    assertThat(taken()).containsExactly(1L, 2L, 3L);
    assertThat(rows.leased).isEmpty();
    assertThat(rows.looks).isZero();
    assertThat(rows.changes).isEqualTo(1);
  }

  @Test
  void givenRowsLeftBehind_whenWokenAndThenTicked_thenOnlyTheTickTakesThem() {
    rows.free.addAll(List.of(1L, 2L));
    committed(3L);
    runBackground();
    assertThat(taken()).containsExactly(3L);
    assertThat(relay.relay()).isEqualTo(2);
    assertThat(taken()).containsExactly(3L, 1L, 2L);
    runBackground();
    assertThat(rows.looks).isEqualTo(1);
  }

  @Test
  void givenMoreThanABatchLeftBehind_whenTicked_thenAllAreSentAndWhatIsCommittedMeanwhileToo() {
    rows.free.addAll(LongStream.range(0, OutboxRelay.BATCH * 3L).boxed().toList());
    broker.then =
        sent -> {
          broker.then = again -> {};
          committed(-1L);
        };
    assertThat(relay.relay()).isEqualTo(OutboxRelay.BATCH * 3 + 1);
    assertThat(taken()).doesNotHaveDuplicates().contains(-1L);
    assertThat(taken().indexOf(-1L)).as("goes with the next").isEqualTo(OutboxRelay.BATCH * 2);
  }

  @Test
  void givenTickWhileItSends_whenThatEnds_thenItLooksForWhatWasLeftBehind() {
    broker.then =
        sent -> {
          broker.then = again -> {};
          rows.free.add(9L);
          assertThat(relay.relay()).isZero();
        };
    committed(1L);
    runBackground();
    assertThat(taken()).containsExactly(1L, 9L);
  }

  @Test
  void givenBrokerGoesDownInABatch_whenItIsBack_thenEachIsSentOnceWithTheNextCommit() {
    broker.room = 2;
    broker.then =
        sent -> {
          broker.then = again -> {};
          committed(5L);
        };
    committed(1L, 2L, 3L, 4L);
    background.remove().run();
    assertThat(taken()).containsExactly(1L, 2L);
    assertThat(rows.free).as("given back, with what came meanwhile").containsExactly(3L, 4L, 5L);
    assertThat(rows.leased).isEmpty();
    assertThat(rows.changes).isEqualTo(1);
    runBackground();
    committed(6L);
    runBackground();
    assertThat(rows.free).containsExactly(3L, 4L, 5L, 6L);
    assertThat(rows.looks).as("a commit does not take what cannot be sent").isZero();
    broker.room = 100;
    committed(7L);
    runBackground();
    assertThat(taken()).containsExactly(1L, 2L, 7L, 3L, 4L, 5L, 6L);
    assertThat(rows.free).isEmpty();
    assertThat(rows.leased).isEmpty();
  }

  @Test
  void givenMessagesThatWaitedTooLong_whenWoken_thenLeftToWhoeverLooksAfterTheirLease() {
    committed(1L);
    now = now.plus(OutboxRows.OWN);
    committed(2L);
    runBackground();
    assertThat(taken()).containsExactly(2L);
    assertThat(rows.leased).containsExactly(1L);
  }

  @Test
  void givenDatabaseFailsAfterSending_whenItIsBack_thenTheRelayWorksAgain() {
    List<String> failures = new ArrayList<>();
    OutboxRows failing =
        new OutboxRows() {
          @Override
          public void sent(Collection<Long> ids) {
            if (failures.isEmpty()) {
              failures.add("once");
              throw new IllegalStateException("no database");
            }
            rows.sent(ids);
          }

          @Override
          public void giveBack(Collection<Long> ids) {}
        };
    OutboxRelay other = new OutboxRelay(failing, broker, AT_ONCE, background::add, () -> now);
    other.committed(messages(List.of(1L)));
    try {
      background.remove().run();
    } catch (IllegalStateException e) {
      failures.add(e.getMessage());
    }
    other.committed(messages(List.of(2L)));
    runBackground();
    assertThat(failures).containsExactly("once", "no database");
    assertThat(taken()).containsExactly(1L, 2L);
  }
}
