package ng.bills.simulation.mistake;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import ng.bills.application.ledger.port.Journal;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.payment.PaymentId;
import ng.bills.simulation.node.Assembly;
import ng.bills.simulation.node.Planting;

/** Money goes back and nobody books it. */
final class JournalEntrySkipped implements Planting {

  @Override
  public void plant(Assembly assembly, MemoryWorld database) {
    assembly.wrap(Journal.class, Forgetful::new);
  }

  private static final class Forgetful implements Journal {
    private final Journal journal;

    private Forgetful(Journal journal) {
      this.journal = journal;
    }

    @Override
    public void append(JournalEntry entry) {
      if (!entry.reference().startsWith("refund-paid:")) {
        journal.append(entry);
      }
    }

    @Override
    public Map<AccountCode, BigInteger> balances() {
      return journal.balances();
    }

    @Override
    public List<JournalEntry> of(PaymentId payment) {
      return journal.of(payment);
    }
  }
}
