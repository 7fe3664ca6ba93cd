package ng.bills.application.hook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.payment.Lease;

/**
 * Tells partners what is due, endpoint by endpoint. Each call is written down and committed before
 * it is made; a call whose node died is made again when its lease has ended, under the same {@code
 * webhook-id}.
 */
@Singleton
public class DeliverHooks {

  private static final System.Logger LOG = System.getLogger(DeliverHooks.class.getName());

  /** So many endpoints in one sweep; the next one finds the rest. */
  private static final int BATCH = 200;

  /** A retry that comes sooner than this is announced by a message; else a sweep finds it. */
  private static final Duration ANNOUNCED = Duration.ofMinutes(5);

  private static final int GONE = 410;

  private final HookEndpoints endpoints;
  private final HookDeliveries deliveries;
  private final HookCaller caller;
  private final HookLanes lanes;
  private final Outbox outbox;
  private final UnitOfWork tx;
  private final AfterCommit background;
  private final IdSource ids;
  private final InstantSource clock;
  private final HookPolicy policy;

  @Inject
  public DeliverHooks(
      HookEndpoints endpoints,
      HookDeliveries deliveries,
      HookCaller caller,
      HookLanes lanes,
      Outbox outbox,
      UnitOfWork tx,
      AfterCommit background,
      IdSource ids,
      InstantSource clock,
      HookPolicy policy) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.caller = caller;
    this.lanes = lanes;
    this.outbox = outbox;
    this.tx = tx;
    this.background = background;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  private record Task(HookEndpoint endpoint, HookDeliveries.Claimed claimed) {}

  /** Delivers in the background what is due for that endpoint. */
  public void look(HookEndpointId endpoint) {
    background.run(() -> deliverOne(endpoint));
  }

  /**
   * Looks at the endpoints for which something is due that no message brought up.
   *
   * @return how many
   */
  public int lookAtDue() {
    List<HookEndpointId> due = tx.call(() -> deliveries.due(BATCH, clock.instant()));
    due.forEach(this::look);
    return due.size();
  }

  private void deliverOne(HookEndpointId id) {
    Optional<HookLanes.Place> place = lanes.take(id);
    if (place.isEmpty()) {
      return; // called up when one is free
    }
    Optional<Task> task;
    try {
      task = tx.call(() -> begin(id));
      if (task.filter(t -> t.claimed().more()).isPresent()) {
        look(id); // another one beside this, as far as the endpoint and the lanes allow
      }
      task.ifPresent(this::carry);
    } finally {
      place.get().leave().ifPresent(this::look);
    }
    if (task.isPresent()) {
      look(id); // the next one, unless the endpoint is left alone by now
    }
  }

  private Optional<Task> begin(HookEndpointId id) {
    Instant now = clock.instant();
    return endpoints
        .lock(id)
        .flatMap(
            endpoint -> {
              int atOnce = endpoint.mayCarry(policy.pacing(), now);
              Lease lease = new Lease(ids.newId(), now.plus(policy.lease()));
              return atOnce == 0
                  ? Optional.<Task>empty()
                  : deliveries.claim(id, atOnce, lease, now).map(c -> new Task(endpoint, c));
            });
  }

  private void carry(Task task) {
    HookEndpoint endpoint = task.endpoint();
    HookDelivery held = task.claimed().delivery();
    Instant before = clock.instant();
    HookCaller.Answer answer =
        call(
            new HookCaller.Call(
                endpoint.url(),
                held.event(),
                before,
                task.claimed().body(),
                endpoint.secrets().inForce(before)));
    Instant after = clock.instant();
    boolean arrived = answer.status().filter(s -> s >= 200 && s < 300).isPresent();
    lanes.called(endpoint.id(), arrived, Duration.between(before, after));
    HookAttempt.End end =
        new HookAttempt.End(after, answer.status(), answer.error(), answer.answer());
    tx.run(
        () -> {
          if (arrived) {
            endpoints.well(endpoint.id()); // first, as whoever deletes it locks it first
            deliveries.record(held, held.taken(answer.toString(), after), end);
          } else {
            recordFailure(held, answer, end, after);
          }
        });
  }

  /** A mistake of ours is a failure too, else it would be made again and again without end. */
  private HookCaller.Answer call(HookCaller.Call call) {
    try {
      return caller.call(call);
    } catch (RuntimeException e) {
      // alert: a webhook could not be sent for a reason that is no answer
      LOG.log(System.Logger.Level.ERROR, "webhook " + call.id() + " could not be sent", e);
      return HookCaller.Answer.none("it could not be sent");
    }
  }

  private void recordFailure(
      HookDelivery held, HookCaller.Answer answer, HookAttempt.End end, Instant now) {
    // locked first, as by whoever claims
    Optional<HookEndpoint> endpoint = endpoints.lock(held.endpoint());
    boolean gone = answer.status().filter(s -> s == GONE).isPresent();
    HookDelivery next =
        gone
            ? held.givenUp("http 410: the endpoint is gone")
            : held.failed(
                answer.toString(), answer.retryAfter(), policy.retries(), ids.random(), now);
    boolean ours = deliveries.record(held, next, end);
    endpoint.ifPresent(
        e -> {
          HookEndpoint troubled = e.troubled(policy.pacing(), ids.random(), now);
          endpoints.save(
              gone && e.isActive() ? troubled.disabled("it answered 410 Gone") : troubled);
        });
    if (!ours) {
      return;
    }
    next.nextActionAt()
        .filter(due -> due.isBefore(now.plus(ANNOUNCED)))
        .ifPresent(due -> outbox.hookReady(held.endpoint(), due));
    if (next.state() == HookDeliveryState.FAILED) {
      // alert: a partner was not told; it sees this in its delivery log
      LOG.log(
          System.Logger.Level.WARNING,
          "webhook {0} to endpoint {1} is given up: {2}",
          held.event(),
          held.endpoint(),
          answer);
    }
  }
}
