package ng.bills.application.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import ng.bills.application.ledger.port.Journal;
import ng.bills.application.port.UnitOfWork;

/** The proof that the books are in balance: all accounts add up to zero. */
@Singleton
public class TrialBalance {

  private final Journal journal;
  private final UnitOfWork tx;

  @Inject
  public TrialBalance(Journal journal, UnitOfWork tx) {
    this.journal = journal;
    this.tx = tx;
  }

  /**
   * The balances.
   *
   * @param accounts each account's balance in stroops, debits positive
   * @param difference what they add up to; anything but zero is a broken promise
   */
  public record Sheet(Map<String, BigInteger> accounts, BigInteger difference) {}

  public Sheet draw() {
    Map<String, BigInteger> accounts = new TreeMap<>();
    tx.call(journal::balances).forEach((account, sum) -> accounts.put(account.value(), sum));
    return new Sheet(
        Map.copyOf(accounts), accounts.values().stream().reduce(BigInteger.ZERO, BigInteger::add));
  }
}
