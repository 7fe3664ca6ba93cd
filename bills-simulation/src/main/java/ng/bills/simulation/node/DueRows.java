package ng.bills.simulation.node;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.domain.hook.HookDelivery;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.notice.Notice;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.RefundAttempt;
import ng.bills.domain.refund.RefundSnapshot;
import ng.bills.domain.webhook.ProviderEvent;
import ng.bills.simulation.outside.SimulatedLedger;

/**
 * When timers have something to do. Only saves time: a timer that finds nothing changes nothing, so
 * most of those runs are left out.
 */
final class DueRows {

  /** Messages come first; the sweeps take what is due for longer than that. */
  private static final Duration GRACE = Duration.ofSeconds(16);

  private final MemoryWorld database;
  private final SimulatedLedger ledger;

  DueRows(MemoryWorld database, SimulatedLedger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /** When each job is to be done next; those that nothing waits for are left out. */
  Map<Job, Instant> next() {
    Map<Job, Instant> due = new EnumMap<>(Job.class);
    Set<PaymentId> inReview = new HashSet<>();
    for (PaymentSnapshot payment : database.paymentRows()) {
      if (payment.review().isPresent()) {
        inReview.add(payment.id());
      } else if (payment.state() == PaymentState.PENDING_PAYMENT) {
        note(due, Job.EXPIRY, payment.expiresAt().plusSeconds(1));
        note(due, Job.FUNDS, payment.expiresAt().plusSeconds(1));
      } else if (payment.nextActionAt().isPresent()) {
        Job.of(payment.state())
            .ifPresent(job -> note(due, job, free(payment.nextActionAt().get(), payment.lease())));
      }
    }
    for (RefundSnapshot refund : database.refundRows()) {
      if (refund.nextActionAt().isPresent() && !waitsForPerson(refund, inReview)) {
        note(due, Job.REFUND, free(refund.nextActionAt().get(), refund.lease()));
      }
    }
    for (Notice notice : database.noticeRows()) {
      if (notice.nextActionAt().isPresent()) {
        note(due, Job.NOTICES, free(notice.nextActionAt().get(), notice.lease()).plus(GRACE));
      }
    }
    for (ProviderEvent event : database.allEvents()) {
      if (event.nextActionAt().isPresent()) {
        note(due, Job.EVENTS, free(event.nextActionAt().get(), event.lease()).plus(GRACE));
      }
    }
    hooks(due);
    if (isMoneyUnread()) {
      note(due, Job.FUNDS, Instant.EPOCH);
    }
    return due;
  }

  private void hooks(Map<Job, Instant> due) {
    Map<HookEndpointId, Instant> paused = new HashMap<>();
    for (HookEndpoint endpoint : database.hooks().endpointRows()) {
      endpoint.pausedUntil().ifPresent(until -> paused.put(endpoint.id(), until));
    }
    for (HookDelivery delivery : database.hooks().deliveryRows()) {
      if (delivery.nextActionAt().isPresent()) {
        Instant at = free(delivery.nextActionAt().get(), delivery.lease()).plus(GRACE);
        Instant until = paused.getOrDefault(delivery.endpoint(), at);
        note(due, Job.HOOKS, until.isAfter(at) ? until : at);
      }
    }
  }

  private static void note(Map<Job, Instant> due, Job job, Instant at) {
    Instant known = due.get(job);
    if (known == null || at.isBefore(known)) {
      due.put(job, at);
    }
  }

  private static Instant free(Instant due, Optional<Lease> lease) {
    return lease.isPresent() && lease.get().until().isAfter(due) ? lease.get().until() : due;
  }

  /** A refund is put off again and again while a person is to look at its payment. */
  private static boolean waitsForPerson(RefundSnapshot refund, Set<PaymentId> inReview) {
    if (!refund.settlesPayment()
        || refund.payment().isEmpty()
        || !inReview.contains(refund.payment().get())) {
      return false;
    }
    for (RefundAttempt attempt : refund.attempts()) {
      if (attempt.state().isLive()) {
        return false;
      }
    }
    return true;
  }

  /** Money was sent that nobody has read yet. */
  private boolean isMoneyUnread() {
    long read =
        database.receiptRows().size()
            + database.quarantined().stream().map(u -> u.operationKey()).distinct().count();
    return read < ledger.length();
  }
}
