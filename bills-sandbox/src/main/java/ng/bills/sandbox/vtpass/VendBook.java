package ng.bills.sandbox.vtpass;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import ng.bills.sandbox.vtpass.VtpassOutcome.Truth;

/**
 * The purchases VTpass accepted and the float they were paid from. Thread safe without a lock
 * around a purchase; every change is appended to a file when there is a data directory, before it
 * is answered, and the file is read back at the next start.
 */
final class VendBook implements AutoCloseable {
  /** Why a purchase was not accepted, or the purchase. */
  sealed interface Opening permits Accepted, Refused {}

  record Accepted(Purchase purchase) implements Opening {}

  /** 014, 019 or 018. */
  record Refused(String code) implements Opening {}

  private static final Duration DUPLICATE_WINDOW = Duration.ofSeconds(30);
  private static final int RECENT_BOUND = 50_000;

  private final Catalogue catalogue;
  private final Tokens tokens;
  private final Map<String, Purchase> byRequest = new ConcurrentHashMap<>();
  private final Map<String, Queue<Purchase>> byAccount = new ConcurrentHashMap<>();
  private final Map<String, Instant> recent = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong floatKobo;
  private final AtomicLong debitedKobo = new AtomicLong();
  private final AtomicLong creditedKobo = new AtomicLong();
  private final AtomicLong carriedOut = new AtomicLong();
  private final AtomicInteger debits = new AtomicInteger();
  private final Runnable changed;
  private volatile Consumer<Purchase> settled = purchase -> {};
  private final BufferedWriter file;

  /**
   * @param changed called after every change
   */
  VendBook(
      Catalogue catalogue,
      Tokens tokens,
      long floatAtFirst,
      Optional<Path> dataDirectory,
      Runnable changed) {
    this.catalogue = catalogue;
    this.changed = changed;
    this.tokens = tokens;
    this.floatKobo = new AtomicLong(floatAtFirst);
    this.file = dataDirectory.map(this::readBack).orElse(null);
  }

  /** Told after a purchase that was answered ended otherwise later. */
  void settledListener(Consumer<Purchase> told) {
    settled = told;
  }

  Opening open(
      PurchaseTerms terms, Truth truth, int settleAfter, Instant at, boolean duplicateGuard) {
    Purchase purchase = new Purchase(numbers.incrementAndGet(), terms, truth, settleAfter, at);
    synchronized (purchase) { // a requery waits until the purchase is written down
      return enter(purchase, duplicateGuard);
    }
  }

  private Opening enter(Purchase purchase, boolean duplicateGuard) {
    String key = purchase.service.id() + '|' + purchase.account;
    if (byRequest.putIfAbsent(purchase.requestId, purchase) != null) {
      return new Refused("014");
    }
    boolean bought = purchase.status() != VendStatus.FAILED;
    if (bought && duplicateGuard && !first(key, purchase.at)) {
      byRequest.remove(purchase.requestId);
      return new Refused("019");
    }
    if (bought && !debit(purchase.debitKobo())) {
      recent.remove(key);
      byRequest.remove(purchase.requestId);
      return new Refused("018");
    }
    byAccount
        .computeIfAbsent(purchase.account, account -> new ConcurrentLinkedQueue<>())
        .add(purchase);
    if (purchase.status() == VendStatus.DELIVERED) {
      carriedOut.incrementAndGet();
    }
    append(
        "open",
        String.valueOf(purchase.number),
        String.valueOf(purchase.at.toEpochMilli()),
        purchase.requestId,
        purchase.service.id(),
        purchase.variation,
        purchase.account,
        purchase.phone,
        String.valueOf(purchase.amountKobo),
        purchase.truth.name(),
        String.valueOf(purchase.settleAfter),
        String.valueOf(purchase.terms.quantity()),
        purchase.terms.renewal() ? "renew" : purchase.terms.change() ? "change" : "",
        purchase.service.kind().name(),
        purchase.service.served().name(),
        purchase.service.name(),
        String.valueOf(purchase.service.commissionBasisPoints()));
    changed.run();
    return new Accepted(purchase);
  }

