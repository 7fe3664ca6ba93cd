package ng.bills.sandbox.horizon;

import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import ng.bills.sandbox.horizon.History.Range;
import ng.bills.sandbox.horizon.OperationRules.Applied;
import ng.bills.sandbox.horizon.Pictures.Drawn;
import ng.bills.sandbox.horizon.Pictures.Shape;
import ng.bills.sandbox.horizon.ResultCodes.Outcome;
import ng.bills.sandbox.horizon.ResultCodes.Verdict;
import ng.bills.sandbox.http.JsonText;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.MemoReturnHash;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PaymentOperation;

/**
 * The network: a queue of transactions, a ledger that closes by clock or by hand, and what Horizon
 * has ingested of it. There are two heights: {@code core} is applied, {@code ingested} is what may
 * be seen; they differ only when a lag is set. After every ledger the books are checked: no money
 * appears or disappears.
 */
final class StellarNetwork implements AutoCloseable {
  /** All XLM there are, in stroops. */
  static final long TOTAL_XLM = 50_001_806_812L * Stroops.ONE;

  static final long BASE_RESERVE = 5_000_000L;
  static final int PROTOCOL = 27;

  private static final Logger LOG = System.getLogger(StellarNetwork.class.getName());
  private static final int PENDING_LEDGERS = 4;
  private static final int BAN_LEDGERS = 10;
  private static final int REPLACEMENT_FACTOR = 10;
  private static final int HEIGHT_EVERY = 50;
  private static final int RESTART_GAP = 64;
  private static final int FULL_CHECK_ACCOUNTS = 500;

  private final HorizonSettings settings;
  private final Keys keys;
  private final Market market;
  private final OperationRules operationRules;
  private final TransactionRules transactionRules = new TransactionRules(BASE_RESERVE);
  private final HistoryFile file;
  private final ScheduledExecutorService closer;

  private String passphrase;
  private Network network;
  private World world;
  private World view;
  private History history;
  private int ingested;
  private int elder;
  private int lag;
  private long clockOffset;
  private RuntimeException broken;
  private boolean stopped;

  /** More was due than the ledger being closed can hold: the lowest bid in it is the price. */
  private boolean surge;

  private final Map<String, Queued> queue = new LinkedHashMap<>();
  private final Map<String, Queued> bySource = new HashMap<>();
  private final Map<String, Deque<Queued>> backlog = new LinkedHashMap<>();
  private final Map<String, Integer> banned = new HashMap<>();
  private final Set<String> lost = new HashSet<>();
  private final Deque<Closed> uningested = new ArrayDeque<>();

  private record Queued(
      Envelope envelope, int since, int notBefore, boolean trusted, Shape shape) {}

  private record Closed(int sequence, World changes) {}

  /** Core's first answer to a submission. */
  enum Status {
    /** In the history already, with its outcome. */
    STORED,
    PENDING,
    DUPLICATE,
    TRY_AGAIN_LATER,
    ERROR
  }

  /**
   * @param record set when stored
   * @param verdict set on an error
   */
  record Submission(Status status, TransactionRecord record, Verdict verdict) {}

