package ng.bills.application.funds;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.application.funds.port.FeedUnavailableException;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.funds.port.FundsReceipts;
import ng.bills.application.ledger.Bookkeeper;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.Refunds;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.stage.StageRunner;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundReason;

/**
 * Stage 1: reads the feed of arriving money from the stored position on. Every receipt becomes a
 * row, matched or not, in the transaction that moves the position, so that each counts once
 * whatever dies. Exact money sets its payment going at once; all other cNGN is owed back to its
 * sender.
 */
@Singleton
public class TakeInFunds {

  private static final System.Logger LOG = System.getLogger(TakeInFunds.class.getName());
  private static final int MAX_PAGES = 500;
  private static final Duration SEEN_STEP = Duration.ofSeconds(5);

  /** How long a position this node has stored itself counts as the newest. */
  private static final Duration OWN_POSITION = Duration.ofSeconds(1);

  private final FundsFeed feed;
  private final FundsReceipts receipts;
  private final Payments payments;
  private final RecordPayment recordPayment;
  private final Refunds refunds;
  private final Bookkeeper bookkeeper;
  private final StageRunner runner;
  private final UnitOfWork tx;
  private final AfterCommit background;
  private final Outbox outbox;
  private final IdSource ids;
  private final InstantSource clock;
  private final PaymentPolicy paymentPolicy;
  private final StagePolicy stagePolicy;
  private final AtomicReference<Status> status = new AtomicReference<>();
  private final AtomicReference<OwnPosition> own = new AtomicReference<>();

  /**
   * A position this node has stored; what is read from it is refused if somebody moved it since.
   */
  private record OwnPosition(String position, Instant until) {}

  @Inject
  public TakeInFunds(
      FundsFeed feed,
      FundsReceipts receipts,
      Payments payments,
      RecordPayment recordPayment,
      Refunds refunds,
      Bookkeeper bookkeeper,
      StageRunner runner,
      UnitOfWork tx,
      AfterCommit background,
      Outbox outbox,
      IdSource ids,
      InstantSource clock,
      PaymentPolicy paymentPolicy,
      StagePolicy stagePolicy) {
    this.feed = feed;
    this.receipts = receipts;
    this.payments = payments;
    this.recordPayment = recordPayment;
    this.refunds = refunds;
    this.bookkeeper = bookkeeper;
    this.runner = runner;
    this.tx = tx;
    this.background = background;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
    this.paymentPolicy = paymentPolicy;
    this.stagePolicy = stagePolicy;
  }

  /**
   * How the last look went.
   *
   * @param at when
   * @param seenThrough close time of the newest ledger seen, when the feed answered
   * @param trouble why nothing was taken in, when nothing was
   * @param halted whether a person must look before anything is read again
   * @param readAt when a page, be it an empty one, was last read and stored
   */
  public record Status(
      Instant at,
      Optional<Instant> seenThrough,
      Optional<String> trouble,
      boolean halted,
      Optional<Instant> readAt) {}

  /** How the last look went on this node; empty before the first. */
  public Optional<Status> status() {
    return Optional.ofNullable(status.get());
  }

  /**
   * Reads on until the feed has nothing more.
   *
   * @return how many receipts were taken in
   */
  public int takeIn() {
    try {
      return readOn();
    } catch (RuntimeException e) {
      // the message may quote what was to be stored; the timer logs it, health answers show this
      note(Optional.empty(), Optional.of("broken off by " + e.getClass().getSimpleName()), false);
      throw e;
    }
  }

  private int readOn() {
    int taken = 0;
    for (int page = 0; page < MAX_PAGES; page++) {
      String position;
      try {
        position = position();
      } catch (FeedUnavailableException e) {
        trouble(new FundsFeed.Unavailable(e.getMessage()));
        return taken;
      }
      FundsFeed.Reading reading = feed.after(position);
      if (reading instanceof FundsFeed.Page read) {
        if (!takeIn(position, read)) {
          return taken;
        }
        taken += read.receipts().size();
        if (!read.more()) {
          return taken;
        }
      } else {
        trouble(reading);
        return taken;
      }
    }
    return taken;
  }

