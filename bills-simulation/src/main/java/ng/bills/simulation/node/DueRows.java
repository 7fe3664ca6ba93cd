package ng.bills.simulation.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.domain.payment.Lease;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.RefundSnapshot;
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

  private static Optional<Instant> free(Optional<Instant> due, Optional<Lease> lease) {
    return due.map(d -> lease.map(Lease::until).filter(until -> until.isAfter(d)).orElse(d));
  }

  private static Optional<Instant> first(Stream<Optional<Instant>> times) {
    return times.flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  Optional<Instant> payments(PaymentState state) {
    return first(
        database.paymentRows().stream()
            .filter(p -> p.state() == state && p.review().isEmpty())
            .map(p -> free(p.nextActionAt(), p.lease())));
  }

  Optional<Instant> refunds() {
    return first(
        database.refundRows().stream()
            .filter(r -> !waitsForPerson(r))
            .map(r -> free(r.nextActionAt(), r.lease())));
  }

  /** A refund is put off again and again while a person is to look at its payment. */
  private boolean waitsForPerson(RefundSnapshot refund) {
    return refund.attempts().stream().noneMatch(a -> a.state().isLive())
        && refund.settlesPayment()
        && refund.payment().filter(this::isInReview).isPresent();
  }

  private boolean isInReview(PaymentId id) {
    for (PaymentSnapshot payment : database.paymentRows()) {
      if (payment.id().equals(id)) {
        return payment.review().isPresent();
      }
    }
    return false;
  }

  /** Money was sent that nobody has read yet. */
  Optional<Instant> funds() {
    long read =
        database.receiptRows().size()
            + database.quarantined().stream().map(u -> u.operationKey()).distinct().count();
    return read < ledger.length() ? Optional.of(Instant.EPOCH) : expiry();
  }

  Optional<Instant> expiry() {
    return first(
        database.paymentRows().stream()
            .filter(p -> p.state() == PaymentState.PENDING_PAYMENT)
            .map(p -> Optional.of(p.expiresAt().plusSeconds(1))));
  }

  Optional<Instant> notices() {
    return first(
        database.noticeRows().stream()
            .map(n -> free(n.nextActionAt(), n.lease()).map(at -> at.plus(GRACE))));
  }

  Optional<Instant> events() {
    return first(
        database.allEvents().stream()
            .map(e -> free(e.nextActionAt(), e.lease()).map(at -> at.plus(GRACE))));
  }
}
