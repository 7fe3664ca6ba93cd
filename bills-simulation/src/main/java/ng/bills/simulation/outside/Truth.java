package ng.bills.simulation.outside;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.vend.Token;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.course.RuleBroken;

/** What was really delivered and paid, whatever was said about it. Breaches are seen at once. */
public final class Truth {

  private final Course course;
  private final Map<String, Bill> bills = new LinkedHashMap<>();
  private final Map<String, Arrival> arrivals = new LinkedHashMap<>();

  public Truth(Course course) {
    this.course = course;
  }

  /** Somebody will pay for that account, once. */
  public Bill open(String account, boolean known) {
    Bill bill = new Bill(account, known);
    bills.put(account, bill);
    return bill;
  }

  public Bill bill(String account) {
    return bills.get(account);
  }

  /** All cNGN that came, by the hash of its transaction. */
  public Map<String, Arrival> arrivals() {
    return arrivals;
  }

  void arrived(FundsReceipt receipt, Optional<Bill> bill) {
    Arrival arrival = new Arrival(receipt, bill);
    arrivals.put(receipt.transactionHash(), arrival);
    bill.ifPresent(b -> b.arrivals().add(arrival));
    course.count(Happening.RECEIPTS);
  }

  void delivered(String account, List<Token> tokens, boolean afterDenial) {
    Bill bill = bills.get(account);
    bill.delivered(tokens, afterDenial);
    course.count(afterDenial ? Happening.VENDS_AFTER_DENIAL : Happening.VENDS);
    if (bill.vends() > 1 && !bill.wasDenied()) {
      throw new RuleBroken(Rule.ONE_VEND, "the bill of " + account + " was delivered twice");
    }
    enoughCame(bill);
  }

  void takenBack(String account) {
    bills.get(account).takenBack();
    course.count(Happening.VENDS_REVERSED);
  }

  void refunded(RefundOrder order) {
    Arrival arrival = arrivals.get(order.returnHash());
    if (arrival == null) {
      throw new RuleBroken(Rule.ONE_REFUND, "a refund of what never came");
    }
    arrival.refunded();
    course.count(Happening.REFUNDS_APPLIED);
    if (arrival.refunds() > 1) {
      throw new RuleBroken(
          Rule.ONE_REFUND, arrival.receipt().operationKey() + " was refunded twice");
    }
    if (!arrival.receipt().amount().equals(order.amount())
        || !arrival.receipt().from().equals(order.destination())) {
      throw new RuleBroken(
          Rule.ONE_END, arrival.receipt().operationKey() + " went back otherwise than it came");
    }
    arrival.bill().ifPresent(Truth::enoughCame);
  }

  private static void enoughCame(Bill bill) {
    long back = bill.arrivals().stream().mapToLong(Arrival::refunds).sum();
    if (bill.vends() + back > bill.arrivals().size() && !bill.wasDenied()) {
      throw new RuleBroken(
          Rule.ONE_END,
          "%s: %d came, %d delivered, %d refunded"
              .formatted(bill.account(), bill.arrivals().size(), bill.vends(), back));
    }
  }
}