  private void trouble(FundsFeed.Reading reading) {
    boolean halted = reading instanceof FundsFeed.Halted;
    String why =
        reading instanceof FundsFeed.Halted h
            ? h.reason()
            : reading instanceof FundsFeed.Unavailable u ? u.detail() : "unreadable feed";
    note(Optional.empty(), Optional.of(why), halted);
    // alert: money may be arriving unseen
    LOG.log(
        halted ? System.Logger.Level.ERROR : System.Logger.Level.WARNING,
        halted ? "intake of funds is halted: {0}" : "intake of funds must wait: {0}",
        why);
  }

  private void note(Optional<Instant> seenThrough, Optional<String> trouble, boolean halted) {
    Instant now = clock.instant();
    status.updateAndGet(
        last ->
            new Status(
                now,
                seenThrough,
                trouble,
                halted,
                trouble.isEmpty()
                    ? Optional.of(now)
                    : Optional.ofNullable(last).flatMap(Status::readAt)));
  }

  private void read(FundsFeed.Page page) {
    note(Optional.of(page.seenThrough()), Optional.empty(), false);
  }

  private String position() {
    OwnPosition last = own.get();
    if (last != null && clock.instant().isBefore(last.until())) {
      return last.position();
    }
    Optional<FundsReceipts.Cursor> stored = tx.call(() -> receipts.cursor(feed.name()));
    if (stored.isPresent()) {
      return stored.get().position();
    }
    String first = feed.firstPosition();
    try {
      tx.run(() -> receipts.begin(feed.name(), new FundsReceipts.Cursor(first, Instant.EPOCH)));
    } catch (ConflictException raced) {
      return tx.call(() -> receipts.cursor(feed.name())).orElseThrow(() -> raced).position();
    }
    return first;
  }

  /** Takes in one page; false when another node was faster. */
  private boolean takeIn(String position, FundsFeed.Page page) {
    boolean nothing = page.receipts().isEmpty() && page.unreadable().isEmpty();
    if (nothing && page.next().equals(position)) {
      return noteSeen(position, page);
    }
    Lease lease = runner.newLease();
    List<Payment> ready = new ArrayList<>();
    try {
      tx.run(
          () -> {
            ready.clear();
            store(position, page, lease, ready);
          });
    } catch (ConflictException raced) {
      own.set(null);
      boolean readOn =
          tx.call(() -> receipts.cursor(feed.name()))
              .filter(c -> !c.position().equals(position))
              .isPresent();
      if (readOn) {
        read(page);
        LOG.log(System.Logger.Level.DEBUG, "another node has read on from {0}", position);
      } else {
        trouble(
            new FundsFeed.Unavailable(
                "what came after " + position + " was refused: " + raced.getMessage()));
      }
      return false;
    }
    own.set(new OwnPosition(page.next(), clock.instant().plus(OWN_POSITION)));
    read(page);
    for (Payment payment : ready) {
      background.run(() -> runner.checkAccount(payment.id(), lease.id(), payment.request()));
    }
    return true;
  }

  private boolean noteSeen(String position, FundsFeed.Page page) {
    tx.run(
        () -> {
          Instant known =
              receipts
                  .cursor(feed.name())
                  .map(FundsReceipts.Cursor::seenThrough)
                  .orElse(Instant.EPOCH);
          if (page.seenThrough().isAfter(known.plus(SEEN_STEP))) {
            receipts.advance(
                feed.name(), position, new FundsReceipts.Cursor(position, page.seenThrough()));
          }
        });
    read(page);
    return true;
  }

