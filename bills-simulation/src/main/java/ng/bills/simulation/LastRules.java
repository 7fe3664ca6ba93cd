package ng.bills.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.funds.FundsMatch;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.ledger.Posting;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.RefundSnapshot;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.vend.Token;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.course.RuleBroken;
import ng.bills.simulation.outside.Arrival;
import ng.bills.simulation.outside.Bill;
import ng.bills.simulation.outside.SimulatedLedger;
import ng.bills.simulation.outside.Truth;

/** What must hold at the end, our rows compared with what the outside world really did. */
final class LastRules {

  private static final Set<PaymentState> OVER =
      Set.of(PaymentState.COMPLETED, PaymentState.REFUNDED, PaymentState.EXPIRED);

  private final Course course;
  private final MemoryWorld database;
  private final Rules rules;
  private final Truth truth;
  private final SimulatedLedger ledger;
  private final Map<PaymentId, PaymentSnapshot> payments = new HashMap<>();
  private final Map<String, RefundSnapshot> refunds = new HashMap<>();
  private final Map<String, MemoryWorld.ReceiptRow> receipts = new HashMap<>();

  LastRules(Course course, MemoryWorld database, Rules rules, Truth truth, SimulatedLedger ledger) {
    this.course = course;
    this.database = database;
    this.rules = rules;
    this.truth = truth;
    this.ledger = ledger;
    database.paymentRows().forEach(p -> payments.put(p.id(), p));
    database.refundRows().forEach(r -> refunds.put(r.operationKey(), r));
    database.receiptRows().forEach(r -> receipts.put(r.receipt().operationKey(), r));
  }

  void check() {
    database.paymentRows().forEach(this::isOver);
    database.refundRows().forEach(this::isOver);
    truth.arrivals().values().forEach(this::endedOnce);
    database.paymentRows().stream().filter(p -> !isDoubleTap(p)).forEach(this::asItReallyWas);
    wallet();
  }

  /** One that was accepted because the first had failed by then: nobody paid for it. */
  private static boolean isDoubleTap(PaymentSnapshot payment) {
    return payment
        .request()
        .requestReference()
        .filter(r -> r.startsWith(Customers.TAPPED_AGAIN))
        .isPresent();
  }

  private void isOver(PaymentSnapshot payment) {
    course.count(Happening.PAYMENTS);
    if (payment.review().isPresent()) {
      course.count(Happening.PAYMENTS_IN_REVIEW);
      return;
    }
    if (!OVER.contains(payment.state())) {
      throw new RuleBroken(
          Rule.SETTLED_IN_TIME,
          "%s is still %s, due %s"
              .formatted(payment.reference(), payment.state(), payment.nextActionAt()));
    }
    course.count(
        switch (payment.state()) {
          case COMPLETED -> Happening.PAYMENTS_COMPLETED;
          case REFUNDED -> Happening.PAYMENTS_REFUNDED;
          default -> Happening.PAYMENTS_EXPIRED;
        });
  }

  private void isOver(RefundSnapshot refund) {
    if (refund.state() == RefundState.BLOCKED) {
      course.count(Happening.REFUNDS_BLOCKED);
    }
    boolean waits = refund.settlesPayment() && refund.payment().filter(this::inReview).isPresent();
    if (refund.state() != RefundState.CONFIRMED
        && refund.state() != RefundState.BLOCKED
        && !waits) {
      throw new RuleBroken(Rule.SETTLED_IN_TIME, refund.id() + " is still " + refund.state());
    }
  }

  private boolean inReview(PaymentId id) {
    return payments.get(id).review().isPresent();
  }

  /** One receipt: delivered for, or gone back, or with a person and in the right account. */
  private void endedOnce(Arrival arrival) {
    String key = arrival.receipt().operationKey();
    MemoryWorld.ReceiptRow row = receipts.get(key);
    if (row == null) {
      throw new RuleBroken(Rule.ONE_END, key + " was never taken in");
    }
    Optional<RefundSnapshot> refund = Optional.ofNullable(refunds.get(key));
    Optional<PaymentSnapshot> payment = row.payment().map(payments::get);
    boolean back = refund.filter(r -> r.state() == RefundState.CONFIRMED).isPresent();
    if (back != (arrival.refunds() == 1)) {
      throw new RuleBroken(
          Rule.ONE_END,
          "%s: our refund is %s, in truth it went back %d times"
              .formatted(key, refund.map(RefundSnapshot::state), arrival.refunds()));
    }
    if (arrival.bill().filter(Bill::wasDenied).isPresent()) {
      return; // what became of it is checked with its payment
    }
    boolean boughtFor =
        refund.isEmpty()
            && row.match() == FundsMatch.EXACT
            && payment
                .filter(p -> p.state() == PaymentState.COMPLETED)
                .filter(p -> arrival.bill().filter(b -> b.vends() == 1).isPresent())
                .isPresent();
    boolean withPerson =
        refund.filter(r -> r.state() == RefundState.BLOCKED).isPresent()
            || payment.filter(p -> p.review().isPresent()).isPresent() && !back;
    if ((back ? 1 : 0) + (boughtFor ? 1 : 0) != 1 && !withPerson) {
      throw new RuleBroken(
          Rule.ONE_END,
          "%s (%s) ended %s: payment %s, refund %s, %s delivered"
              .formatted(
                  key,
                  row.match(),
                  back && boughtFor ? "twice" : "nowhere",
                  payment.map(PaymentSnapshot::state),
                  refund.map(RefundSnapshot::state),
                  arrival.bill().map(Bill::vends)));
    }
  }

