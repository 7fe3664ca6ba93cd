package ng.bills.application.hook.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.hook.HookAttempt;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookDeliveryState;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEvent;
import ng.bills.domain.hook.HookEventId;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;

/** Deliveries and their log. Inside a unit of work only. */
public interface HookDeliveries {

  /**
   * A delivery that is to be made now.
   *
   * @param delivery with this call counted, under the lease
   * @param body the event's bytes as text, the same at every delivery
   * @param more whether another one is due for that endpoint
   */
  record Claimed(HookDelivery delivery, String body, boolean more) {}

  /** Stores an event that only this endpoint is told of. */
  void add(HookEvent event, HookEndpointId endpoint);

  /**
   * Takes the longest due delivery of an endpoint that was locked in this unit of work, and writes
   * the call down in the log. Rows that somebody else is claiming are skipped.
   *
   * @param atOnce so many may be under way, on all nodes together
   * @return empty when none is due and free, or as many are under way
   */
  Optional<Claimed> claim(HookEndpointId endpoint, int atOnce, Lease lease, Instant now);

  /**
   * Writes down what came of a call.
   *
   * @param held the delivery as it was claimed
   * @param next as it is to be
   * @return false when somebody else has it by now, or it is not wanted any more: then only the log
   *     is written
   */
  boolean record(HookDelivery held, HookDelivery next, HookAttempt.End end);

  /** Active endpoints that are not left alone and have something due; any order. */
  List<HookEndpointId> due(int limit, Instant now);

  /** What waits for that endpoint is not sent any more. */
  void cancel(HookEndpointId endpoint);

  /** A delivery, locked until the unit of work ends. */
  Optional<HookDelivery> lock(HookEndpointId endpoint, HookEventId event);

  /** Stores a delivery that was locked in this unit of work. */
  void save(HookDelivery delivery);

  /**
   * Those of an endpoint that were given up, of events from then on, locked, oldest first.
   *
   * @param limit at most so many
   */
  List<HookDelivery> lockFailed(HookEndpointId endpoint, Instant from, int limit);

  /**
   * What to list.
   *
   * @param state only these
   * @param before only events older than that one
   */
  record Filter(
      HookEndpointId endpoint, Optional<HookDeliveryState> state, Optional<HookEventId> before) {}

  /**
   * A line of the log.
   *
   * @param calls oldest first
   */
  record Line(HookDelivery delivery, List<HookAttempt> calls) {}

  /**
   * Something a partner was told about a payment, or is to be.
   *
   * @param host where to
   * @param body what every call sends
   * @param calls oldest first
   */
  record Told(HookDelivery delivery, String host, String body, List<HookAttempt> calls) {

    /** Without what was sent and answered. */
    @Override
    public String toString() {
      return delivery.type().wireName() + " to " + host;
    }
  }

  /** Everything a partner was told about a payment, oldest event first, each call of it. */
  List<Told> about(PaymentId payment);

  /** Newest event first; of each delivery the last few calls. */
  List<Line> list(Filter filter, int limit);

  /**
   * Removes events with all that belongs to them, of which nothing is due.
   *
   * @return how many events
   */
  int prune(Instant before, int limit);
}
