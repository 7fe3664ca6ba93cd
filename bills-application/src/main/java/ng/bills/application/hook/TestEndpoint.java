package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEvent;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.partner.PartnerId;

/** Sends a test event to one endpoint, by the way all events go, at once. */
@Singleton
public class TestEndpoint {

  private final HookEndpoints endpoints;
  private final HookDeliveries deliveries;
  private final Outbox outbox;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public TestEndpoint(
      HookEndpoints endpoints,
      HookDeliveries deliveries,
      Outbox outbox,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.outbox = outbox;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
  }

  /** What became of it. */
  public sealed interface Result {}

  /** It goes out now. */
  public record Sent(HookEventId event) implements Result {}

  /** The endpoint is disabled. */
  public record Disabled() implements Result {}

  /** The event that goes out; empty when the partner has no such endpoint. */
  public Optional<Result> test(PartnerId partner, HookEndpointId id) {
    return tx.call(() -> endpoints.lock(partner, id).map(this::send));
  }

  private Result send(HookEndpoint endpoint) {
    if (!endpoint.isActive()) {
      return new Disabled();
    }
    HookEvent event =
        new HookEvent(
            new HookEventId(ids.newId()),
            endpoint.partner(),
            HookEventType.TEST,
            clock.instant(),
            Optional.empty());
    endpoints.save(endpoint.enabled()); // somebody waits for it: a pause is over
    deliveries.add(event, endpoint.id());
    outbox.hookReady(endpoint.id(), clock.instant());
    return new Sent(event.id());
  }
}
