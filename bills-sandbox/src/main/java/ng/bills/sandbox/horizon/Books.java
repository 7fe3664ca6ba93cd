package ng.bills.sandbox.horizon;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Conservation of money: what is held, set aside and collected in fees is exactly what was issued.
 */
final class Books {
  private Books() {}

  /**
   * Compares the changed entries before and after.
   *
   * @throws IllegalStateException when the change makes or loses money, or an entry breaks a limit
   */
  static void check(World before, World changes) {
    Map<String, Long> difference = new TreeMap<>();
    changes
        .ownAccounts()
        .forEach(
            (id, account) -> {
              AccountEntry old = before.account(id);
              if (old != null) {
                add(difference, old, -1);
              }
              if (account != null) {
                limits(account);
                if (old != null && account.sequence < old.sequence) {
                  throw new IllegalStateException("the sequence number of " + id + " went back");
                }
                add(difference, account, 1);
              }
            });
    changes
        .ownBalances()
        .forEach(
            (id, balance) -> {
              ClaimableBalance old = before.balance(id);
              if (old != null) {
                difference.merge(old.asset(), -old.amount(), Long::sum);
              }
              if (balance != null) {
                difference.merge(balance.asset(), balance.amount(), Long::sum);
              }
            });
    difference.merge(Assets.NATIVE, changes.feePool() - before.feePool(), Long::sum);
    Set<String> assets = new HashSet<>(difference.keySet());
    assets.addAll(changes.ownIssued().keySet());
    for (String asset : assets) {
      long expected = Assets.isNative(asset) ? 0 : changes.issued(asset) - before.issued(asset);
      long actual = difference.getOrDefault(asset, 0L);
      if (actual != expected) {
        throw new IllegalStateException(
            asset + " changed by " + actual + " stroops where " + expected + " were issued");
      }
    }
  }

  /**
   * Adds up the whole ledger.
   *
   * @throws IllegalStateException when the sum is not what was issued
   */
  static void checkAll(World world, long totalXlm) {
    Map<String, Long> sums = new TreeMap<>();
    world
        .ownAccounts()
        .values()
        .forEach(
            account -> {
              limits(account);
              add(sums, account, 1);
            });
    world
        .ownBalances()
        .values()
        .forEach(balance -> sums.merge(balance.asset(), balance.amount(), Long::sum));
    sums.merge(Assets.NATIVE, world.feePool(), Long::sum);
    Set<String> assets = new HashSet<>(sums.keySet());
    assets.addAll(world.ownIssued().keySet());
    for (String asset : assets) {
      long expected = Assets.isNative(asset) ? totalXlm : world.issued(asset);
      if (sums.getOrDefault(asset, 0L) != expected) {
        throw new IllegalStateException(
            asset + " adds up to " + sums.get(asset) + " stroops, issued are " + expected);
      }
    }
  }

  private static void add(Map<String, Long> sums, AccountEntry account, long sign) {
    sums.merge(Assets.NATIVE, sign * account.xlm, Long::sum);
    account.lines.forEach((asset, line) -> sums.merge(asset, sign * line.balance, Long::sum));
  }

  private static void limits(AccountEntry account) {
    if (account.xlm < 0) {
      throw new IllegalStateException(account.id + " owes XLM");
    }
    account.lines.forEach(
        (asset, line) -> {
          if (line.balance < 0 || line.balance > line.limit) {
            throw new IllegalStateException(
                account.id + " holds " + line.balance + " stroops of " + asset);
          }
        });
  }
}
