package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEndpointState;
import ng.bills.domain.partner.PartnerId;

/**
 * Disables, enables or deletes an endpoint. What waits for a disabled one waits on; what happens
 * meanwhile is not told. What waits for a deleted one is not sent any more.
 */
@Singleton
public class SwitchEndpoint {

  private final HookEndpoints endpoints;
  private final HookDeliveries deliveries;
  private final Outbox outbox;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public SwitchEndpoint(
      HookEndpoints endpoints,
      HookDeliveries deliveries,
      Outbox outbox,
      UnitOfWork tx,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.outbox = outbox;
    this.tx = tx;
    this.clock = clock;
  }

  /** The endpoint as it is now; empty when the partner has none of that id. */
  public Optional<HookEndpoint> to(HookEndpointState state, PartnerId partner, HookEndpointId id) {
    return tx.call(() -> endpoints.lock(partner, id).map(e -> change(e, state)));
  }

  private HookEndpoint change(HookEndpoint endpoint, HookEndpointState state) {
    HookEndpoint changed =
        switch (state) {
          case ACTIVE -> endpoint.enabled();
          case DISABLED -> endpoint.disabled("disabled by the partner");
          case DELETED -> endpoint.deleted();
        };
    endpoints.save(changed);
    if (state == HookEndpointState.ACTIVE) {
      outbox.hookReady(endpoint.id(), clock.instant());
    } else if (state == HookEndpointState.DELETED) {
      deliveries.cancel(endpoint.id());
    }
    return changed;
  }
}
