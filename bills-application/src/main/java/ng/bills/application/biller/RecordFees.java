package ng.bills.application.biller;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import ng.bills.application.biller.port.FeeHistory;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.biller.FeeSchedule;

/**
 * Writes down which fees are in force when they are others than before. Fees are a setting, so each
 * node needs to look only once.
 */
@Singleton
public class RecordFees {

  private final FeeHistory history;
  private final FeeSchedule fees;
  private final UnitOfWork tx;
  private final InstantSource clock;
  private final AtomicBoolean noted = new AtomicBoolean();

  @Inject
  public RecordFees(FeeHistory history, PaymentPolicy policy, UnitOfWork tx, InstantSource clock) {
    this.history = history;
    this.fees = policy.fees();
    this.tx = tx;
    this.clock = clock;
  }

  /** Looks, the first time it is called. */
  public void noteInForce() {
    if (noted.get()) {
      return;
    }
    tx.run(
        () -> {
          boolean known = history.latest().filter(last -> last.fees().equals(fees)).isPresent();
          if (!known) {
            history.add(new FeeHistory.InForce(fees, clock.instant()));
          }
        });
    noted.set(true);
  }
}
