package ng.bills.sandbox.interswitch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import ng.bills.sandbox.interswitch.InterswitchOutcome.Truth;
import ng.bills.sandbox.interswitch.Purchase.Order;

/**
 * The payments Interswitch accepted and the wallet they were paid from. Thread safe; every change
 * is on file, when there is a data directory, before it is answered, and is read back at the next
 * start. A payment that fails costs nothing.
 */
final class VendBook implements AutoCloseable {
  private final Tokens tokens;
  private final Runnable changed;
  private final Map<String, Purchase> byReference = new ConcurrentHashMap<>();
  private final Map<String, Queue<Purchase>> byAccount = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong floatKobo = new AtomicLong();
  private final AtomicLong debitedKobo = new AtomicLong();
  private final AtomicLong creditedKobo = new AtomicLong();
  private final AtomicLong carriedOut = new AtomicLong();
  private boolean readBack;
  private final Optional<BookFile> file;

  /**
   * @param changed called after every change
   */
  VendBook(Tokens tokens, long floatAtFirst, Optional<Path> dataDirectory, Runnable changed) {
    this.tokens = tokens;
    this.changed = changed;
    this.file = dataDirectory.map(directory -> BookFile.open(directory, this::replay));
    if (!readBack) {
      changeFloat(floatAtFirst);
    }
  }

  /**
   * Enters a payment.
   *
   * @return the code of the refusal (10001 for a used reference, 90051 for too low a wallet), or
   *     the payment
   */
  Opening open(Order order, InterswitchOutcome outcome, int settleAfter, Instant at) {
    Purchase purchase = new Purchase(numbers.incrementAndGet(), order, outcome, settleAfter, at);
    synchronized (purchase) { // a query waits until the payment is written down
      if (byReference.putIfAbsent(order.requestReference(), purchase) != null) {
        return Opening.refused("10001");
      }
      if (purchase.status() != VendStatus.FAILED && !debit(order.amountKobo())) {
        byReference.remove(order.requestReference());
        return Opening.refused("90051");
      }
      enter(purchase);
      PaymentItem item = order.item();
      append(
          "open",
          purchase.number,
          at.toEpochMilli(),
          order.requestReference(),
          item.paymentCode(),
          item.billerId(),
          item.id(),
          item.name(),
          item.kind(),
          order.account(),
          order.mobile(),
          order.email(),
          order.amountKobo(),
          outcome,
          settleAfter);
    }
    changed.run();
    return new Opening(Optional.of(purchase), "");
  }

  /** What became of an attempt to enter a payment. */
  record Opening(Optional<Purchase> purchase, String refusal) {
    static Opening refused(String code) {
      return new Opening(Optional.empty(), code);
    }
  }

  private void enter(Purchase purchase) {
    byAccount
        .computeIfAbsent(purchase.order.account(), account -> new ConcurrentLinkedQueue<>())
        .add(purchase);
    if (purchase.status() == VendStatus.DELIVERED) {
      carriedOut.incrementAndGet();
    }
  }

  private boolean debit(long kobo) {
    long before;
    do {
      before = floatKobo.get();
      if (before < kobo) {
        return false;
      }
    } while (!floatKobo.compareAndSet(before, before - kobo));
    debitedKobo.addAndGet(kobo);
    return true;
  }

  Optional<Purchase> find(String requestReference) {
    return Optional.ofNullable(byReference.get(requestReference));
  }

  /**
   * Counts a query and moves the payment when it is due to end.
   *
   * @return empty when the buyer is told that there is no such payment
   */
  Optional<Purchase> query(String requestReference) {
    Purchase purchase = byReference.get(requestReference);
    if (purchase == null) {
      return Optional.empty();
    }
    synchronized (purchase) {
      if (byReference.get(requestReference) != purchase) {
        return Optional.empty(); // it was refused while we waited
      }
      purchase.countQuery();
      if (purchase.truth() == Truth.HIDDEN_THEN_DELIVERED && !purchase.settled()) {
        return Optional.empty();
      }
      if (purchase.settled()) {
        settle(purchase, purchase.end());
      }
    }
    return Optional.of(purchase);
  }

  /** Moves the payment; money goes back to the wallet when it failed. */
  void settle(Purchase purchase, VendStatus next) {
    synchronized (purchase) {
      if (purchase.status() == next) {
        return;
      }
      count(purchase, next);
      append("state", purchase.order.requestReference(), next);
    }
    changed.run();
  }

  private void count(Purchase purchase, VendStatus next) {
    if (purchase.status() == VendStatus.DELIVERED) {
      carriedOut.decrementAndGet();
    }
    if (next == VendStatus.DELIVERED) {
      carriedOut.incrementAndGet();
    }
    if (next == VendStatus.FAILED) {
      floatKobo.addAndGet(purchase.order.amountKobo());
      creditedKobo.addAndGet(purchase.order.amountKobo());
    }
    purchase.become(next);
  }

  long floatKobo() {
    return floatKobo.get();
  }

  void setFloat(long kobo) {
    long before = floatKobo.getAndSet(kobo);
    append("float", kobo - before);
  }

  void changeFloat(long kobo) {
    floatKobo.addAndGet(kobo);
    append("float", kobo);
  }

  long debitedKobo() {
    return debitedKobo.get();
  }

  long creditedKobo() {
    return creditedKobo.get();
  }

  long carriedOut() {
    return carriedOut.get();
  }

  int accepted() {
    return byReference.size();
  }

  Collection<Purchase> all() {
    List<Purchase> purchases = new ArrayList<>(byReference.values());
    purchases.sort((a, b) -> Long.compare(a.number, b.number));
    return purchases;
  }

  Collection<Purchase> of(String account) {
    Queue<Purchase> queue = byAccount.get(account);
    return queue == null ? List.of() : new ArrayList<>(queue);
  }

  Vend snapshot(Purchase purchase) {
    return purchase.snapshot(tokens);
  }

  @Override
  public void close() {
    file.ifPresent(BookFile::close);
  }

  private void append(Object... fields) {
    file.ifPresent(book -> book.append(fields));
  }

  private void replay(String[] fields) {
    readBack = true;
    switch (fields[0]) {
      case "float" -> floatKobo.addAndGet(Long.parseLong(fields[1]));
      case "state" -> count(byReference.get(fields[1]), VendStatus.valueOf(fields[2]));
      case "open" -> replayOpen(fields);
      default -> throw new IllegalStateException("unknown line in the book of vends: " + fields[0]);
    }
  }

  private void replayOpen(String[] fields) {
    ItemKind kind = ItemKind.valueOf(fields[8]);
    PaymentItem item =
        new PaymentItem(
            fields[6], fields[7], fields[4], Integer.parseInt(fields[5]), kind, 0, false, 0);
    Order order =
        new Order(fields[3], item, fields[9], fields[10], fields[11], Long.parseLong(fields[12]));
    Purchase purchase =
        new Purchase(
            Long.parseLong(fields[1]),
            order,
            InterswitchOutcome.valueOf(fields[13]),
            Integer.parseInt(fields[14]),
            Instant.ofEpochMilli(Long.parseLong(fields[2])));
    numbers.accumulateAndGet(purchase.number, Math::max);
    byReference.put(order.requestReference(), purchase);
    if (purchase.status() != VendStatus.FAILED) {
      floatKobo.addAndGet(-order.amountKobo());
      debitedKobo.addAndGet(order.amountKobo());
    }
    enter(purchase);
    if (purchase.truth() == Truth.SLOWLY_DELIVERED) {
      count(purchase, VendStatus.DELIVERED); // nobody is left to wait for its end
    }
  }
}