  StellarNetwork(HorizonSettings settings) {
    this.settings = settings;
    this.keys = new Keys(settings.keySeed());
    this.market = new Market(keys.named("market").getAccountId());
    this.operationRules = new OperationRules(BASE_RESERVE, market);
    begin(settings.passphrase());
    file = settings.directory() == null ? null : new HistoryFile(settings.directory());
    if (file != null) {
      file.load(this::replay);
      if (!settings.manual() && core() > 1) {
        // ledgers without transactions are not all written down: never fall behind one that was
        // seen
        fill(core() + RESTART_GAP, last().closedAt());
      }
      ingested = core();
    }
    if (settings.manual()) {
      closer = null;
    } else {
      closer =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "horizon-ledger");
                thread.setDaemon(true);
                return thread;
              });
      long millis = Math.max(1, settings.closeTime().toMillis());
      closer.scheduleAtFixedRate(this::closeByClock, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void begin(String name) {
    passphrase = name;
    network = new Network(name);
    history = new History();
    world = new World();
    AccountEntry root = new AccountEntry(root());
    root.xlm = TOTAL_XLM;
    root.lastModified = 1;
    world.put(root);
    view = new World();
    view.put(root);
    history.ledgers.add(
        new LedgerHeader(1, settings.clock().instant().getEpochSecond(), 0, 0, 0, 0));
    ingested = 1;
    elder = 1;
    lag = 0;
  }

  private void replay(JsonObject line) {
    if (line.containsKey("network")) {
      begin(line.getString("network"));
      return;
    }
    if (line.containsKey("name")) {
      keys.named(line.getString("name"));
      return;
    }
    if (line.containsKey("height")) {
      fill(line.getInt("height"), line.getJsonNumber("closed").longValue());
      return;
    }
    LedgerHeader header = HistoryFile.header(line);
    fill(header.sequence() - 1, header.closedAt());
    HistoryFile.changes(line, world).commit();
    HistoryFile.changes(line, view).commit();
    HistoryFile.transactions(line).forEach(history::add);
    history.ledgers.add(header);
  }

  private void fill(int upTo, long closedAt) {
    while (core() < upTo) {
      history.ledgers.add(new LedgerHeader(core() + 1, closedAt, 0, 0, 0, 0));
    }
  }

  private void closeByClock() {
    try {
      synchronized (this) {
        if (!stopped) {
          close(null);
        }
      }
    } catch (RuntimeException e) {
      synchronized (this) {
        broken = e;
      }
      LOG.log(Level.ERROR, "the ledger stopped", e);
      throw e; // ends the schedule; every request from now on says so
    }
  }

  // ---------------------------------------------------------------- reading

  /**
   * The keys of that name; the name is remembered across restarts, so that the sandbox can go on
   * signing.
   */
  KeyPair named(String name) {
    synchronized (this) {
      if (file != null && !keys.knows(name)) {
        file.append(JsonText.object().add("name", name).build().toString());
      }
      return keys.named(name);
    }
  }

  Keys keys() {
    return keys;
  }

  Market market() {
    return market;
  }

  String root() {
    return keys.named("root").getAccountId();
  }

  synchronized String passphrase() {
    return passphrase;
  }

  synchronized Network network() {
    return network;
  }

  synchronized int core() {
    return history.ledgers.size();
  }

  synchronized int ingested() {
    return ingested;
  }

  synchronized int elder() {
    return elder;
  }

  synchronized LedgerHeader ledger(int sequence) {
    return sequence < 1 || sequence > core() ? null : history.ledgers.get(sequence - 1);
  }

  private LedgerHeader last() {
    return history.ledgers.get(history.ledgers.size() - 1);
  }

  /** The account as ingested; null when there is none. Never changed in place. */
  synchronized AccountEntry seen(String account) {
    return view.account(account);
  }

  /** The account as applied; null when there is none. Never changed in place. */
  synchronized AccountEntry applied(String account) {
    return world.account(account);
  }

  /**
   * Applied balance in stroops, 0 when there is no account or no trust line; of an issuer in its
   * own asset 0.
   */
  synchronized long balance(String account, String asset) {
    AccountEntry entry = world.account(account);
    if (entry == null) {
      return 0;
    }
    if (Assets.isNative(asset)) {
      return entry.xlm;
    }
    TrustLine line = entry.lines.get(asset);
    return line == null ? 0 : line.balance;
  }

  synchronized long issued(String asset) {
    return world.issued(asset);
  }

  synchronized List<ClaimableBalance> seenBalances(Predicate<ClaimableBalance> wanted) {
    return view.ownBalances().values().stream().filter(wanted).toList();
  }

  /** By outer or inner hash, if ingested; else null. */
  synchronized TransactionRecord seenTransaction(String hash) {
    TransactionRecord record = history.transaction(hash);
    return record == null || record.ledger > ingested ? null : record;
  }

  synchronized TransactionRecord appliedTransaction(String hash) {
    return history.transaction(hash);
  }

  synchronized List<Movement> returning(String hash) {
    return history.returning(hash);
  }

  /** Everything successful that moved money out of the account, as applied. */
  synchronized List<Movement> movements(String account) {
    return history.account(account).operations.stream()
        .filter(operation -> operation.transaction().successful && operation.movement() != null)
        .map(OperationRecord::movement)
        .toList();
  }

  /** True once the account ever took part in something that is ingested. */
  synchronized boolean known(String account) {
    return view.account(account) != null || !history.account(account).transactions.isEmpty();
  }

  /** A page of operations, of one account or of everybody (null). */
  synchronized List<OperationRecord> operations(
      String account,
      boolean paymentsOnly,
      boolean includeFailed,
      long cursor,
      boolean descending,
      int limit) {
    History.Entries entries = account == null ? history.all : history.account(account);
    return History.page(
        paymentsOnly ? entries.payments : entries.operations,
        OperationRecord::id,
        range(cursor, descending, limit),
        operation -> includeFailed || operation.transaction().successful);
  }

  synchronized List<TransactionRecord> transactions(
      String account, boolean includeFailed, long cursor, boolean descending, int limit) {
    History.Entries entries = account == null ? history.all : history.account(account);
    return History.page(
        entries.transactions,
        TransactionRecord::id,
        range(cursor, descending, limit),
        transaction -> includeFailed || transaction.successful);
  }

  synchronized List<LedgerHeader> ledgers(long cursor, boolean descending, int limit) {
    return History.page(
        history.ledgers,
        header -> (long) header.sequence() << 32,
        range(cursor, descending, limit),
        header -> true);
  }

  private Range range(long cursor, boolean descending, int limit) {
    return new Range(cursor, descending, limit, (long) elder << 32, highest());
  }

  /** The highest TOID that may be seen; also the cursor {@code now}. */
  synchronized long highest() {
    return ((long) (ingested + 1) << 32) - 1;
  }

  /** Transactions of the latest ledgers, for the fee statistics. */
  synchronized List<TransactionRecord> recent(int ledgers) {
    List<TransactionRecord> recent = new ArrayList<>();
    List<TransactionRecord> all = history.all.transactions;
    for (int i = all.size() - 1; i >= 0 && all.get(i).ledger > ingested - ledgers; i--) {
      if (all.get(i).ledger <= ingested) {
        recent.add(all.get(i));
      }
    }
    return recent;
  }

  // ---------------------------------------------------------------- waiting

  /** Waits until the transaction is ingested; null when the time is over first. */
  TransactionRecord await(String hash, Duration timeout) throws InterruptedException {
    boolean there = until(() -> seenTransaction(hash) != null, timeout);
    return there ? seenTransaction(hash) : null;
  }

  /**
   * Waits until a ledger later than the given one is ingested; false when the time is over first.
   */
  boolean awaitIngestedAfter(int ledger, Duration timeout) throws InterruptedException {
    return until(() -> ingested > ledger, timeout);
  }

  /** Waits until everything applied now is ingested. */
  void awaitCaughtUp(Duration timeout) throws InterruptedException {
    int target = core();
    until(() -> ingested >= target, timeout);
  }

  private synchronized boolean until(Supplier<Boolean> condition, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (!condition.get()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  // ---------------------------------------------------------------- submitting

  Envelope decode(String xdr) throws Envelope.MalformedException {
    return Envelope.decode(xdr, network());
  }

  Submission submit(Envelope envelope) {
    return submit(envelope, 0, false, Shape.PLAIN);
  }

  /**
   * @param delay ledgers it stays in the queue before it may be applied
   * @param trusted true when the sandbox itself made it
   */
  synchronized Submission submit(Envelope envelope, int delay, boolean trusted, Shape shape) {
    if (broken != null) {
      throw new IllegalStateException("the ledger stopped: " + broken.getMessage(), broken);
    }
    TransactionRecord known = history.transaction(envelope.hash());
    if (known != null) {
      return new Submission(
          known.ledger <= ingested ? Status.STORED : Status.DUPLICATE, known, null);
    }
    if (lost.contains(envelope.hash()) || banned.getOrDefault(envelope.hash(), 0) >= core()) {
      return new Submission(Status.TRY_AGAIN_LATER, null, null);
    }
    if (queue.containsKey(envelope.hash())) {
      return new Submission(Status.DUPLICATE, null, null);
    }
    Queued waiting = bySource.get(envelope.source().account());
    if (waiting != null) {
      boolean replaces =
          envelope.feeBump()
              && waiting.envelope.inner().getSequenceNumber()
                  == envelope.inner().getSequenceNumber();
      if (!replaces) {
        return new Submission(Status.TRY_AGAIN_LATER, null, null);
      }
      if (envelope.bid() / envelope.feeUnits()
          < REPLACEMENT_FACTOR * (waiting.envelope.bid() / waiting.envelope.feeUnits())) {
        return new Submission(Status.ERROR, null, Verdict.of("tx_insufficient_fee"));
      }
    }
    Verdict verdict = transactionRules.check(envelope, world, core() + 1, nextCloseTime(), trusted);
    if (verdict != null) {
      return new Submission(Status.ERROR, null, verdict);
    }
    if (waiting != null) {
      queue.remove(waiting.envelope.hash());
    }
    enqueue(new Queued(envelope, core(), core() + 1 + delay, trusted, shape));
    return new Submission(Status.PENDING, null, null);
  }

  private void enqueue(Queued queued) {
    queue.put(queued.envelope.hash(), queued);
    bySource.put(queued.envelope.source().account(), queued);
  }

  /**
   * Queues a transaction of the sandbox's own customers; one that has to wait for another of the
   * same account waits outside the queue.
   */
  synchronized void submitOwn(Envelope envelope, Shape shape) {
    String source = envelope.source().account();
    if (backlog.containsKey(source) || bySource.containsKey(source)) {
      backlog
          .computeIfAbsent(source, key -> new ArrayDeque<>())
          .add(new Queued(envelope, core(), core() + 1, true, shape));
      return;
    }
    Submission submission = submit(envelope, 0, true, shape);
    if (submission.status() != Status.PENDING) {
      throw new IllegalStateException(
          "the network refused a payment of a customer: "
              + submission.status()
              + (submission.verdict() == null
                  ? ""
                  : " "
                      + submission.verdict().code()
                      + " "
                      + submission.verdict().operationCodes()));
    }
  }

  /** The sequence number the account's next transaction takes, counting those that wait. */
  synchronized long nextSequence(String account) {
    AccountEntry entry = world.account(account);
    if (entry == null) {
      throw new IllegalArgumentException("there is no account " + account);
    }
    Queued waiting = bySource.get(account);
    long sequence = waiting == null ? entry.sequence : waiting.envelope.inner().getSequenceNumber();
    return sequence + 1 + backlog.getOrDefault(account, new ArrayDeque<>()).size();
  }

  synchronized boolean isWaiting(String account) {
    return bySource.containsKey(account) || backlog.containsKey(account);
  }

  synchronized int queued() {
    return queue.size() + backlog.values().stream().mapToInt(Deque::size).sum();
  }

  /** The transaction is never applied, however often it is submitted. */
  synchronized void lose(String hash) {
    lost.add(hash);
    Queued queued = queue.remove(hash);
    if (queued != null) {
      bySource.remove(queued.envelope.source().account());
    }
  }

  // ---------------------------------------------------------------- control

  synchronized void advanceClock(Duration by) {
    clockOffset += by.toSeconds();
  }

  synchronized void lag(int ledgers) {
    lag = Math.max(0, ledgers);
    ingest();
  }

  /** Forgets what is older, as a server with short retention does. */
  synchronized void elder(int ledger) {
    elder = Math.max(1, Math.min(ledger, core()));
  }

  synchronized void freeze(String account, boolean frozen) {
    World layer = world.layer();
    AccountEntry entry = layer.edit(account);
    if (entry == null) {
      throw new IllegalArgumentException("there is no account " + account);
    }
    entry.frozen = frozen;
    finish(layer, List.of(), new LedgerHeader(core() + 1, nextCloseTime(), 0, 0, 0, 0));
  }

  /** A new network from ledger 1, as test networks do: nothing is left. */
  synchronized void reset(String newPassphrase) {
    queue.clear();
    bySource.clear();
    backlog.clear();
    banned.clear();
    lost.clear();
    uningested.clear();
    begin(newPassphrase == null ? passphrase : newPassphrase);
    if (file != null) {
      file.clear();
      file.append(JsonText.object().add("network", passphrase).build().toString());
      keys.names()
          .keySet()
          .forEach(name -> file.append(JsonText.object().add("name", name).build().toString()));
    }
    notifyAll();
  }

  private long nextCloseTime() {
    long now = settings.clock().instant().getEpochSecond() + clockOffset;
    long previous = last().closedAt();
    // a network that closes several ledgers a second cannot give each its own second
    boolean strict = settings.manual() || settings.closeTime().toMillis() >= 1_000;
    return Math.max(strict ? previous + 1 : previous, now);
  }

  // ---------------------------------------------------------------- closing

  /**
   * Closes one ledger.
   *
   * @param only the transactions that may be in it; null for all
   */
  synchronized LedgerHeader close(Set<String> only) {
    int sequence = core() + 1;
    long closeTime = nextCloseTime();
    List<Queued> chosen = choose(sequence, closeTime, only);
    long clearing = TransactionRules.BASE_FEE;
    if (surge) {
      clearing = chosen.stream().mapToLong(StellarNetwork::rate).min().orElse(clearing);
    }
    World layer = world.layer();
    List<Long> fees = new ArrayList<>();
    for (Queued queued : chosen) {
      fees.add(charge(queued.envelope, clearing, layer, sequence, closeTime));
    }
    List<TransactionRecord> records = new ArrayList<>();
    int successful = 0;
    int operations = 0;
    int setOperations = 0;
    for (int i = 0; i < chosen.size(); i++) {
      TransactionRecord record =
          apply(chosen.get(i), fees.get(i), layer, sequence, i + 1, closeTime);
      records.add(record);
      setOperations += record.operations.size();
      if (record.successful) {
        successful++;
        operations += record.operations.size();
      }
    }
    for (Queued queued : chosen) {
      queue.remove(queued.envelope.hash());
      bySource.remove(queued.envelope.source().account());
    }
    LedgerHeader header =
        new LedgerHeader(
            sequence,
            closeTime,
            successful,
            records.size() - successful,
            operations,
            setOperations);
    finish(layer, records, header);
    banned.values().removeIf(until -> until < core());
    refill();
    return header;
  }

  private static long rate(Queued queued) {
    return queued.envelope.bid() / queued.envelope.feeUnits();
  }

  private List<Queued> choose(int sequence, long closeTime, Set<String> only) {
    List<Queued> due = new ArrayList<>();
    for (Queued queued : List.copyOf(queue.values())) {
      if (queued.notBefore > sequence || (only != null && !only.contains(queued.envelope.hash()))) {
        continue;
      }
      boolean old = sequence - Math.max(queued.since, queued.notBefore - 1) > PENDING_LEDGERS;
      if (old
          || transactionRules.check(queued.envelope, world, sequence, closeTime, queued.trusted)
              != null) {
        queue.remove(queued.envelope.hash());
        bySource.remove(queued.envelope.source().account());
        banned.put(queued.envelope.hash(), sequence + BAN_LEDGERS);
      } else {
        due.add(queued);
      }
    }
    due.sort(Comparator.comparingLong(StellarNetwork::rate).reversed());
    List<Queued> chosen = new ArrayList<>();
    int operations = 0;
    for (Queued queued : due) {
      if (only != null
          || operations + queued.envelope.feeUnits() <= settings.maxOperationsPerLedger()) {
        operations += queued.envelope.feeUnits();
        chosen.add(queued);
      }
    }
    surge = chosen.size() < due.size();
    chosen.sort(Comparator.comparing(queued -> queued.envelope.hash()));
    Collections.shuffle(chosen, new Random(settings.shuffleSeed() * 31 + sequence));
    return chosen;
  }

  private static long charge(
      Envelope envelope, long clearing, World layer, int sequence, long closeTime) {
    AccountEntry payer = layer.edit(envelope.feeAccount().account());
    long fee = Math.min(envelope.bid(), clearing * envelope.feeUnits());
    long charged = Math.min(fee, payer.xlm);
    payer.xlm -= charged;
    layer.collectFee(charged);
    AccountEntry source = layer.edit(envelope.source().account());
    source.sequence = envelope.inner().getSequenceNumber();
    source.sequenceLedger = sequence;
    source.sequenceTime = closeTime;
    return charged;
  }

  private TransactionRecord apply(
      Queued queued, long fee, World layer, int sequence, int order, long closeTime) {
    Envelope envelope = queued.envelope;
    World attempt = layer.layer();
    List<Applied> applied = new ArrayList<>();
    int index = 0;
    for (Operation operation : envelope.operations()) {
      Address source = envelope.sourceOf(operation);
      World step = attempt.layer();
      Applied one =
          attempt.account(source.account()) == null
              ? Applied.of(OperationRules.type(operation), "op_no_source_account")
              : operationRules.apply(
                  operation,
                  source,
                  step,
                  new OperationRules.Place(
                      sequence,
                      closeTime,
                      envelope.source(),
                      envelope.inner().getSequenceNumber(),
                      index));
      if (one.outcome().succeeded()) {
        step.commit();
      }
      applied.add(one);
      index++;
    }
    List<Outcome> outcomes = applied.stream().map(Applied::outcome).toList();
    boolean success = outcomes.stream().allMatch(Outcome::succeeded);
    if (success) {
      attempt.commit();
    }
    Verdict verdict = new Verdict(success ? "tx_success" : "tx_failed", null, outcomes);
    if (envelope.feeBump()) {
      verdict = verdict.bumped();
    }
    return record(queued, verdict, applied, fee, sequence, order, closeTime);
  }

  private static TransactionRecord record(
      Queued queued,
      Verdict verdict,
      List<Applied> applied,
      long fee,
      int sequence,
      int order,
      long closeTime) {
    Envelope envelope = queued.envelope;
    String xdr = ResultCodes.xdr(verdict, fee, envelope.feeBump() ? envelope.inner().hash() : null);
    List<Drawn> pictures = new ArrayList<>();
    Set<String> participants = new LinkedHashSet<>();
    participants.add(envelope.source().account());
    participants.add(envelope.feeAccount().account());
    List<Operation> operations = envelope.operations();
    for (int i = 0; i < operations.size(); i++) {
      Drawn drawn =
          Pictures.operation(
              operations.get(i),
              envelope.sourceOf(operations.get(i)),
              applied.get(i),
              verdict.succeeded(),
              envelope.hash(),
              closeTime,
              operations.get(i) instanceof PaymentOperation ? queued.shape : Shape.PLAIN);
      participants.addAll(drawn.participants());
      pictures.add(drawn);
    }
    String returns =
        envelope.inner().getMemo() instanceof MemoReturnHash hash
            ? HexFormat.of().formatHex(hash.getBytes())
            : null;
    TransactionRecord record =
        new TransactionRecord(
            envelope.hash(),
            envelope.innerHash(),
            sequence,
            order,
            verdict.succeeded(),
            returns,
            verdict.code(),
            verdict.inner(),
            verdict.operationCodes(),
            new ArrayList<>(participants),
            fee / envelope.feeUnits(),
            envelope.bid() / envelope.feeUnits(),
            Pictures.transaction(
                envelope, sequence, order, closeTime, verdict.succeeded(), fee, xdr));
    for (int i = 0; i < pictures.size(); i++) {
      Drawn drawn = pictures.get(i);
      long id = TransactionRecord.toid(sequence, order, i + 1);
      Movement movement =
          drawn.to() == null
              ? null
              : new Movement(
                  id,
                  envelope.hash(),
                  drawn.from(),
                  drawn.to(),
                  drawn.asset(),
                  applied.get(i).received());
      record.operations.add(
          new OperationRecord(
              id, record, drawn.type(), drawn.fields(), drawn.participants(), movement));
    }
    return record;
  }

  /** Checks the books, writes the ledger down, commits it and shows it. */
  private void finish(World layer, List<TransactionRecord> records, LedgerHeader header) {
    for (AccountEntry account : layer.ownAccounts().values()) {
      if (account != null) {
        account.lastModified = header.sequence();
        account.lastModifiedTime = header.closedAt();
      }
    }
    Books.check(world, layer);
    boolean changed = !records.isEmpty() || !layer.ownAccounts().isEmpty();
    if (file != null && changed) {
      file.append(HistoryFile.ledger(header, layer, records));
    } else if (file != null && (settings.manual() || header.sequence() % HEIGHT_EVERY == 0)) {
      file.append(HistoryFile.height(header));
    }
    layer.commit();
    if (world.ownAccounts().size() <= FULL_CHECK_ACCOUNTS && changed) {
      Books.checkAll(world, TOTAL_XLM);
    }
    records.forEach(history::add);
    history.ledgers.add(header);
    uningested.add(new Closed(header.sequence(), layer));
    ingest();
  }

  private void ingest() {
    while (!uningested.isEmpty() && uningested.peek().sequence <= core() - lag) {
      Closed closed = uningested.poll();
      closed.changes.commitTo(view);
      ingested = closed.sequence;
    }
    notifyAll();
  }

  private void refill() {
    for (String source : List.copyOf(backlog.keySet())) {
      if (bySource.containsKey(source)) {
        continue;
      }
      Deque<Queued> waiting = backlog.get(source);
      Queued next = waiting.poll();
      if (waiting.isEmpty()) {
        backlog.remove(source);
      }
      Submission submission = submit(next.envelope, 0, true, next.shape);
      if (submission.status() != Status.PENDING) {
        LOG.log(
            Level.WARNING,
            "a waiting payment of a customer was refused: {0} {1}",
            submission.status(),
            submission.verdict());
      }
    }
  }

  /** Adds up everything; throws when money appeared or disappeared. */
  synchronized void checkBooks() {
    Books.checkAll(world, TOTAL_XLM);
  }

  /** Accounts there are, sorted. */
  synchronized Set<String> accounts() {
    return new TreeSet<>(world.ownAccounts().keySet());
  }

  @Override
  public void close() {
    if (closer != null) {
      closer.shutdownNow();
    }
    synchronized (this) {
      if (file != null && !stopped) {
        file.append(HistoryFile.height(last()));
        file.close();
      }
      stopped = true;
    }
  }
}
