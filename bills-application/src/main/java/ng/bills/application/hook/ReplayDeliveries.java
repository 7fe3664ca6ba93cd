package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.partner.PartnerId;

/** Sends again what an endpoint has had or has not had: the same id, the same bytes. */
@Singleton
public class ReplayDeliveries {

  /** At most so many at once. */
  private static final int MOST = 1_000;

  private final HookEndpoints endpoints;
  private final HookDeliveries deliveries;
  private final Outbox outbox;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public ReplayDeliveries(
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

  /** What became of it. */
  public sealed interface Result {}

  /**
   * They go out now.
   *
   * @param more whether there are more than go at once
   */
  public record Replayed(int count, boolean more) implements Result {}

  /** The endpoint is disabled. */
  public record Disabled() implements Result {}

  /** Just now it is being sent. */
  public record UnderWay() implements Result {}

  /** One delivery; empty when the partner has none like that. */
  public Optional<Result> one(PartnerId partner, HookEndpointId id, HookEventId event) {
    return tx.call(
        () ->
            endpoints
                .lock(partner, id)
                .flatMap(
                    endpoint ->
                        deliveries.lock(id, event).map(delivery -> one(endpoint, delivery))));
  }

  private Result one(HookEndpoint endpoint, HookDelivery delivery) {
    if (!endpoint.isActive()) {
      return new Disabled();
    }
    if (delivery.lease().filter(l -> l.until().isAfter(clock.instant())).isPresent()) {
      return new UnderWay();
    }
    again(endpoint, List.of(delivery));
    return new Replayed(1, false);
  }

  /**
   * All that were given up, of events from then on, oldest first; empty when the partner has no
   * such endpoint.
   */
  public Optional<Result> failed(PartnerId partner, HookEndpointId id, Instant from) {
    return tx.call(() -> endpoints.lock(partner, id).map(endpoint -> failed(endpoint, from)));
  }

  private Result failed(HookEndpoint endpoint, Instant from) {
    if (!endpoint.isActive()) {
      return new Disabled();
    }
    List<HookDelivery> failed = deliveries.lockFailed(endpoint.id(), from, MOST);
    if (!failed.isEmpty()) {
      again(endpoint, failed);
    }
    return new Replayed(failed.size(), failed.size() == MOST);
  }

  private void again(HookEndpoint endpoint, List<HookDelivery> wanted) {
    Instant now = clock.instant();
    endpoints.save(endpoint.enabled()); // somebody waits for it: a pause is over
    wanted.forEach(d -> deliveries.save(d.replayed(now)));
    outbox.hookReady(endpoint.id(), now);
  }
}
