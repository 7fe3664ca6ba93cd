package ng.bills.sandbox.horizon;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of the ledger: accounts, claimable balances, and how much of each asset exists. A
 * layer on top of another world collects changes that are then committed or thrown away.
 */
final class World {
  private final World below;
  private final Map<String, AccountEntry> accounts = new HashMap<>();
  private final Map<String, ClaimableBalance> balances = new LinkedHashMap<>();
  private final Map<String, Long> issued = new TreeMap<>();
  private long feePool;

  World() {
    this(null);
  }

  private World(World below) {
    this.below = below;
    this.feePool = below == null ? 0 : below.feePool;
  }

  World layer() {
    return new World(this);
  }

  /** The account to look at; changes go to {@link #edit}. Null when there is none. */
  AccountEntry account(String id) {
    if (accounts.containsKey(id)) {
      return accounts.get(id);
    }
    return below == null ? null : below.account(id);
  }

  /** The account to change in this layer; null when there is none. */
  AccountEntry edit(String id) {
    if (accounts.containsKey(id) || below == null) {
      return accounts.get(id);
    }
    AccountEntry found = below.account(id);
    if (found == null) {
      return null;
    }
    AccountEntry copy = found.copy();
    accounts.put(id, copy);
    return copy;
  }

  void put(AccountEntry account) {
    accounts.put(account.id, account);
  }

  void removeAccount(String id) {
    if (below == null) {
      accounts.remove(id);
    } else {
      accounts.put(id, null);
    }
  }

  ClaimableBalance balance(String id) {
    if (balances.containsKey(id)) {
      return balances.get(id);
    }
    return below == null ? null : below.balance(id);
  }

  void put(ClaimableBalance balance) {
    balances.put(balance.id(), balance);
  }

  void removeBalance(String id) {
    if (below == null) {
      balances.remove(id);
    } else {
      balances.put(id, null);
    }
  }

  /** Stroops of an asset in existence: issued minus given back to or clawed back by the issuer. */
  long issued(String asset) {
    Long amount = issued.get(asset);
    return amount != null ? amount : below == null ? 0 : below.issued(asset);
  }

  void issue(String asset, long stroops) {
    issued.put(asset, Math.addExact(issued(asset), stroops));
  }

  void setIssued(String asset, long stroops) {
    issued.put(asset, stroops);
  }

  long feePool() {
    return feePool;
  }

  void setFeePool(long stroops) {
    feePool = stroops;
  }

  void collectFee(long stroops) {
    feePool += stroops;
  }

  /** Moves the changes of this layer into the one below. */
  void commit() {
    commitTo(below);
  }

  /**
   * Moves the changes of this layer into another world, which must be at the height of the one
   * below.
   */
  void commitTo(World target) {
    accounts.forEach(
        (id, account) -> {
          if (account == null) {
            target.removeAccount(id);
          } else {
            target.put(account);
          }
        });
    balances.forEach(
        (id, balance) -> {
          if (balance == null) {
            target.removeBalance(id);
          } else {
            target.put(balance);
          }
        });
    target.issued.putAll(issued);
    target.feePool = feePool;
  }

  /**
   * The accounts of this layer only; in a layer above another one a null value is a removed
   * account.
   */
  Map<String, AccountEntry> ownAccounts() {
    return accounts;
  }

  /**
   * The claimable balances of this layer only; in a layer above another one a null value is a
   * removed one.
   */
  Map<String, ClaimableBalance> ownBalances() {
    return balances;
  }

  Map<String, Long> ownIssued() {
    return issued;
  }
}
