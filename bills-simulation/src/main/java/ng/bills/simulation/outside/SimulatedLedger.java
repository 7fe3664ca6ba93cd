package ng.bills.simulation.outside;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;

/**
 * The ledger and the Horizon in front of it, which can lag. A ledger closes every five seconds. A
 * transaction is applied in the order of its account's sequence numbers and up to its time bound
 * (the bound itself included), once, perhaps long after it was submitted; what is heard of it is
 * another matter (facts/stellar.md §3.6).
 */
public final class SimulatedLedger {

  private static final int CLOSE_SECONDS = 5;
  private static final Duration VALIDITY = Duration.ofSeconds(180);

  private record Operation(
      Instant closedAt,
      Optional<FundsReceipt> receipt,
      Optional<FundsFeed.Unreadable> unreadable) {}

  /** A transaction of ours. */
  private static final class Sent {
    private final RefundOrder order;
    private boolean queued;
    private boolean failed;
    private Optional<Instant> appliedAt = Optional.empty();

    private Sent(RefundOrder order) {
      this.order = order;
    }
  }

  private final Course course;
  private final Truth truth;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Sent> sent = new HashMap<>();
  private final TreeMap<Instant, Long> sequences = new TreeMap<>();
  private final Set<String> gone = new HashSet<>();
  private long balance;
  private int hashes;

  public SimulatedLedger(Course course, Truth truth) {
    this.course = course;
    this.truth = truth;
    sequences.put(Instant.EPOCH, 1000L);
  }

  private static Instant lastClose(Instant at) {
    long second = at.getEpochSecond();
    return Instant.ofEpochSecond(second - second % CLOSE_SECONDS);
  }

  /** When the next ledger closes. */
  public Instant nextClose() {
    return lastClose(course.now()).plusSeconds(CLOSE_SECONDS);
  }

  /** Horizon has seen everything up to that ledger. */
  private Instant seen() {
    Instant closed = lastClose(course.now());
    return course.strikes(Fault.FEED_LAGS)
        ? closed.minusSeconds((long) CLOSE_SECONDS * course.dice().between(1, 12))
        : closed;
  }

  /** cNGN in our account, in stroops. */
  public long balance() {
    return balance;
  }

  /** How many records there are to be read. */
  public int length() {
    return operations.size();
  }

  // --- money arrives -----------------------------------------------------------------------------

  /** A customer pays; it is in the next ledger. */
  public void pay(
      String from, Asset asset, long stroops, Optional<PaymentMemo> memo, Optional<Bill> bill) {
    if (course.strikes(Fault.PAYER_GONE)) {
      gone.add(from);
    }
    boolean poison = course.strikes(Fault.FEED_UNREADABLE);
    Instant close = nextClose();
    course
        .agenda()
        .outsideAt(
            close,
            () -> {
              if (poison) {
                operations.add(
                    new Operation(
                        close,
                        Optional.empty(),
                        Optional.of(
                            new FundsFeed.Unreadable("op" + operations.size(), "{", "cut off"))));
              }
              arrive(close, from, asset, stroops, memo, bill);
            });
  }

  private void arrive(
      Instant close,
      String from,
      Asset asset,
      long stroops,
      Optional<PaymentMemo> memo,
      Optional<Bill> bill) {
    FundsReceipt receipt =
        new FundsReceipt(
            "op" + operations.size(),
            String.format("%064x", ++hashes),
            close,
            from,
            new AssetAmount(asset, stroops),
            memo,
            memo.map(PaymentMemo::text));
    operations.add(new Operation(close, Optional.of(receipt), Optional.empty()));
    course.log(() -> receipt.operationKey() + " brings " + receipt.amount() + " from " + from);
    if (asset.equals(MemoryStellar.CNGN)) {
      balance += stroops;
      truth.arrived(receipt, bill);
    }
  }

  /** What the feed shows after a position. */
  public FundsFeed.Reading after(String position) {
    if (course.strikes(Fault.FEED_UNAVAILABLE)) {
      return new FundsFeed.Unavailable("no answer");
    }
    Instant seen = seen();
    int visible = 0;
    while (visible < operations.size() && !operations.get(visible).closedAt().isAfter(seen)) {
      visible++;
    }
    int from = Integer.parseInt(position);
    int to = Math.max(from, Math.min(visible, from + course.dice().between(1, 4)));
    int begin =
        course.strikes(Fault.FEED_DOUBLED) ? Math.max(0, from - course.dice().between(1, 3)) : from;
    List<Operation> page = operations.subList(Math.min(begin, to), to);
    return new FundsFeed.Page(
        page.stream().flatMap(o -> o.receipt().stream()).toList(),
        page.stream().flatMap(o -> o.unreadable().stream()).toList(),
        String.valueOf(to),
        to < visible,
        seen);
  }

