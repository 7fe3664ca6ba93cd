package ng.bills.application.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.funds.port.FundsReceipts;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;

/**
 * Closes the windows of payments that nothing came for. A window counts as closed only when the
 * feed has been read past it: while Horizon lags, money paid in time is not called late.
 */
@Singleton
public class ExpirePayments {

  private static final System.Logger LOG = System.getLogger(ExpirePayments.class.getName());
  private static final int BATCH = 200;

  private final Payments payments;
  private final FundsReceipts receipts;
  private final FundsFeed feed;
  private final RecordPayment recordPayment;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public ExpirePayments(
      Payments payments,
      FundsReceipts receipts,
      FundsFeed feed,
      RecordPayment recordPayment,
      UnitOfWork tx,
      InstantSource clock) {
    this.payments = payments;
    this.receipts = receipts;
    this.feed = feed;
    this.recordPayment = recordPayment;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Closes at most one batch.
   *
   * @return how many were closed
   */
  public int expire() {
    List<PaymentId> due =
        tx.call(
            () -> {
              Instant now = clock.instant();
              Instant seen =
                  receipts.cursor(feed.name()).map(c -> c.seenThrough()).orElse(Instant.EPOCH);
              return payments.expiredBefore(seen.isBefore(now) ? seen : now, BATCH);
            });
    int closed = 0;
    for (PaymentId id : due) {
      try {
        closed += tx.call(() -> close(id));
      } catch (RuntimeException e) {
        // the others do not wait for it
        LOG.log(
            System.Logger.Level.ERROR,
            "the window of payment " + id + " was not closed; the next tick tries again",
            e);
      }
    }
    return closed;
  }

  private int close(PaymentId id) {
    Optional<Payment> waiting =
        payments.lock(id).filter(p -> p.state() == PaymentState.PENDING_PAYMENT);
    waiting.ifPresent(
        payment -> {
          payment.windowClosed(clock.instant());
          recordPayment.record(payment);
        });
    return waiting.isPresent() ? 1 : 0;
  }
}
