package ng.bills.application.memory;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import ng.bills.application.act.port.ReviewOwners;
import ng.bills.application.act.port.StaffActs;
import ng.bills.application.audit.port.AuditLog;
import ng.bills.application.fee.port.FeeChanges;
import ng.bills.application.funds.port.FundsAssignments;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.funds.port.FundsReceipts;
import ng.bills.application.ledger.port.Journal;
import ng.bills.application.limit.port.PermitCounts;
import ng.bills.application.notice.port.Notices;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.payment.port.PaymentNotes;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.payment.port.Repetitions;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.application.refund.port.RefundLane;
import ng.bills.application.refund.port.Refunds;
import ng.bills.application.stage.port.DueWork;
import ng.bills.application.vending.port.ProviderFloats;
import ng.bills.application.vending.port.ProviderSwitches;
import ng.bills.application.webhook.port.ProviderEvents;
import ng.bills.domain.audit.AuditEntry;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.fee.FeeChange;
import ng.bills.domain.fee.FeeChangeId;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.notice.NoticeState;
import ng.bills.domain.notice.NoticeTry;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundSnapshot;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.domain.webhook.ProviderEventId;

/**
 * A database, a clock and a node in memory, for tests of use cases and stages. It commits and rolls
 * back, claims and leases, refuses what the real tables refuse, and can die at any commit. Whoever
 * calls outside while a unit of work is open is caught by {@link #outside}.
 */
public final class MemoryWorld implements AfterCommit, Outbox, InstantSource, IdSource {

  /** The node dies here: nothing after it runs, what was not committed is gone. */
  public static final class NodeDied extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The rows; what the open unit of work does to them can be taken back. */
  private static final class Tables {
    final UndoLog log = new UndoLog();
    final Map<PaymentId, PaymentSnapshot> payments = new UndoMap<>(log);
    final Map<PaymentId, List<PaymentMoved>> moves = new UndoMap<>(log);
    final Map<PaymentId, MemoryFirstAnswers.Row> answers = new UndoMap<>(log);
    final Map<PermitCounts.Subject, MemoryPermitCounts.Row> permits = new UndoMap<>(log);
    final Map<PaymentId, Instant> likes = new UndoMap<>(log);
    final Map<RefundId, RefundSnapshot> refunds = new UndoMap<>(log);
    final Map<String, ReceiptRow> receipts = new UndoMap<>(log);
    final Map<String, FundsReceipts.Cursor> cursors = new UndoMap<>(log);
    final List<FundsFeed.Unreadable> quarantine = new UndoList<>(log);
    final Map<String, JournalEntry> journal = new UndoMap<>(log);
    final Map<NoticeId, Notice> notices = new UndoMap<>(log);
    final Map<PaymentId, List<NoticeTry>> tries = new UndoMap<>(log);
    final Map<PaymentId, List<Review>> reviews = new UndoMap<>(log);
    final Map<String, LaneRow> lanes = new UndoMap<>(log);
    final Map<PaymentId, Instant> looks = new UndoMap<>(log);
    final Set<NoticeId> readyNotices = Collections.newSetFromMap(new UndoMap<>(log));
    final Map<ProviderEventId, Instant> readyEvents = new UndoMap<>(log);
    final MemoryEvents.Rows events = new MemoryEvents.Rows(log);
    final Map<PaymentId, List<PaymentNote>> notes = new UndoMap<>(log);
    final List<ProviderSwitches.Switching> switchings = new UndoList<>(log);
    final List<ProviderFloats.Told> floats = new UndoList<>(log);
    final List<ClockBreach> breaches = new UndoList<>(log);
    final MemoryHooks.Rows hooks = new MemoryHooks.Rows(log);
    final Set<HookEndpointId> readyHooks = Collections.newSetFromMap(new UndoMap<>(log));
    final MemoryActs.Rows acts = new MemoryActs.Rows(log);
    final List<AuditEntry> audit = new UndoList<>(log);
    final Map<FeeChangeId, FeeChange> fees = new UndoMap<>(log);
  }

  /**
   * Money that was taken in.
   *
   * @param receipt what came
   * @param match what it turned out to be
   * @param payment whom it names
   */
  public record ReceiptRow(FundsReceipt receipt, FundsMatch match, Optional<PaymentId> payment) {}

  private record LaneRow(RefundId refund, Instant until) {}

