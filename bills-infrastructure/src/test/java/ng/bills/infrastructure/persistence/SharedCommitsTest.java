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
  private final SharedCommits commits = new SharedCommits(this::transaction);

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
}
