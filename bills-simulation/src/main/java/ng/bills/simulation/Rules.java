package ng.bills.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.JournalEntry;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.payment.PaymentTransition;
import ng.bills.domain.refund.RefundSnapshot;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.Token;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.course.RuleBroken;

/** What must hold after every commit, as far as our own rows can tell. */
final class Rules {

  private final Course course;
  private final MemoryWorld database;
  private final Map<PaymentId, PaymentSnapshot> seen = new HashMap<>();
  private final Map<ProviderCode, AccountCode> floats = new HashMap<>();

  Rules(Course course, MemoryWorld database) {
    this.course = course;
    this.database = database;
  }

  void afterCommit() {
    for (PaymentSnapshot payment : database.paymentRows()) {
      PaymentSnapshot before = seen.put(payment.id(), payment);
      if (before != payment) {
        moves(before, payment);
        tokens(before, payment);
      }
    }
    books();
  }

  private void moves(PaymentSnapshot before, PaymentSnapshot payment) {
    List<PaymentMoved> moves = database.movesOf(payment.id());
    int known = before == null ? 1 : before.moveCount();
    for (PaymentMoved moved : moves.subList(known, moves.size())) {
      PaymentTransition how = moved.transition();
      told(payment, moved);
      course.log(() -> payment.reference() + " " + how);
      boolean follows = moves.get(moved.sequence() - 2).to() == moved.from();
      if (!follows || how == null || how.from() != moved.from() || how.to() != moved.to()) {
        throw new RuleBroken(
            Rule.LEGAL_MOVES, "%s: %s to %s".formatted(how, moved.from(), moved.to()));
      }
      if (how == PaymentTransition.LEASE_LOST) {
        course.count(Happening.LEASES_LOST_WHILE_BUYING);
      }
    }
    if (moves.size() != payment.moveCount()
        || moves.get(moves.size() - 1).to() != payment.state()) {
      throw new RuleBroken(Rule.LEGAL_MOVES, payment.reference() + " moved without a move");
    }
  }

  /** What a partner is to hear is written with the move, not after it. */
  private void told(PaymentSnapshot payment, PaymentMoved moved) {
    Optional<HookEventType> type =
        Optional.ofNullable(moved.transition()).flatMap(HookEventType::of);
    long events =
        database.hooks().told().stream()
            .filter(e -> type.equals(Optional.of(e.type())))
            .flatMap(e -> e.payment().stream())
            .filter(n -> n.id().equals(payment.id()) && n.sequence() == moved.sequence())
            .count();
    if (type.isPresent() && events != 1) {
      throw new RuleBroken(
          Rule.PARTNER_TOLD,
          "%s %s is told of %d times".formatted(payment.reference(), moved.transition(), events));
    }
  }

  private static void tokens(PaymentSnapshot before, PaymentSnapshot payment) {
    if (before != null && !tokensOf(payment).containsAll(tokensOf(before))) {
      throw new RuleBroken(Rule.TOKEN_KEPT, payment.reference() + " has lost a token");
    }
  }

  static List<Token> tokensOf(PaymentSnapshot payment) {
    return payment.delivery().map(Delivery::tokens).orElse(List.of());
  }

  // --- books -------------------------------------------------------------------------------------

  /** Every account of the journal holds what the rows say that it must hold. */
  private void books() {
    Map<AccountCode, Long> difference = new HashMap<>();
    for (JournalEntry entry : database.journalRows()) {
      long sum = 0;
      for (Posting posting : entry.postings()) {
        sum += posting.stroops();
        add(difference, posting.account(), posting.stroops());
      }
      if (sum != 0) {
        throw new RuleBroken(Rule.BOOKS_BALANCED, entry.reference() + " is out of balance");
      }
    }
    receipts(difference);
    for (PaymentSnapshot payment : database.paymentRows()) {
      purchases(difference, payment);
    }
    difference.forEach(
        (account, stroops) -> {
          if (stroops != 0) {
            throw new RuleBroken(
                Rule.BOOKS_BALANCED, account + " is " + stroops + " stroops off what happened");
          }
        });
  }

  private void receipts(Map<AccountCode, Long> difference) {
    Set<String> owed = new HashSet<>();
    for (RefundSnapshot refund : database.refundRows()) {
      long stroops = refund.order().amount().stroops();
      owed.add(refund.operationKey());
      switch (refund.state()) {
        case CONFIRMED -> add(difference, AccountCode.STELLAR_WALLET, stroops);
        case BLOCKED -> add(difference, AccountCode.SUSPENSE, stroops);
        case DUE, SENDING -> add(difference, AccountCode.REFUNDS_PAYABLE, stroops);
      }
    }
    for (MemoryWorld.ReceiptRow row : database.receiptRows()) {
      if (row.match() != FundsMatch.WRONG_ASSET) {
        long stroops = row.receipt().amount().stroops();
        add(difference, AccountCode.STELLAR_WALLET, -stroops);
        if (!owed.contains(row.receipt().operationKey())) {
          add(difference, AccountCode.CUSTOMER_FUNDS, stroops);
        }
      }
    }
  }

  private void purchases(Map<AccountCode, Long> difference, PaymentSnapshot payment) {
    for (Attempt attempt : payment.attempts()) {
      if (attempt.state() == AttemptState.DELIVERED) {
        long amount = stroops(payment.request().amount());
        long fee = stroops(payment.request().fee());
        add(difference, floats.computeIfAbsent(attempt.provider(), AccountCode::floatAt), amount);
        if (isLate(payment, attempt)) {
          add(difference, AccountCode.LATE_DELIVERIES, -amount);
        } else {
          add(difference, AccountCode.CUSTOMER_FUNDS, -amount - fee);
          add(difference, AccountCode.FEE_INCOME, fee);
        }
      }
    }
  }

  /** Whether it delivered after it had been called not delivered. */
  boolean isLate(PaymentSnapshot payment, Attempt attempt) {
    return database.notesOf(payment.id()).stream()
        .anyMatch(
            n -> n.kind() == PaymentNote.Kind.DELIVERED_LATE && n.attempt() == attempt.sequence());
  }

  private static void add(Map<AccountCode, Long> sums, AccountCode account, long stroops) {
    sums.merge(account, stroops, Long::sum);
  }

  static long stroops(Money money) {
    return Math.multiplyExact(money.kobo(), AssetAmount.STROOPS_PER_KOBO);
  }
}
