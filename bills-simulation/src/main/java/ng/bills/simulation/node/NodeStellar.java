package ng.bills.simulation.node;

import java.time.Duration;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.refund.RefundOutcome;
import ng.bills.domain.refund.SignedRefund;
import ng.bills.simulation.course.Agenda;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.outside.SimulatedLedger;

/** The line from a node to Horizon. */
final class NodeStellar implements FundsFeed, RefundSender {

  private final Node node;
  private final Course course;
  private final SimulatedLedger ledger;

  NodeStellar(Node node, Course course, SimulatedLedger ledger) {
    this.node = node;
    this.course = course;
    this.ledger = ledger;
  }

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public String firstPosition() {
    return "0";
  }

  @Override
  public Reading after(String position) {
    return node.outside("horizon page " + position, () -> {}, () -> ledger.after(position));
  }

  @Override
  public String sourceAccount() {
    return MemoryStellar.WALLET;
  }

  @Override
  public Preparation prepare(RefundOrder order) {
    return node.outside("horizon account", () -> {}, () -> ledger.prepare(order));
  }

  @Override
  public RefundOutcome submit(SignedRefund signed) {
    return node.outside(
        "horizon submit " + signed,
        () -> {
          ledger.submit(signed);
          Agenda agenda = course.agenda();
          agenda.meanwhile(Duration.between(agenda.now(), ledger.nextClose()).plusMillis(100));
        },
        () -> ledger.answer(signed));
  }

  @Override
  public RefundOutcome lookUp(SignedRefund signed) {
    return node.outside("horizon transaction", () -> {}, () -> ledger.lookUp(signed));
  }
}
