package ng.bills.infrastructure.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import ng.bills.application.funds.TakeInFunds;

/**
 * Reads the feed of arriving money, one reader at a time on this node. Whoever calls while another
 * reads makes that one read once more, so that a hint is never lost and hints never queue up.
 */
@ApplicationScoped
public class FundsPoll {
  @Inject private TakeInFunds takeInFunds;
  private final AtomicInteger calls = new AtomicInteger();

  public void poll() {
    if (calls.getAndIncrement() > 0) {
      return;
    }
    int answered;
    do {
      answered = calls.get();
      try {
        takeInFunds.takeIn();
      } catch (RuntimeException e) {
        calls.set(0);
        throw e;
      }
    } while (calls.addAndGet(-answered) > 0);
  }
}
