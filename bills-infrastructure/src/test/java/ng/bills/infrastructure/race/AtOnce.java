package ng.bills.infrastructure.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that begin at the same moment. Nobody waits without a bound. */
final class AtOnce implements AutoCloseable {

  private static final int BOUND_SECONDS = 60;

  private final ExecutorService threads;

  AtOnce(int most) {
    threads = Executors.newFixedThreadPool(most);
  }

  /** What each gave, in the order of the tasks. */
  <T> List<T> run(List<? extends Callable<T>> tasks) throws Exception {
    CyclicBarrier together = new CyclicBarrier(tasks.size());
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> task : tasks) {
      running.add(
          threads.submit(
              () -> {
                together.await(BOUND_SECONDS, TimeUnit.SECONDS);
                return task.call();
              }));
    }
    List<T> answers = new ArrayList<>();
    for (Future<T> one : running) {
      answers.add(one.get(BOUND_SECONDS, TimeUnit.SECONDS));
    }
    return answers;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