  // --- money leaves ------------------------------------------------------------------------------

  private long sequenceAsOf(Instant ledger) {
    return sequences.floorEntry(ledger).getValue();
  }

  /** Builds a transaction on what Horizon shows of our account. */
  public RefundSender.Preparation prepare(RefundOrder order) {
    if (course.strikes(Fault.PREPARE_UNAVAILABLE)) {
      return new RefundSender.NotNow("no answer");
    }
    if (gone.contains(order.destination())) {
      return new RefundSender.CannotReceive("the account that paid does not trust cNGN any more");
    }
    Instant seen = seen();
    Instant ledger =
        course.strikes(Fault.SEQUENCE_STALE) ? seen.minusSeconds(2 * CLOSE_SECONDS) : seen;
    String hash = String.format("%064x", 1_000_000 + sent.size());
    sent.put(hash, new Sent(order));
    if (course.strikes(Fault.PAYER_GONE_MEANWHILE)) {
      gone.add(order.destination());
    }
    return new RefundSender.Prepared(
        new SignedRefund(
            MemoryStellar.WALLET,
            sequenceAsOf(ledger) + 1,
            "envelope " + hash,
            hash,
            seen.plus(VALIDITY)));
  }

  /** A transaction leaves us. */
  public void submit(SignedRefund signed) {
    course.count(Happening.REFUNDS_SUBMITTED);
    Sent transaction = sent.get(signed.hash());
    if (course.strikes(Fault.SUBMIT_LOST)
        || transaction.queued
        || transaction.appliedAt.isPresent()) {
      return;
    }
    int late = course.strikes(Fault.APPLIED_LATE) ? course.dice().between(1, 34) : 0;
    Instant close = nextClose().plusSeconds((long) CLOSE_SECONDS * late);
    transaction.queued = true;
    course.agenda().outsideAt(close, () -> apply(signed, transaction, close));
  }

  private void apply(SignedRefund signed, Sent transaction, Instant close) {
    transaction.queued = false;
    if (close.isAfter(signed.validUntil())
        || sequenceAsOf(close) != signed.sequence() - 1
        || transaction.appliedAt.isPresent()) {
      return;
    }
    sequences.put(close, signed.sequence());
    transaction.appliedAt = Optional.of(close);
    transaction.failed = gone.contains(transaction.order.destination());
    course.log(() -> signed + (transaction.failed ? " fails" : " is applied"));
    if (transaction.failed) {
      course.count(Happening.REFUNDS_FAILED_IN_LEDGER);
    } else {
      balance -= transaction.order.amount().stroops();
      truth.refunded(transaction.order);
    }
  }

  /** What we hear of a submission. */
  public RefundOutcome answer(SignedRefund signed) {
    Sent transaction = sent.get(signed.hash());
    if (transaction.appliedAt.isEmpty()) {
      boolean overtaken = sequenceAsOf(lastClose(course.now())) >= signed.sequence();
      return new RefundOutcome.Unknown(overtaken ? "tx_bad_seq" : "504");
    }
    return course.strikes(Fault.SUBMIT_ANSWER_LOST)
        ? new RefundOutcome.Unknown("504")
        : applied(signed, transaction);
  }

  private static RefundOutcome applied(SignedRefund signed, Sent transaction) {
    return transaction.failed
        ? new RefundOutcome.Refused("op_no_trust", true)
        : new RefundOutcome.Confirmed(signed.hash(), transaction.appliedAt.orElseThrow());
  }

  /** What we find when we look for it. */
  public RefundOutcome lookUp(SignedRefund signed) {
    if (course.strikes(Fault.LOOKUP_UNAVAILABLE)) {
      return new RefundOutcome.Unknown("root 503");
    }
    Instant seen = seen();
    Sent transaction = sent.get(signed.hash());
    if (transaction.appliedAt.filter(at -> !at.isAfter(seen)).isPresent()) {
      return applied(signed, transaction);
    }
    if (seen.isAfter(signed.validUntil())) {
      return dead("a ledger closed after its time bound");
    }
    return sequenceAsOf(seen) >= signed.sequence()
        ? dead("another transaction used its sequence number")
        : new RefundOutcome.Unknown("not found");
  }

  private RefundOutcome dead(String proof) {
    course.count(Happening.REFUNDS_PROVEN_DEAD);
    return new RefundOutcome.ProvenDead(proof);
  }
}
