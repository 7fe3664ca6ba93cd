package ng.bills.domain.hook;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.Lease;

/**
 * One event on its way to one endpoint. It is tried until it is taken or the backoff has no wait
 * left; a replay begins anew. It may arrive twice (a lost answer is no refusal), always under the
 * same {@code webhook-id}.
 *
 * @param endpoint to whom
 * @param event of what
 * @param type the event's type
 * @param state how far it is
 * @param tries how often it failed since it was last begun
 * @param attempts how often it was called at all
 * @param replays how often it was begun anew
 * @param nextActionAt when to try, if at all
 * @param lease who is at it, if anybody
 * @param lastResult what was last seen, without the answer's words
 * @param createdAt when the event happened
 * @param deliveredAt when it was taken last
 */
public record HookDelivery(
    HookEndpointId endpoint,
    HookEventId event,
    HookEventType type,
    HookDeliveryState state,
    int tries,
    int attempts,
    int replays,
    Optional<Instant> nextActionAt,
    Optional<Lease> lease,
    Optional<String> lastResult,
    Instant createdAt,
    Optional<Instant> deliveredAt) {

  /** However long the partner asks us to wait, it is not longer than this. */
  public static final Duration LONGEST_WAIT_ASKED_FOR = Duration.ofHours(1);

  public HookDelivery {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(lastResult, "lastResult");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(deliveredAt, "deliveredAt");
    if ((state == HookDeliveryState.DUE) != nextActionAt.isPresent()) {
      throw new IllegalArgumentException("a delivery is tried while it is due, and only then");
    }
  }

  /** An event that is to be told for the first time. */
  public static HookDelivery due(HookEndpointId endpoint, HookEvent event) {
    return new HookDelivery(
        endpoint,
        event.id(),
        event.type(),
        HookDeliveryState.DUE,
        0,
        0,
        0,
        Optional.of(event.at()),
        Optional.empty(),
        Optional.empty(),
        event.at(),
        Optional.empty());
  }

  /** Whether it can be taken up at that time. */
  public boolean isFree(Instant at) {
    return nextActionAt.filter(due -> !due.isAfter(at)).isPresent()
        && lease.filter(l -> l.until().isAfter(at)).isEmpty();
  }

  /** Somebody is about to call. */
  public HookDelivery begun(Lease newLease) {
    return with(state, tries, attempts + 1, replays, nextActionAt, Optional.of(newLease));
  }

  /** The endpoint has taken it. */
  public HookDelivery taken(String result, Instant at) {
    return new HookDelivery(
        endpoint,
        event,
        type,
        HookDeliveryState.DELIVERED,
        tries,
        attempts,
        replays,
        Optional.empty(),
        Optional.empty(),
        Optional.of(result),
        createdAt,
        Optional.of(at));
  }

  /**
   * Not taken this time, or nobody knows; tried again as the backoff says, then given up.
   *
   * @param wish how long the endpoint asked us to wait at least
   */
  public HookDelivery failed(
      String result, Optional<Duration> wish, Backoff backoff, RandomGenerator random, Instant at) {
    if (tries >= backoff.limit()) {
      return givenUp(result);
    }
    Duration wait = backoff.delay(tries, random);
    Duration asked =
        wish.filter(w -> w.compareTo(LONGEST_WAIT_ASKED_FOR) < 0)
            .or(() -> wish.map(w -> LONGEST_WAIT_ASKED_FOR))
            .orElse(Duration.ZERO);
    return with(
            HookDeliveryState.DUE,
            tries + 1,
            attempts,
            replays,
            Optional.of(at.plus(asked.compareTo(wait) > 0 ? asked : wait)),
            Optional.empty())
        .seen(result);
  }

  /** Not taken, and trying again is pointless. */
  public HookDelivery givenUp(String result) {
    return with(
            HookDeliveryState.FAILED,
            tries + 1,
            attempts,
            replays,
            Optional.empty(),
            Optional.empty())
        .seen(result);
  }

  /** The partner wants it once more, with all tries. */
  public HookDelivery replayed(Instant at) {
    return with(HookDeliveryState.DUE, 0, attempts, replays + 1, Optional.of(at), Optional.empty());
  }

  private HookDelivery seen(String result) {
    return new HookDelivery(
        endpoint,
        event,
        type,
        state,
        tries,
        attempts,
        replays,
        nextActionAt,
        lease,
        Optional.of(result),
        createdAt,
        deliveredAt);
  }

  private HookDelivery with(
      HookDeliveryState newState,
      int newTries,
      int newAttempts,
      int newReplays,
      Optional<Instant> due,
      Optional<Lease> newLease) {
    return new HookDelivery(
        endpoint,
        event,
        type,
        newState,
        newTries,
        newAttempts,
        newReplays,
        due,
        newLease,
        lastResult,
        createdAt,
        deliveredAt);
  }
}
