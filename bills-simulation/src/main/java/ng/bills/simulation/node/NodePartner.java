package ng.bills.simulation.node;

import java.util.Optional;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.domain.hook.HookUrl;
import ng.bills.simulation.outside.SimulatedPartner;

/** The line from a node to a partner's server. */
final class NodePartner implements HookCaller {

  private final Node node;
  private final SimulatedPartner partner;

  NodePartner(Node node, SimulatedPartner partner) {
    this.node = node;
    this.partner = partner;
  }

  @Override
  public Answer call(Call call) {
    SimulatedPartner.Call[] became = new SimulatedPartner.Call[1];
    return node.outside(
        "partner " + call.id(),
        () -> became[0] = partner.take(call),
        () -> partner.answer(became[0]));
  }

  @Override
  public Optional<String> refusal(HookUrl url) {
    return Optional.empty();
  }
}
