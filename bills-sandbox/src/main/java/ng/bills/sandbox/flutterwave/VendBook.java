package ng.bills.sandbox.flutterwave;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import ng.bills.sandbox.flutterwave.FlutterwaveOutcome.Truth;

/**
 * The bills Flutterwave accepted and the wallet they were paid from. Thread safe; every change is
 * appended to a file when there is a data directory, before it is answered, and the file is read
 * back at the next start.
 */
final class VendBook implements AutoCloseable {
  /** Why a bill was not accepted, or the bill. */
  sealed interface Opening permits Accepted, DuplicateReference, PoorWallet {}

  record Accepted(Bill bill) implements Opening {}

  record DuplicateReference() implements Opening {}

  record PoorWallet() implements Opening {}

  private final Catalogue catalogue;
  private final Secrets secrets;
  private final Consumer<Bill> changed;
  private final Map<String, Bill> byReference = new ConcurrentHashMap<>();
  private final Map<String, Bill> byTxRef = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong debitedKobo = new AtomicLong();
  private final AtomicLong creditedKobo = new AtomicLong();
  private final Optional<BookFile> file;
  private long floatKobo;

  /**
   * @param changed told after a bill was accepted and after every change of one
   */
  VendBook(
      Catalogue catalogue,
      Secrets secrets,
      long floatAtFirst,
      Optional<Path> dataDirectory,
      Consumer<Bill> changed) {
    this.catalogue = catalogue;
    this.secrets = secrets;
    this.changed = changed;
    this.floatKobo = floatAtFirst;
    this.file = dataDirectory.map(directory -> new BookFile(directory, this::replay));
  }

  Opening open(
      String reference,
      Item item,
      String customer,
      long amountKobo,
      Truth truth,
      int settleAfter,
      Instant at,
      String callback) {
    Bill bill;
    synchronized (this) {
      bill =
          new Bill(
              numbers.incrementAndGet(),
              reference,
              item,
              customer,
              amountKobo,
              truth,
              settleAfter,
              at,
              callback,
              secrets);
      if (!reference.isEmpty() && byReference.containsKey(reference)) {
        return new DuplicateReference();
      }
      if (bill.status() != VendStatus.FAILED && floatKobo < bill.debitKobo()) {
        return new PoorWallet();
      }
      enter(bill);
      append(
          "open",
          bill.number,
          at.toEpochMilli(),
          reference,
          item.billerCode(),
          item.itemCode(),
          item.name(),
          customer,
          amountKobo,
          truth,
          settleAfter,
          callback);
    }
    changed.accept(bill);
    return new Accepted(bill);
  }

  private synchronized void enter(Bill bill) {
    if (!bill.reference.isEmpty()) {
      byReference.put(bill.reference, bill);
    }
    byTxRef.put(bill.txRef, bill);
    if (bill.status() != VendStatus.FAILED) {
      floatKobo -= bill.debitKobo();
      debitedKobo.addAndGet(bill.debitKobo());
    }
  }

  /** By the merchant's reference or by tx_ref. */
  Optional<Bill> find(String reference) {
    Bill own = byReference.get(reference);
    return Optional.ofNullable(own != null ? own : byTxRef.get(reference));
  }

  /** The same, counting the question: a bill that is due to end ends now. */
  Optional<Bill> requery(String reference) {
    Optional<Bill> found = find(reference);
    found.ifPresent(
        bill -> {
          bill.countRequery();
          if (bill.settled() && bill.truth != Truth.SLOWLY_DELIVERED) {
            settle(bill, bill.truth.end(bill.status()));
          }
        });
    return found;
  }

  /** Moves the bill; money goes back to the wallet when it failed. */
  void settle(Bill bill, VendStatus next) {
    synchronized (this) {
      if (bill.status() == next) {
        return;
      }
      become(bill, next);
      append("state", bill.txRef, next);
    }
    changed.accept(bill);
  }

  private synchronized void become(Bill bill, VendStatus next) {
    if (next == VendStatus.FAILED) {
      floatKobo += bill.debitKobo();
      creditedKobo.addAndGet(bill.debitKobo());
    }
    bill.become(next);
  }

  synchronized long floatKobo() {
    return floatKobo;
  }

  synchronized void addFloat(long kobo) {
    floatKobo += kobo;
    append("float", kobo);
  }

  synchronized void setFloat(long kobo) {
    addFloat(kobo - floatKobo);
  }

  long debitedKobo() {
    return debitedKobo.get();
  }

  long creditedKobo() {
    return creditedKobo.get();
  }

  long carriedOut() {
    return byTxRef.values().stream().filter(b -> b.status() == VendStatus.DELIVERED).count();
  }

  /** Oldest first. */
  List<Bill> all() {
    List<Bill> bills = new ArrayList<>(byTxRef.values());
    bills.sort((a, b) -> Long.compare(a.number, b.number));
    return bills;
  }

  Collection<Bill> of(String customer) {
    return all().stream().filter(bill -> bill.customer.equals(customer)).toList();
  }

  @Override
  public void close() {
    file.ifPresent(BookFile::close);
  }

  private void append(Object... fields) {
    file.ifPresent(book -> book.append(fields));
  }

  private void replay(String[] fields) {
    switch (fields[0]) {
      case "float" -> floatKobo += Long.parseLong(fields[1]);
      case "state" -> become(byTxRef.get(fields[1]), VendStatus.valueOf(fields[2]));
      case "open" -> {
        Bill bill = reopened(fields);
        numbers.accumulateAndGet(bill.number, Math::max);
        enter(bill);
        if (bill.truth == Truth.SLOWLY_DELIVERED) {
          bill.become(VendStatus.DELIVERED); // nobody is left to wait for its end
        }
      }
      default -> throw new IllegalStateException("unknown line in the book of bills: " + fields[0]);
    }
  }

  private Bill reopened(String[] fields) {
    Item item =
        catalogue.itemsOf(fields[4]).stream()
            .filter(i -> i.itemCode().equals(fields[5]) && i.name().equals(fields[6]))
            .findFirst()
            .orElseGet(() -> noLongerSold(fields[4], fields[5], fields[6]));
    return new Bill(
        Long.parseLong(fields[1]),
        fields[3],
        item,
        fields[7],
        Long.parseLong(fields[8]),
        Truth.valueOf(fields[9]),
        Integer.parseInt(fields[10]),
        Instant.ofEpochMilli(Long.parseLong(fields[2])),
        fields[11],
        secrets);
  }

  private static Item noLongerSold(String biller, String code, String name) {
    return new Item(biller, code, name, name, name, name, "", "", 0, 0, "0", "", Optional.empty());
  }
}
