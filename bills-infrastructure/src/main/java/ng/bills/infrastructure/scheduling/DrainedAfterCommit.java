package ng.bills.infrastructure.scheduling;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import ng.bills.application.port.AfterCommit;

/** Counts background work in the {@link Drain}; what comes after its end is left to the timers. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public class DrainedAfterCommit implements AfterCommit {
  @Inject @Delegate @Any private AfterCommit background;
  @Inject private Drain drain;

  @Override
  public void run(Runnable task) {
    background.run(() -> drain.run(task));
  }
}
