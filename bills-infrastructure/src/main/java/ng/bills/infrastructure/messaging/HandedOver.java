package ng.bills.infrastructure.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import ng.bills.infrastructure.persistence.OutboxRows;
import ng.bills.infrastructure.persistence.OutboxRows.Message;

/**
 * Messages that this node has written and not sent yet, oldest first. It forgets what there is no
 * room for, and what has waited so long that the lease of its row may have ended: that is found in
 * the outbox by whoever looks next.
 */
final class HandedOver {

  /** As many are held; about two megabytes. */
  static final int MOST = 10_000;

  /** Shorter than the lease by what a commit may take. */
  static final Duration FRESH = OutboxRows.OWN.minusSeconds(10);

  private record Held(Message message, Instant since) {}

  private final InstantSource clock;
  private final Queue<Held> held = new ArrayDeque<>();

  HandedOver(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(List<Message> messages) {
    Instant now = clock.instant();
    for (Message message : messages) {
      if (held.size() == MOST) {
        return;
      }
      held.add(new Held(message, now));
    }
  }

  /** Takes out at most {@code limit} that may still be sent. */
  synchronized List<Message> next(int limit) {
    Instant stale = clock.instant().minus(FRESH);
    List<Message> next = new ArrayList<>();
    while (next.size() < limit && !held.isEmpty()) {
      Held first = held.remove();
      if (first.since().isAfter(stale)) {
        next.add(first.message());
      }
    }
    return next;
  }
}
