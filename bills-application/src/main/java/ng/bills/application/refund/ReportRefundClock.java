package ng.bills.application.refund;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.domain.refund.ClockedWait;

/** Lists breaches of the refund clock, as many as there are, without holding them all. */
@Singleton
public class ReportRefundClock {

  private static final int PAGE = 200;

  private final RefundClocks clocks;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public ReportRefundClock(RefundClocks clocks, UnitOfWork tx, InstantSource clock) {
    this.clocks = clocks;
    this.tx = tx;
    this.clock = clock;
  }

  /**
   * Writes the report piece by piece; no transaction is open while a piece is taken.
   *
   * @param out gets the pieces in order; what it throws ends the report
   */
  public void write(RefundClocks.Filter filter, RefundClockForm form, Consumer<String> out) {
    out.accept(form.head(filter, clock.instant()));
    Optional<RefundClocks.Cursor> after = Optional.empty();
    long count = 0;
    List<RefundClocks.Line> page;
    do {
      Optional<RefundClocks.Cursor> from = after;
      page = tx.call(() -> clocks.breaches(filter, from, PAGE));
      for (RefundClocks.Line line : page) {
        out.accept(form.line(line, clock.instant(), count == 0));
        count++;
        boolean refund = line.breach().clocked() == ClockedWait.REFUND;
        after = Optional.of(new RefundClocks.Cursor(line.place(), refund));
      }
    } while (page.size() == PAGE);
    out.accept(form.foot(count));
  }
}
