package ng.bills.infrastructure.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes while another commits shares the next transaction; a fault stays with its own. */
class SharedCommitsTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger transactions = new AtomicInteger();
  private final List<String> committed = Collections.synchronizedList(new ArrayList<>());
  private final ThreadLocal<List<String>> open = new ThreadLocal<>();
  private final SharedCommits commits = new SharedCommits(1, this::transaction);

  /** What is written inside is there only when nothing was thrown. */
  private void transaction(Runnable work) {
    transactions.incrementAndGet();
    open.set(new ArrayList<>());
    work.run();
    committed.addAll(open.get());
  }

  private Future<?> later(Runnable work) {
    return threads.submit(() -> commits.run(work));
  }

  private Runnable write(String row) {
    return () -> open.get().add(row);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Keeps a first transaction open until as many others have queued up behind it. */
  private List<Future<?>> behindAnother(List<Runnable> works) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<?> first =
        later(
            () -> {
              begun.countDown();
              await(go);
              open.get().add("first");
            });
    await(begun);
    List<Future<?>> others = works.stream().<Future<?>>map(this::later).toList();
    while (commits.queued() < works.size()) {
      Thread.onSpinWait();
    }
    go.countDown();
    first.get(10, TimeUnit.SECONDS);
    return others;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givenOneAlone_thenCommittedInItsOwn() {
    commits.run(write("a"));
    assertThat(committed).containsExactly("a");
    assertThat(transactions).hasValue(1);
  }

  @Test
  void givenThreeBehindAnother_thenOneTransactionForTheThree() throws Exception {
    for (Future<?> other : behindAnother(List.of(write("a"), write("b"), write("c")))) {
      other.get(10, TimeUnit.SECONDS);
    }
    assertThat(committed).containsExactlyInAnyOrder("first", "a", "b", "c");
    assertThat(transactions).hasValue(2);
  }

  @Test
  void givenOneThatFails_thenItAloneIsTold() throws Exception {
    Runnable bad =
        () -> {
          throw new IllegalStateException("bad");
        };
    List<Future<?>> others = behindAnother(List.of(write("a"), bad, write("c")));

    others.get(0).get(10, TimeUnit.SECONDS);
    others.get(2).get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> others.get(1).get(10, TimeUnit.SECONDS)).hasMessageContaining("bad");
    assertThat(committed).containsExactlyInAnyOrder("first", "a", "c");
  }

  @Test
  void givenFailureAlone_thenThrownAndTheNextGoesOn() {
    assertThatThrownBy(
            () ->
                commits.run(
                    () -> {
                      throw new IllegalStateException("bad");
                    }))
        .hasMessage("bad");
    commits.run(write("a"));
    assertThat(committed).containsExactly("a");
  }

  @Test
  void givenManyInSeveralLanes_thenEachIsCommittedOnce() throws Exception {
    for (int lanes = 1; lanes <= 3; lanes++) {
      committed.clear();
      transactions.set(0);
      SharedCommits shared = new SharedCommits(lanes, this::transaction);
      int clients = 24;
      int each = 400;
      List<Future<Integer>> done = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int number = client;
        done.add(threads.submit(() -> client(shared, number, each)));
      }
      int refused = 0;
      for (Future<Integer> client : done) {
        refused += client.get(30, TimeUnit.SECONDS);
      }
      assertThat(refused).isEqualTo(clients * each / 50);
      assertThat(committed).hasSize(clients * each - refused).doesNotHaveDuplicates();
      assertThat(shared.queued()).isZero();
    }
  }

  /** Writes a row after the other, every fiftieth of them a bad one; says how many were refused. */
  private int client(SharedCommits shared, int number, int each) {
    int refused = 0;
    for (int i = 0; i < each; i++) {
      String row = number + "/" + i;
      Runnable bad =
          () -> {
            throw new IllegalStateException("bad");
          };
      try {
        shared.run(i % 50 == 49 ? bad : write(row));
        assertThat(committed.contains(row)).isTrue();
      } catch (IllegalStateException e) {
        refused++;
      }
    }
    return refused;
  }

  @Test
  void givenInterruptWhileWaiting_thenCommittedAllTheSameAndStillInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<?> first =
        later(
            () -> {
              begun.countDown();
              await(go);
            });
    await(begun);
    Future<Boolean> waiter =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              commits.run(write("a"));
              return Thread.interrupted();
            });
    while (commits.queued() < 1) {
      Thread.onSpinWait();
    }
    go.countDown();
    first.get(10, TimeUnit.SECONDS);
    assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(committed).containsExactly("a");
  }
}
