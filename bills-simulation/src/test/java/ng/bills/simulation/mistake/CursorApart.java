package ng.bills.simulation.mistake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.funds.port.FundsReceipts;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.payment.PaymentId;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** The position in the feed is saved in a transaction of its own, before that of the receipts. */
final class CursorApart implements Planting {

  private final Map<String, FundsReceipts.Cursor> cursors = new HashMap<>();

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(FundsReceipts.class, Apart::new);
  }

  private final class Apart implements FundsReceipts {
    private final FundsReceipts rows;

    private Apart(FundsReceipts rows) {
      this.rows = rows;
    }

    @Override
    public Optional<Cursor> cursor(String feed) {
      return Optional.ofNullable(cursors.get(feed));
    }

    @Override
    public void begin(String feed, Cursor cursor) {
      cursors.putIfAbsent(feed, cursor);
    }

    @Override
    public boolean advance(String feed, String from, Cursor to) {
      return cursors.replace(feed, cursors.get(feed), to);
    }

    @Override
    public List<String> known(String feed, List<String> operationKeys) {
      return rows.known(feed, operationKeys);
    }

    @Override
    public void add(
        String feed, FundsReceipt receipt, FundsMatch match, Optional<PaymentId> payment) {
      rows.add(feed, receipt, match, payment);
    }

    @Override
    public void quarantine(String feed, FundsFeed.Unreadable unreadable) {
      rows.quarantine(feed, unreadable);
    }

    @Override
    public List<FundsReceipt> heldFor(PaymentId payment) {
      return rows.heldFor(payment);
    }

    @Override
    public List<FundsReceipt> of(PaymentId payment) {
      return rows.of(payment);
    }

    @Override
    public Optional<FundsReceipt> find(String operationKey) {
      return rows.find(operationKey);
    }
  }
}