  private final Tables tables = new Tables();
  private boolean open;
  private volatile Thread owner;
  private final Deque<Runnable> background = new ConcurrentLinkedDeque<>();
  private List<Runnable> afterThis = new ArrayList<>();
  private volatile Instant now = Instant.parse("2026-03-09T12:00:00Z");
  private final Random random;
  private int commits;
  private int dieBeforeCommit;
  private int dieAfterCommit;
  private int meanwhileAfterCommit;
  private Runnable meanwhile = () -> {};
  private final Set<PaymentId> unreadable = new HashSet<>();

  public MemoryWorld(long seed) {
    this.random = new Random(seed);
  }

  // --- unit of work ----------------------------------------------------------------------------

  /** Runs work in one transaction. */
  public synchronized <T> T call(Supplier<T> work) {
    T result = commit(work);
    if (commits == meanwhileAfterCommit) {
      meanwhileAfterCommit = 0;
      meanwhile.run();
    }
    return result;
  }

  /** Something else happens right after the n-th commit from now. */
  public void meanwhile(int afterCommit, Runnable what) {
    meanwhileAfterCommit = commits + afterCommit;
    meanwhile = what;
  }

  /** That payment's row cannot be read any more: a key is lost, bytes are damaged. */
  public void damage(PaymentId payment) {
    unreadable.add(payment);
  }

  private <T> T commit(Supplier<T> work) {
    if (open) {
      throw new IllegalStateException("units of work do not nest");
    }
    tables.log.begin();
    open = true;
    owner = Thread.currentThread();
    afterThis = new ArrayList<>();
    boolean committed = false;
    try {
      T result = work.get();
      commits++;
      if (commits == dieBeforeCommit) {
        throw new NodeDied();
      }
      committed = true;
      background.addAll(afterThis);
      if (commits == dieAfterCommit) {
        throw new NodeDied();
      }
      return result;
    } finally {
      open = false;
      owner = null;
      if (committed) {
        tables.log.commit();
      } else {
        tables.log.rollBack();
      }
    }
  }

  /** To be called by every double of the outside world. */
  public void outside() {
    if (owner == Thread.currentThread()) {
      throw new AssertionError("a call to the outside while a unit of work is open");
    }
  }

  public int commits() {
    return commits;
  }

  /** Dies before or after the n-th commit from now; 0 for not at all. */
  public void dieAt(int before, int after) {
    dieBeforeCommit = before == 0 ? 0 : commits + before;
    dieAfterCommit = after == 0 ? 0 : commits + after;
  }

  /** A new node over the same tables: whatever was to run in the background is lost. */
  public void restart() {
    dieAt(0, 0);
    background.clear();
  }

  @Override
  public void run(Runnable task) {
    if (owner == Thread.currentThread()) {
      afterThis.add(task);
    } else {
      background.add(task);
    }
  }

  public UnitOfWork unitOfWork() {
    return new UnitOfWork() {
      @Override
      public synchronized <T> T call(Supplier<T> work) {
        return MemoryWorld.this.call(work);
      }
    };
  }

  /** Runs everything that is to run in the background, also what that starts. */
  public void runBackground() {
    for (Runnable task = background.poll(); task != null; task = background.poll()) {
      task.run();
    }
  }

  /** Hands everything that is to run in the background to threads. */
  public void runBackground(Executor threads) {
    for (Runnable task = background.poll(); task != null; task = background.poll()) {
      threads.execute(task);
    }
  }

