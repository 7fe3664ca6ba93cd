package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.partner.PartnerId;

/** Shows a partner its endpoints and what was sent to them; never anybody else's. */
@Singleton
public class FindEndpoints {

  private final HookEndpoints endpoints;
  private final HookDeliveries deliveries;
  private final UnitOfWork tx;

  @Inject
  public FindEndpoints(HookEndpoints endpoints, HookDeliveries deliveries, UnitOfWork tx) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.tx = tx;
  }

  /** The partner's endpoints, oldest first. */
  public List<HookEndpoint> of(PartnerId partner) {
    return tx.call(() -> endpoints.of(partner));
  }

  public Optional<HookEndpoint> find(PartnerId partner, HookEndpointId id) {
    return tx.call(() -> endpoints.find(partner, id));
  }

  /**
   * A part of the log.
   *
   * @param lines newest event first
   * @param next from where to go on, when there may be more
   */
  public record Log(List<HookDeliveries.Line> lines, Optional<HookEventId> next) {}

  /** What was sent to an endpoint; empty when the partner has none of that id. */
  public Optional<Log> log(
      PartnerId partner,
      HookEndpointId id,
      Optional<HookDeliveryState> state,
      Optional<HookEventId> before,
      int limit) {
    return tx.call(
        () ->
            endpoints
                .find(partner, id)
                .map(
                    e -> {
                      List<HookDeliveries.Line> lines =
                          deliveries.list(new HookDeliveries.Filter(id, state, before), limit);
                      return new Log(
                          lines,
                          lines.size() < limit
                              ? Optional.empty()
                              : Optional.of(lines.get(lines.size() - 1).delivery().event()));
                    }));
  }
}