  private void asItReallyWas(PaymentSnapshot payment) {
    Bill bill = truth.bill(payment.request().account().number());
    boolean review = payment.review().isPresent();
    if (bill.wasDenied()) {
      deliveredAfterDenial(payment, bill);
    } else if (!review && (bill.vends() == 1) != (payment.state() == PaymentState.COMPLETED)) {
      throw new RuleBroken(
          Rule.ONE_END,
          "%s is %s, in truth %d delivered"
              .formatted(payment.reference(), payment.state(), bill.vends()));
    }
    if (payment.state() == PaymentState.COMPLETED && bill.wasChargedOtherwise() && !review) {
      throw new RuleBroken(
          Rule.ONE_END, payment.reference() + " was for another amount and nobody is told");
    }
    if (payment.state() == PaymentState.COMPLETED
        && payment.request().account() instanceof MeterNumber meter
        && meter.type() == MeterType.PREPAID
        && !bill.wasDenied()) {
      tokens(payment, bill);
    }
    money(payment);
  }

  /**
   * What is good must be there, and nothing that nobody handed over. Besides it there may be a
   * token of an order that was taken back before another provider delivered, for none is ever
   * dropped; then a person has the payment.
   */
  private static void tokens(PaymentSnapshot payment, Bill bill) {
    List<Token> held = Rules.tokensOf(payment);
    boolean right =
        payment.review().isEmpty()
            ? held.equals(bill.tokens())
            : held.containsAll(bill.tokens()) && bill.everHandedOver().containsAll(held);
    if (!right) {
      throw new RuleBroken(
          Rule.TOKEN_KEPT,
          "%s has %d tokens, not the %d that were handed over, or others"
              .formatted(payment.reference(), held.size(), bill.tokens().size()));
    }
  }

  /**
   * A provider has delivered what it had refused for good. Where we had believed it a person must
   * know, and the token, the customer's all the same, must be there.
   */
  private static void deliveredAfterDenial(PaymentSnapshot payment, Bill bill) {
    boolean completed = payment.state() == PaymentState.COMPLETED;
    // taken back before anybody asked, it is as if it had never been delivered
    boolean right = bill.vends() == 0 ? !completed : completed && bill.vends() == 1;
    if (payment.review().isEmpty() && !right) {
      throw new RuleBroken(
          Rule.ONE_END,
          "%s is %s, delivered %d times after a refusal, and nobody is told"
              .formatted(payment.reference(), payment.state(), bill.vends()));
    }
  }

  /** Where a payment's money lies follows from its end. */
  private void money(PaymentSnapshot payment) {
    long funds = held(AccountCode.CUSTOMER_FUNDS, payment);
    boolean bought =
        payment.attempts().stream()
            .anyMatch(a -> a.state() == AttemptState.DELIVERED && !rules.isLate(payment, a));
    boolean exact =
        database.receiptRows().stream()
            .anyMatch(
                r ->
                    r.match() == FundsMatch.EXACT
                        && r.payment().equals(Optional.of(payment.id()))
                        && !refunds.containsKey(r.receipt().operationKey()));
    long expected = exact && !bought ? -Rules.stroops(payment.request().total()) : 0;
    if (funds != expected) {
      throw new RuleBroken(
          Rule.ONE_END,
          "%s (%s%s): %d stroops of customers' money, not %d"
              .formatted(
                  payment.reference(),
                  payment.state(),
                  payment.review().map(r -> ", " + r.kind()).orElse(""),
                  -funds,
                  -expected));
    }
  }

  private long held(AccountCode account, PaymentSnapshot payment) {
    return database.journalRows().stream()
        .filter(e -> e.payment().equals(Optional.of(payment.id())))
        .flatMap(e -> e.postings().stream())
        .filter(p -> p.account().equals(account))
        .mapToLong(Posting::stroops)
        .sum();
  }

  private void wallet() {
    List<Posting> postings =
        database.journalRows().stream().flatMap(e -> e.postings().stream()).toList();
    long booked =
        postings.stream()
            .filter(p -> p.account().equals(AccountCode.STELLAR_WALLET))
            .mapToLong(Posting::stroops)
            .sum();
    if (booked != ledger.balance()) {
      throw new RuleBroken(
          Rule.BOOKS_BALANCED,
          "the wallet holds %d stroops, the journal says %d".formatted(ledger.balance(), booked));
    }
  }
}
