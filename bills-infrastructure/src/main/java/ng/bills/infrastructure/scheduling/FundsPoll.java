package ng.bills.infrastructure.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import ng.bills.application.funds.TakeInFunds;
import ng.bills.application.stage.OneAtATime;

/**
 * Reads the feed of arriving money, one reader at a time on this node. Whoever calls while another
 * reads makes that one read once more, so that a hint is never lost and hints never queue up.
 */
@ApplicationScoped
public class FundsPoll {
  @Inject private TakeInFunds takeInFunds;
  private final OneAtATime runs = new OneAtATime();

  public void poll() {
    runs.run(takeInFunds::takeIn);
  }
}