  private void store(String position, FundsFeed.Page page, Lease lease, List<Payment> ready) {
    String name = feed.name();
    Instant seen =
        page.more()
            ? receipts.cursor(name).map(c -> c.seenThrough()).orElse(Instant.EPOCH)
            : page.seenThrough();
    if (!receipts.advance(name, position, new FundsReceipts.Cursor(page.next(), seen))) {
      throw new ConflictException("the feed's position has moved", null);
    }
    List<String> keys = page.receipts().stream().map(FundsReceipt::operationKey).toList();
    Set<String> known = Set.copyOf(receipts.known(name, keys));
    List<FundsReceipt> fresh =
        page.receipts().stream().filter(r -> !known.contains(r.operationKey())).toList();
    Map<PaymentReference, Payment> meant = new HashMap<>();
    payments
        .lockAll(fresh.stream().flatMap(r -> r.memo().stream()).map(m -> m.reference()).toList())
        .forEach(p -> meant.put(p.reference(), p));
    for (FundsReceipt receipt : fresh) {
      Optional<Payment> payment = receipt.memo().map(m -> meant.get(m.reference()));
      if (take(name, receipt, payment, lease)) {
        ready.add(payment.orElseThrow());
      }
    }
    page.unreadable().forEach(record -> receipts.quarantine(name, record));
  }

  /** Books one receipt; true when its payment can go on. */
  private boolean take(String name, FundsReceipt receipt, Optional<Payment> meant, Lease lease) {
    Instant now = clock.instant();
    FundsMatch match = FundsMatch.of(receipt, meant, paymentPolicy.cngn());
    Optional<PaymentId> paymentId =
        match == FundsMatch.WRONG_ASSET ? Optional.empty() : meant.map(Payment::id);
    receipts.add(name, receipt, match, paymentId);
    bookkeeper.fundsArrived(receipt, match, paymentId, now);
    switch (match) {
      case EXACT -> {
        Payment payment = meant.orElseThrow();
        payment.fundsMatched(now);
        payment.accountCheckStarted(now); // whoever took the money in carries the payment on
        payment.leaseTo(lease);
        recordPayment.record(payment);
        return true;
      }
      case UNDER, OVER -> {
        Payment payment = meant.orElseThrow();
        payment.fundsMismatched(mismatch(receipt, payment), now);
        recordPayment.record(payment);
        owe(receipt, match, paymentId, true, RefundReason.WRONG_AMOUNT, now, now);
      }
      case LATE -> {
        Payment payment = meant.orElseThrow();
        if (payment.state() == PaymentState.PENDING_PAYMENT) {
          payment.windowClosed(now);
        }
        payment.fundsCameLate(now);
        recordPayment.record(payment);
        owe(receipt, match, paymentId, true, RefundReason.LATE, now, now);
      }
      case REPEATED -> owe(receipt, match, paymentId, false, RefundReason.REPEATED, now, now);
      case UNMATCHED -> {
        Instant due = now.plus(stagePolicy.unmatchedRefundAfter());
        owe(receipt, match, paymentId, false, RefundReason.UNMATCHED, due, now);
      }
      case WRONG_ASSET ->
          LOG.log(
              System.Logger.Level.DEBUG, "operation {0} is not our asset", receipt.operationKey());
    }
    return false;
  }

  private String mismatch(FundsReceipt receipt, Payment payment) {
    AssetAmount asked = AssetAmount.worth(paymentPolicy.cngn(), payment.request().total());
    return receipt.amount() + " arrived, " + asked + " was asked for; all of it goes back";
  }

  private void owe(
      FundsReceipt receipt,
      FundsMatch match,
      Optional<PaymentId> payment,
      boolean settlesPayment,
      RefundReason reason,
      Instant due,
      Instant now) {
    Refund refund =
        Refund.owed(new RefundId(ids.newId()), receipt, payment, settlesPayment, reason, due, now);
    refunds.add(refund);
    bookkeeper.refundOwed(refund, Bookkeeper.heldIn(match), now);
    if (!due.isAfter(now)) {
      outbox.refundReady();
    }
  }
}