  private boolean first(String key, Instant at) {
    if (recent.size() > RECENT_BOUND) {
      recent.values().removeIf(then -> Duration.between(then, at).compareTo(DUPLICATE_WINDOW) >= 0);
    }
    boolean[] first = {false};
    recent.compute(
        key,
        (same, then) -> {
          first[0] = then == null || Duration.between(then, at).compareTo(DUPLICATE_WINDOW) >= 0;
          return first[0] ? at : then;
        });
    return first[0];
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
    debits.incrementAndGet();
    return true;
  }

  Optional<Purchase> find(String requestId) {
    return Optional.ofNullable(byRequest.get(requestId));
  }

  /**
   * Counts a requery and moves the purchase when it is due to end.
   *
   * @return empty when the buyer is told that the id is unknown
   */
  Optional<Purchase> requery(String requestId) {
    Purchase purchase = byRequest.get(requestId);
    if (purchase == null) {
      return Optional.empty();
    }
    synchronized (purchase) {
      if (byRequest.get(requestId) != purchase) {
        return Optional.empty(); // it was refused while we waited
      }
      purchase.countRequery();
      if (purchase.truth == Truth.HIDDEN_THEN_DELIVERED && !purchase.settled()) {
        return Optional.empty();
      }
      if (purchase.settled() && purchase.truth != Truth.SLOWLY_DELIVERED) {
        settle(purchase, purchase.end());
      }
    }
    return Optional.of(purchase);
  }

  /** Lets a purchase end as it will, without waiting for requeries; whether it moved. */
  boolean settleNow(String requestId) {
    Purchase purchase = byRequest.get(requestId);
    if (purchase == null) {
      return false;
    }
    synchronized (purchase) {
      if (purchase.status() == purchase.end()) {
        return false;
      }
      settle(purchase, purchase.end());
      return true;
    }
  }

  /** Moves the purchase; money goes back to the float when it failed or was reversed. */
  void settle(Purchase purchase, VendStatus next) {
    synchronized (purchase) {
      if (purchase.status() == next) {
        return;
      }
      count(purchase, next);
      append("state", purchase.requestId, next.name());
      changed.run();
      if (purchase.truth != Truth.SLOWLY_DELIVERED) {
        settled.accept(purchase);
      }
    }
  }

  private void count(Purchase purchase, VendStatus next) {
    VendStatus before = purchase.status();
    if (before == VendStatus.DELIVERED) {
      carriedOut.decrementAndGet();
    }
    if (next == VendStatus.DELIVERED) {
      carriedOut.incrementAndGet();
    }
    if (next == VendStatus.FAILED || next == VendStatus.REVERSED) {
      floatKobo.addAndGet(purchase.debitKobo());
      creditedKobo.addAndGet(purchase.debitKobo());
    }
    purchase.become(next);
  }

  long floatKobo() {
    return floatKobo.get();
  }

  void setFloat(long kobo) {
    long before = floatKobo.getAndSet(kobo);
    append("float", String.valueOf(kobo - before));
  }

  void topUp(long kobo) {
    floatKobo.addAndGet(kobo);
    append("float", String.valueOf(kobo));
  }

  long debitedKobo() {
    return debitedKobo.get();
  }

  long creditedKobo() {
    return creditedKobo.get();
  }

  int debits() {
    return debits.get();
  }

  long carriedOut() {
    return carriedOut.get();
  }

  int accepted() {
    return byRequest.size();
  }

  Collection<Purchase> all() {
    List<Purchase> purchases = new ArrayList<>(byRequest.values());
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
    if (file != null) {
      synchronized (file) {
        try {
          file.close();
        } catch (IOException e) {
          throw new UncheckedIOException("cannot close the book of vends", e);
        }
      }
    }
  }

