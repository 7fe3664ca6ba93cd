package ng.bills.simulation.node;

import ng.bills.application.notice.port.Notifier;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.simulation.outside.SimulatedCarrier;

/** The line from a node to who carries its mail. */
final class NodeMail implements Notifier {

  private final Node node;
  private final NoticeChannel channel;
  private final SimulatedCarrier carrier;

  NodeMail(Node node, NoticeChannel channel, SimulatedCarrier carrier) {
    this.node = node;
    this.channel = channel;
    this.carrier = carrier;
  }

  @Override
  public NoticeChannel channel() {
    return channel;
  }

  @Override
  public Result send(Message message) {
    boolean[] taken = new boolean[1];
    return node.outside(
        "mail", () -> taken[0] = carrier.take(message), () -> carrier.answer(taken[0]));
  }
}