  // --- clock and ids -----------------------------------------------------------------------------

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public UUID newId() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  @Override
  public byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String randomText(int length) {
    String letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  // --- outbox ------------------------------------------------------------------------------------

  @Override
  public void lookAt(PaymentId payment, Instant due) {
    inside();
    tables.looks.put(payment, due);
  }

  @Override
  public void refundReady() {
    inside();
  }

  @Override
  public void noticeReady(NoticeId notice) {
    inside();
    tables.readyNotices.add(notice);
  }

  @Override
  public void eventReady(ProviderEventId event, Instant due) {
    inside();
    tables.readyEvents.put(event, due);
  }

  @Override
  public void hookReady(HookEndpointId endpoint, Instant due) {
    inside();
    tables.readyHooks.add(endpoint);
  }

  /** Endpoints with a message to look at them; read once. */
  public Set<HookEndpointId> takeReadyHooks() {
    Set<HookEndpointId> ready = new LinkedHashSet<>(tables.readyHooks);
    tables.readyHooks.clear();
    return ready;
  }

  public MemoryHooks hooks() {
    return hooks(this, this);
  }

  /** For a node with messages and ids of its own. */
  public MemoryHooks hooks(Outbox outbox, IdSource ids) {
    return new MemoryHooks(() -> tables.hooks, outbox, ids);
  }

  /** Payments with a message to look at them, and when. */
  public Map<PaymentId, Instant> looks() {
    return Map.copyOf(tables.looks);
  }

  // --- ports -------------------------------------------------------------------------------------

  private void inside() {
    if (!open) {
      throw new IllegalStateException("only inside a unit of work");
    }
  }

  public FirstAnswers firstAnswers() {
    return new MemoryFirstAnswers(
        () -> {
          inside();
          return tables.answers;
        },
        this::call);
  }

  public PermitCounts permitCounts() {
    return new MemoryPermitCounts(
        () -> {
          inside();
          return tables.permits;
        },
        this);
  }

  public Repetitions repetitions() {
    return new MemoryRepetitions(
        () -> {
          inside();
          return tables.likes;
        },
        () -> tables.payments);
  }

  public Payments payments() {
    return new Payments() {
      @Override
      public void add(Payment payment) {
        inside();
        PaymentSnapshot s = payment.snapshot();
        boolean taken =
            tables.payments.values().stream()
                .anyMatch(
                    p ->
                        p.reference().equals(s.reference())
                            || s.request().requestReference().isPresent()
                                && p.request().partner().equals(s.request().partner())
                                && p.request()
                                    .requestReference()
                                    .equals(s.request().requestReference()));
        if (taken) {
          throw new ConflictException("reference taken", null);
        }
        tables.payments.put(s.id(), versioned(s, 1));
        tables.moves.put(s.id(), payment.takeNewMoves());
      }

      @Override
      public void save(Payment payment, List<PaymentMoved> newMoves) {
        inside();
        PaymentSnapshot s = payment.snapshot();
        if (tables.payments.get(s.id()).version() != s.version()) {
          throw new ConflictException("payment changed", null);
        }
        List<PaymentMoved> all = new ArrayList<>(tables.moves.get(s.id()));
        for (PaymentMoved moved : newMoves) {
          PaymentMoved last = all.get(all.size() - 1);
          if (moved.sequence() != last.sequence() + 1 || moved.from() != last.to()) {
            throw new AssertionError("the chain of moves is broken");
          }
          all.add(moved);
        }
        if (all.get(all.size() - 1).to() != s.state()) {
          throw new AssertionError("state without its move");
        }
        tables.moves.put(s.id(), all);
        s.review()
            .filter(r -> !s.review().equals(tables.payments.get(s.id()).review()))
            .ifPresent(r -> append(tables.reviews, s.id(), r));
        tables.payments.put(s.id(), versioned(s, s.version() + 1));
      }

      @Override
      public Optional<Payment> lock(PaymentId id) {
        return find(id);
      }

      @Override
      public List<Payment> lockAll(Collection<PaymentReference> references) {
        inside();
        return tables.payments.values().stream()
            .filter(p -> references.contains(p.reference()))
            .map(Payment::reconstitute)
            .toList();
      }

      @Override
      public Optional<Payment> find(PaymentId id) {
        inside();
        if (unreadable.contains(id)) {
          throw new IllegalStateException("payment " + id + " cannot be opened");
        }
        return Optional.ofNullable(tables.payments.get(id)).map(Payment::reconstitute);
      }

      @Override
      public Optional<Payment> findByRequestReference(PartnerId partner, String reference) {
        inside();
        return tables.payments.values().stream()
            .filter(p -> p.request().partner().equals(partner))
            .filter(p -> p.request().requestReference().equals(Optional.of(reference)))
            .findFirst()
            .map(Payment::reconstitute);
      }

      @Override
      public List<PaymentId> expiredBefore(Instant moment, int limit) {
        inside();
        return tables.payments.values().stream()
            .filter(p -> p.state() == PaymentState.PENDING_PAYMENT)
            .filter(p -> p.expiresAt().isBefore(moment))
            .limit(limit)
            .map(PaymentSnapshot::id)
            .toList();
      }
    };
  }

  private static PaymentSnapshot versioned(PaymentSnapshot s, long version) {
    return new PaymentSnapshot(
        s.id(),
        s.reference(),
        s.request(),
        s.state(),
        s.moveCount(),
        s.createdAt(),
        s.expiresAt(),
        s.updatedAt(),
        s.nextActionAt(),
        s.lease(),
        s.checkTries(),
        s.retriesUsed(),
        s.customerName(),
        s.attempts(),
        s.delivery(),
        s.failure(),
        s.review(),
        s.completedAt(),
        version);
  }

  public PaymentHistory history() {
    return new PaymentHistory() {
      @Override
      public List<Line> latest(Filter filter, int limit) {
        return lines(filter).limit(limit).toList();
      }

      @Override
      public Map<BillType, Total> totals(
          PartnerId partner, Optional<Instant> from, Optional<Instant> to) {
        Map<BillType, Total> totals = new HashMap<>();
        lines(new Filter(partner, Set.of(PaymentState.COMPLETED), Optional.empty(), from, to))
            .forEach(
                l ->
                    totals.merge(
                        l.billType(),
                        new Total(1, l.amountKobo() + l.feeKobo()),
                        (a, b) -> new Total(a.count() + b.count(), a.totalKobo() + b.totalKobo())));
        return totals;
      }

      @Override
      public List<PaymentMoved> moves(PaymentId payment) {
        inside();
        return tables.moves.getOrDefault(payment, List.of());
      }

      @Override
      public List<Review> reviews(PaymentId payment) {
        inside();
        return tables.reviews.getOrDefault(payment, List.of());
      }

      private java.util.stream.Stream<Line> lines(Filter filter) {
        inside();
        return tables.payments.values().stream()
            .filter(p -> p.request().partner().equals(filter.partner()))
            .filter(p -> filter.states().isEmpty() || filter.states().contains(p.state()))
            .filter(p -> filter.billType().filter(t -> t != p.request().billType()).isEmpty())
            .filter(p -> filter.from().filter(f -> p.createdAt().isBefore(f)).isEmpty())
            .filter(p -> filter.to().filter(t -> !p.createdAt().isBefore(t)).isEmpty())
            .sorted(
                Comparator.comparing(PaymentSnapshot::createdAt)
                    .thenComparing(p -> p.id().value())
                    .reversed())
            .map(
                p ->
                    new Line(
                        p.id(),
                        p.reference().value(),
                        p.state(),
                        p.request().billType(),
                        p.request().biller().value(),
                        p.request().account().masked(),
                        p.request().amount().kobo(),
                        p.request().fee().kobo(),
                        p.createdAt(),
                        p.updatedAt(),
                        p.completedAt()));
      }
    };
  }

  public DueWork dueWork() {
    return new DueWork() {
      private boolean free(Optional<Instant> due, Optional<Lease> lease, Instant at) {
        return due.filter(d -> !d.isAfter(at)).isPresent()
            && lease.filter(l -> l.until().isAfter(at)).isEmpty();
      }

      private void leasePayment(PaymentId id, Lease lease) {
        Payment payment = Payment.reconstitute(tables.payments.get(id));
        payment.leaseTo(lease);
        PaymentSnapshot s = payment.snapshot();
        tables.payments.put(id, versioned(s, s.version() + 1));
      }

      @Override
      public List<PaymentId> claimPayments(PaymentState state, int limit, Lease lease, Instant at) {
        inside();
        List<PaymentId> due =
            tables.payments.values().stream()
                .filter(p -> p.state() == state)
                .filter(p -> p.review().isEmpty() && free(p.nextActionAt(), p.lease(), at))
                .limit(limit)
                .map(PaymentSnapshot::id)
                .toList();
        due.forEach(id -> leasePayment(id, lease));
        return due;
      }

      @Override
      public boolean claimPayment(PaymentId id, Lease lease, Instant at) {
        inside();
        PaymentSnapshot p = tables.payments.get(id);
        boolean free = p != null && p.review().isEmpty() && free(p.nextActionAt(), p.lease(), at);
        if (free) {
          leasePayment(id, lease);
        }
        return free;
      }

      @Override
      public List<RefundId> claimRefunds(int limit, Lease lease, Instant at) {
        inside();
        List<RefundSnapshot> due =
            tables.refunds.values().stream()
                .filter(r -> free(r.nextActionAt(), r.lease(), at))
                .limit(limit)
                .toList();
        for (RefundSnapshot s : due) {
          Refund refund = Refund.reconstitute(s);
          refund.leaseTo(lease);
          tables.refunds.put(s.id(), versioned(refund.snapshot()));
        }
        return due.stream().map(RefundSnapshot::id).toList();
      }

      @Override
      public List<NoticeId> claimNotices(int limit, Lease lease, Instant at) {
        inside();
        List<Notice> due =
            tables.notices.values().stream()
                .filter(n -> free(n.nextActionAt(), n.lease(), at))
                .limit(limit)
                .toList();
        due.forEach(n -> tables.notices.put(n.id(), newVersion(n.leasedTo(lease))));
        return due.stream().map(Notice::id).toList();
      }

      @Override
      public boolean claimNotice(NoticeId id, Lease lease, Instant at) {
        inside();
        Notice notice = tables.notices.get(id);
        boolean free = notice != null && free(notice.nextActionAt(), notice.lease(), at);
        if (free) {
          tables.notices.put(id, newVersion(notice.leasedTo(lease)));
        }
        return free;
      }

      @Override
      public Optional<Instant> oldestDue(Set<PaymentState> states, Instant at) {
        inside();
        return tables.payments.values().stream()
            .filter(p -> states.contains(p.state()))
            .flatMap(p -> p.nextActionAt().stream())
            .filter(due -> !due.isAfter(at))
            .min(Comparator.naturalOrder());
      }
    };
  }

  /** How often somebody asked for the stored position of the feed. */
  public int positionsRead;

  public FundsReceipts receipts() {
    return new FundsReceipts() {
      @Override
      public Optional<Cursor> cursor(String feed) {
        inside();
        positionsRead++;
        return Optional.ofNullable(tables.cursors.get(feed));
      }

      @Override
      public void begin(String feed, Cursor cursor) {
        inside();
        if (tables.cursors.putIfAbsent(feed, cursor) != null) {
          throw new ConflictException("cursor exists", null);
        }
      }

      @Override
      public boolean advance(String feed, String from, Cursor to) {
        inside();
        boolean same = tables.cursors.get(feed).position().equals(from);
        if (same) {
          tables.cursors.put(feed, to);
        }
        return same;
      }

      @Override
      public List<String> known(String feed, List<String> operationKeys) {
        inside();
        return operationKeys.stream().filter(tables.receipts::containsKey).toList();
      }

      @Override
      public void add(
          String feed, FundsReceipt receipt, FundsMatch match, Optional<PaymentId> payment) {
        inside();
        ReceiptRow row = new ReceiptRow(receipt, match, payment);
        if (tables.receipts.putIfAbsent(receipt.operationKey(), row) != null) {
          throw new ConflictException("receipt exists", null);
        }
      }

      @Override
      public void quarantine(String feed, FundsFeed.Unreadable unreadable) {
        inside();
        tables.quarantine.add(unreadable);
      }

      @Override
      public List<FundsReceipt> heldFor(PaymentId payment) {
        inside();
        return tables.receipts.values().stream()
            .filter(r -> isExactFor(r, payment) || isAssigned(r, payment))
            .map(ReceiptRow::receipt)
            .filter(
                r ->
                    tables.refunds.values().stream()
                        .filter(f -> f.state() != RefundState.WITHDRAWN)
                        .noneMatch(f -> f.operationKey().equals(r.operationKey())))
            .toList();
      }

      @Override
      public List<FundsReceipt> of(PaymentId payment) {
        inside();
        return tables.receipts.values().stream()
            .filter(r -> r.payment().equals(Optional.of(payment)) || isAssigned(r, payment))
            .map(ReceiptRow::receipt)
            .toList();
      }

      private boolean isExactFor(ReceiptRow row, PaymentId payment) {
        return row.match() == FundsMatch.EXACT && row.payment().equals(Optional.of(payment));
      }

      private boolean isAssigned(ReceiptRow row, PaymentId payment) {
        return payment.equals(tables.acts.assignments.get(row.receipt().operationKey()));
      }

      @Override
      public Optional<FundsReceipt> find(String operationKey) {
        inside();
        return Optional.ofNullable(tables.receipts.get(operationKey)).map(ReceiptRow::receipt);
      }
    };
  }

  private MemoryActs acts() {
    return new MemoryActs(
        () -> {
          inside();
          return tables.acts;
        },
        refund -> Optional.ofNullable(tables.refunds.get(refund)).flatMap(RefundSnapshot::payment));
  }

  public StaffActs staffActs() {
    return acts();
  }

  public FeeChanges feeChanges() {
    return new MemoryFees(() -> tables.fees);
  }

  public AuditLog auditLog() {
    return new MemoryAudit(
        () -> {
          inside();
          return tables.audit;
        });
  }

  /** What was written into the audit log, in order. */
  public List<AuditEntry> audited() {
    return List.copyOf(tables.audit);
  }

  public ReviewOwners reviewOwners() {
    return acts();
  }

  public FundsAssignments fundsAssignments() {
    return acts();
  }

  public Refunds refunds() {
    return new Refunds() {
      @Override
      public void add(Refund refund) {
        inside();
        RefundSnapshot s = refund.snapshot();
        if (tables.refunds.values().stream()
            .filter(r -> r.state() != RefundState.WITHDRAWN)
            .anyMatch(r -> r.operationKey().equals(s.operationKey()))) {
          throw new ConflictException("receipt has a refund", null);
        }
        tables.refunds.put(s.id(), versioned(s));
      }

      @Override
      public void save(Refund refund) {
        inside();
        RefundSnapshot s = refund.snapshot();
        if (tables.refunds.get(s.id()).version() != s.version()) {
          throw new ConflictException("refund changed", null);
        }
        if (refund.liveAttempt().isPresent()
            && tables.refunds.values().stream()
                .filter(r -> !r.id().equals(s.id()))
                .anyMatch(r -> Refund.reconstitute(r).liveAttempt().isPresent())) {
          throw new ConflictException("another refund is live", null);
        }
        tables.refunds.put(s.id(), versioned(s));
      }

      @Override
      public Optional<Refund> lock(RefundId id) {
        inside();
        return Optional.ofNullable(tables.refunds.get(id)).map(Refund::reconstitute);
      }

      @Override
      public List<Refund> of(PaymentId payment) {
        inside();
        return tables.refunds.values().stream()
            .filter(r -> r.payment().equals(Optional.of(payment)))
            .map(Refund::reconstitute)
            .toList();
      }
    };
  }

  private static RefundSnapshot versioned(RefundSnapshot s) {
    return new RefundSnapshot(
        s.id(),
        s.operationKey(),
        s.payment(),
        s.settlesPayment(),
        s.order(),
        s.reason(),
        s.state(),
        s.attempts(),
        s.nextActionAt(),
        s.lease(),
        s.blockedBy(),
        s.hindrance(),
        s.createdAt(),
        s.confirmedAt(),
        s.version() + 1);
  }

  public RefundClocks refundClocks() {
    return new MemoryRefundClocks(
        () -> {
          inside();
          return new MemoryRefundClocks.Rows(
              tables.payments, tables.moves, tables.refunds, tables.breaches);
        });
  }

  /** Breaches of the refund clock, for looking at the end. */
  public List<ClockBreach> allBreaches() {
    return List.copyOf(tables.breaches);
  }

  public RefundLane lane() {
    return new RefundLane() {
      @Override
      public boolean take(String sourceAccount, RefundId refund, Instant until, Instant at) {
        inside();
        LaneRow row = tables.lanes.get(sourceAccount);
        boolean othersLive =
            tables.refunds.values().stream()
                .filter(r -> !r.id().equals(refund))
                .anyMatch(r -> Refund.reconstitute(r).liveAttempt().isPresent());
        boolean free = row == null || row.refund().equals(refund) || !row.until().isAfter(at);
        if (othersLive || !free) {
          return false;
        }
        tables.lanes.put(sourceAccount, new LaneRow(refund, until));
        return true;
      }

      @Override
      public void release(String sourceAccount, RefundId refund) {
        inside();
        LaneRow row = tables.lanes.get(sourceAccount);
        if (row != null && row.refund().equals(refund)) {
          tables.lanes.remove(sourceAccount);
        }
      }
    };
  }

  public Journal journal() {
    return new Journal() {
      @Override
      public void append(JournalEntry entry) {
        inside();
        if (tables.journal.putIfAbsent(entry.reference(), entry) != null) {
          throw new ConflictException("booked already: " + entry.reference(), null);
        }
      }

      @Override
      public Map<AccountCode, BigInteger> balances() {
        inside();
        Map<AccountCode, BigInteger> sums = new HashMap<>();
        for (JournalEntry entry : tables.journal.values()) {
          for (Posting posting : entry.postings()) {
            sums.merge(posting.account(), BigInteger.valueOf(posting.stroops()), BigInteger::add);
          }
        }
        return sums;
      }

      @Override
      public List<JournalEntry> of(PaymentId payment) {
        inside();
        return tables.journal.values().stream()
            .filter(e -> e.payment().equals(Optional.of(payment)))
            .toList();
      }
    };
  }

  public PaymentNotes notes() {
    return new PaymentNotes() {
      @Override
      public void append(PaymentId payment, List<PaymentNote> added) {
        inside();
        List<PaymentNote> all = new ArrayList<>(of(payment));
        for (PaymentNote note : added) {
          boolean known =
              all.stream()
                  .anyMatch(
                      n ->
                          n.kind() == note.kind()
                              && n.attempt() == note.attempt()
                              && n.provider().equals(note.provider())
                              && n.text().equals(note.text()));
          if (!known) {
            all.add(note);
          }
        }
        tables.notes.put(payment, all);
      }

      @Override
      public List<PaymentNote> of(PaymentId payment) {
        inside();
        return tables.notes.getOrDefault(payment, List.of());
      }
    };
  }

  public ProviderSwitches switches() {
    return new ProviderSwitches() {
      @Override
      public boolean isOn(ProviderCode provider) {
        return tables.switchings.stream()
            .filter(s -> s.provider().equals(provider))
            .reduce((first, second) -> second)
            .map(Switching::on)
            .orElse(true);
      }

      @Override
      public void record(Switching switching) {
        inside();
        tables.switchings.add(switching);
      }

      @Override
      public Map<ProviderCode, Switching> latest() {
        inside();
        Map<ProviderCode, Switching> latest = new HashMap<>();
        tables.switchings.forEach(s -> latest.put(s.provider(), s));
        return latest;
      }

      @Override
      public List<Switching> of(ProviderCode provider) {
        inside();
        return tables.switchings.stream().filter(s -> s.provider().equals(provider)).toList();
      }
    };
  }

  public ProviderFloats floats() {
    return new ProviderFloats() {
      @Override
      public void keep(Told told) {
        inside();
        tables.floats.add(told);
      }

      @Override
      public Optional<Told> latest(ProviderCode provider) {
        inside();
        return since(provider, Instant.EPOCH).stream().reduce((first, second) -> second);
      }

      @Override
      public List<Told> since(ProviderCode provider, Instant from) {
        inside();
        return tables.floats.stream()
            .filter(t -> t.provider().equals(provider) && !t.at().isBefore(from))
            .toList();
      }

      @Override
      public long spentKobo(ProviderCode provider, Instant from, Instant until) {
        inside();
        long stroops =
            tables.journal.values().stream()
                .filter(e -> !e.at().isBefore(from) && e.at().isBefore(until))
                .flatMap(e -> e.postings().stream())
                .filter(posting -> posting.account().equals(AccountCode.floatAt(provider)))
                .mapToLong(posting -> -posting.stroops())
                .sum();
        return stroops / AssetAmount.STROOPS_PER_KOBO;
      }
    };
  }

  public Notices notices() {
    return new Notices() {
      @Override
      public void addIfAbsent(Notice notice) {
        inside();
        boolean there =
            tables.notices.values().stream()
                .anyMatch(
                    n ->
                        n.payment().equals(notice.payment())
                            && n.kind() == notice.kind()
                            && n.channel() == notice.channel());
        if (!there) {
          tables.notices.put(notice.id(), newVersion(notice));
        }
      }

      @Override
      public void save(Notice notice) {
        inside();
        if (tables.notices.get(notice.id()).version() != notice.version()) {
          throw new ConflictException(notice.id() + " was changed since it was read", null);
        }
        keepTry(tables.notices.get(notice.id()), notice);
        tables.notices.put(notice.id(), newVersion(notice));
      }

      @Override
      public Optional<Notice> find(NoticeId id) {
        inside();
        return Optional.ofNullable(tables.notices.get(id));
      }

      @Override
      public List<Notice> of(PaymentId payment) {
        inside();
        return tables.notices.values().stream().filter(n -> n.payment().equals(payment)).toList();
      }

      @Override
      public List<NoticeTry> tries(PaymentId payment) {
        inside();
        return tables.tries.getOrDefault(payment, List.of());
      }
    };
  }

  private static <T> void append(Map<PaymentId, List<T>> table, PaymentId payment, T row) {
    List<T> all = new ArrayList<>(table.getOrDefault(payment, List.of()));
    all.add(row);
    table.put(payment, all);
  }

  /** As a trigger of the database does. */
  private void keepTry(Notice before, Notice after) {
    if (before.state() == NoticeState.SENT && after.state() == NoticeState.DUE) {
      append(
          tables.tries,
          after.payment(),
          new NoticeTry(
              before.kind(),
              before.channel(),
              before.tries(),
              NoticeTry.Result.SENT,
              Optional.empty(),
              before.sentAt().orElseThrow()));
    } else if (after.lastError().isPresent() && after.tries() > before.tries()) {
      append(
          tables.tries,
          after.payment(),
          new NoticeTry(
              after.kind(),
              after.channel(),
              after.tries(),
              after.state() == NoticeState.DEAD
                  ? NoticeTry.Result.GIVEN_UP
                  : NoticeTry.Result.FAILED,
              after.lastError(),
              now));
    }
  }

  private static Notice newVersion(Notice n) {
    return new Notice(
        n.id(),
        n.payment(),
        n.kind(),
        n.channel(),
        n.state(),
        n.tries(),
        n.nextActionAt(),
        n.lease(),
        n.lastError(),
        n.sentAt(),
        n.version() + 1);
  }

  public ProviderEvents events() {
    return new MemoryEvents(
        () -> {
          inside();
          return tables.events;
        },
        () -> tables.payments.values());
  }

  /** Events of providers, for looking at the end. */
  public List<ProviderEvent> allEvents() {
    return tables.events.all();
  }

  /** Events with a message to look at them, and when; taken with it. */
  public Map<ProviderEventId, Instant> takeReadyEvents() {
    Map<ProviderEventId, Instant> taken = Map.copyOf(tables.readyEvents);
    tables.readyEvents.clear();
    return taken;
  }

  /** Notices with a message to send them now, in the order the messages were written. */
  public List<NoticeId> readyNotices() {
    return List.copyOf(tables.readyNotices);
  }

  /** The message about a notice was brought; of one whose bringer dies it comes again. */
  public void brought(NoticeId notice) {
    tables.readyNotices.remove(notice);
  }

  /** All payments, for looking at the end. */
  public List<Payment> allPayments() {
    return tables.payments.values().stream().map(Payment::reconstitute).toList();
  }

  public List<Refund> allRefunds() {
    return tables.refunds.values().stream().map(Refund::reconstitute).toList();
  }

  // --- rows as they are, for looking at them between units of work -------------------------------

  public Collection<PaymentSnapshot> paymentRows() {
    return Collections.unmodifiableCollection(tables.payments.values());
  }

  public List<PaymentMoved> movesOf(PaymentId payment) {
    return tables.moves.getOrDefault(payment, List.of());
  }

  public List<PaymentNote> notesOf(PaymentId payment) {
    return tables.notes.getOrDefault(payment, List.of());
  }

  public Collection<RefundSnapshot> refundRows() {
    return Collections.unmodifiableCollection(tables.refunds.values());
  }

  public Collection<ReceiptRow> receiptRows() {
    return Collections.unmodifiableCollection(tables.receipts.values());
  }

  public Collection<JournalEntry> journalRows() {
    return Collections.unmodifiableCollection(tables.journal.values());
  }

  public Collection<Notice> noticeRows() {
    return Collections.unmodifiableCollection(tables.notices.values());
  }

  /** What each receipt was taken for, in the order they came. */
  public List<FundsMatch> matches() {
    return tables.receipts.values().stream().map(ReceiptRow::match).toList();
  }

  /** The whole journal, oldest first. */
  public List<JournalEntry> entries() {
    return List.copyOf(tables.journal.values());
  }

  public List<FundsFeed.Unreadable> quarantined() {
    return List.copyOf(Objects.requireNonNull(tables.quarantine));
  }
}