  /**
   * One line, handed to the operating system before the caller goes on: it survives the death of
   * this process.
   */
  private void append(String... fields) {
    if (file == null) {
      return;
    }
    synchronized (file) {
      try {
        for (int i = 0; i < fields.length; i++) {
          if (i > 0) {
            file.write('\t');
          }
          file.write(fields[i].replace('\t', ' ').replace('\n', ' ').replace('\r', ' '));
        }
        file.write('\n');
        file.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the book of vends", e);
      }
    }
  }

  private BufferedWriter readBack(Path directory) {
    try {
      Files.createDirectories(directory);
      Path book = directory.resolve("vends.tsv");
      long whole = 0;
      if (Files.exists(book)) {
        try (BufferedReader reader = Files.newBufferedReader(book, StandardCharsets.UTF_8)) {
          String line;
          while ((line = reader.readLine()) != null) {
            int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
            if (whole + length > Files.size(book)) {
              break; // the process died while it wrote this line: its answer was never given
            }
            whole += length;
            replay(line.split("\t", -1));
          }
        }
        try (var channel = Files.newByteChannel(book, StandardOpenOption.WRITE)) {
          channel.truncate(whole);
        }
      }
      BufferedWriter writer =
          Files.newBufferedWriter(
              book, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (whole == 0) {
        writer.write("start\t" + floatKobo.get() + "\n");
        writer.flush();
      }
      return writer;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the book of vends in " + directory, e);
    }
  }

  private void replay(String[] fields) {
    switch (fields[0]) {
      case "start" -> floatKobo.set(Long.parseLong(fields[1]));
      case "float" -> floatKobo.addAndGet(Long.parseLong(fields[1]));
      case "state" -> count(byRequest.get(fields[1]), VendStatus.valueOf(fields[2]));
      case "open" -> replayOpen(fields);
      default -> throw new IllegalStateException("unknown line in the book of vends: " + fields[0]);
    }
  }

  private void replayOpen(String[] fields) {
    long number = Long.parseLong(fields[1]);
    numbers.accumulateAndGet(number, Math::max);
    Purchase purchase =
        new Purchase(
            number,
            terms(fields),
            Truth.valueOf(fields[9]),
            Integer.parseInt(fields[10]),
            Instant.ofEpochMilli(Long.parseLong(fields[2])));
    byRequest.put(purchase.requestId, purchase);
    byAccount.computeIfAbsent(purchase.account, key -> new ConcurrentLinkedQueue<>()).add(purchase);
    if (purchase.status() != VendStatus.FAILED) {
      floatKobo.addAndGet(-purchase.debitKobo());
      debitedKobo.addAndGet(purchase.debitKobo());
      debits.incrementAndGet();
    }
    if (purchase.status() == VendStatus.DELIVERED) {
      carriedOut.incrementAndGet();
    }
    if (purchase.truth == Truth.SLOWLY_DELIVERED) {
      count(purchase, VendStatus.DELIVERED); // nobody is left to wait for its end
    }
  }

  private PurchaseTerms terms(String[] fields) {
    boolean old = fields.length < 17; // written before there was more than airtime and electricity
    Service service =
        catalogue
            .service(fields[4])
            .orElseGet(
                () ->
                    new Service( // added at run time, and forgotten since
                        fields[4],
                        fields[15],
                        ServiceKind.valueOf(fields[13]),
                        Served.valueOf(fields[14]),
                        0,
                        Long.MAX_VALUE,
                        Integer.parseInt(fields[16]),
                        "",
                        List.of()));
    return new PurchaseTerms(
        fields[3],
        service,
        fields[5],
        !old && fields[12].equals("change"),
        !old && fields[12].equals("renew"),
        fields[6],
        fields[7],
        Long.parseLong(fields[8]),
        old ? 1 : Integer.parseInt(fields[11]));
  }
}
