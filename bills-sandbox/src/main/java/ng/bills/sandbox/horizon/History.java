package ng.bills.sandbox.horizon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Everything that ever happened, indexed by account so that a page never costs more than its own
 * length. Not thread safe: the network guards it.
 */
final class History {
  /** What one account, or everybody, took part in; each list in the order of TOIDs. */
  static final class Entries {
    final List<OperationRecord> operations = new ArrayList<>();
    final List<OperationRecord> payments = new ArrayList<>();
    final List<TransactionRecord> transactions = new ArrayList<>();
  }

  /**
   * Which part of a list is wanted.
   *
   * @param cursor exclusive
   * @param lowest lowest TOID there is
   * @param highest highest TOID that may be seen
   */
  record Range(long cursor, boolean descending, int limit, long lowest, long highest) {}

  final Entries all = new Entries();
  final List<LedgerHeader> ledgers = new ArrayList<>();
  private final Map<String, Entries> byAccount = new HashMap<>();
  private final Map<String, TransactionRecord> byHash = new HashMap<>();
  private final Map<String, List<Movement>> returns = new HashMap<>();

  void add(TransactionRecord record) {
    byHash.put(record.hash, record);
    if (record.innerHash != null) {
      byHash.put(record.innerHash, record);
    }
    all.transactions.add(record);
    record.participants.forEach(account -> of(account).transactions.add(record));
    for (OperationRecord operation : record.operations) {
      add(all, operation);
      operation.participants().forEach(account -> add(of(account), operation));
      if (record.successful && record.returns != null && operation.movement() != null) {
        returns
            .computeIfAbsent(record.returns, hash -> new ArrayList<>())
            .add(operation.movement());
      }
    }
  }

  private static void add(Entries entries, OperationRecord operation) {
    entries.operations.add(operation);
    if (operation.isPayment()) {
      entries.payments.add(operation);
    }
  }

  private Entries of(String account) {
    return byAccount.computeIfAbsent(account, key -> new Entries());
  }

  /** The account's entries; empty ones when it never took part in anything. */
  Entries account(String account) {
    return byAccount.getOrDefault(account, new Entries());
  }

  /** By outer or inner hash; null when it is not there. */
  TransactionRecord transaction(String hash) {
    return byHash.get(hash);
  }

  /** Movements of successful transactions whose memo gives this transaction back. */
  List<Movement> returning(String hash) {
    return List.copyOf(returns.getOrDefault(hash, List.of()));
  }

  static <T> List<T> page(List<T> list, ToLongFunction<T> id, Range range, Predicate<T> wanted) {
    List<T> page = new ArrayList<>();
    if (range.descending()) {
      long from =
          Math.min(
              range.cursor(),
              range.highest() == Long.MAX_VALUE ? Long.MAX_VALUE : range.highest() + 1);
      for (int i = firstAtLeast(list, id, from) - 1; i >= 0 && page.size() < range.limit(); i--) {
        if (id.applyAsLong(list.get(i)) < range.lowest()) {
          break;
        }
        if (wanted.test(list.get(i))) {
          page.add(list.get(i));
        }
      }
      return page;
    }
    long from =
        Math.max(
            range.cursor() == Long.MAX_VALUE ? Long.MAX_VALUE : range.cursor() + 1, range.lowest());
    for (int i = firstAtLeast(list, id, from);
        i < list.size() && page.size() < range.limit();
        i++) {
      if (id.applyAsLong(list.get(i)) > range.highest()) {
        break;
      }
      if (wanted.test(list.get(i))) {
        page.add(list.get(i));
      }
    }
    return page;
  }

  private static <T> int firstAtLeast(List<T> list, ToLongFunction<T> id, long value) {
    int low = 0;
    int high = list.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id.applyAsLong(list.get(middle)) < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
