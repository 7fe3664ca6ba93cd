package ng.bills.domain.ledger;

import java.util.Objects;

/**
 * One line of a journal entry.
 *
 * @param account which account
 * @param stroops the amount in stroops of naira (10<sup>-7</sup>): positive debits, negative
 *     credits, never zero
 */
public record Posting(AccountCode account, long stroops) {

  public Posting {
    Objects.requireNonNull(account, "account");
    if (stroops == 0) {
      throw new IllegalArgumentException("a posting of nothing to " + account);
    }
  }

  public static Posting debit(AccountCode account, long stroops) {
    return new Posting(account, positive(stroops));
  }

  public static Posting credit(AccountCode account, long stroops) {
    return new Posting(account, -positive(stroops));
  }

  private static long positive(long stroops) {
    if (stroops <= 0) {
      throw new IllegalArgumentException("a posting needs a positive amount: " + stroops);
    }
    return stroops;
  }
}
