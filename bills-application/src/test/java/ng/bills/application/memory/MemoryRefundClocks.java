package ng.bills.application.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentSnapshot;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.ClockedWait;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundClock;
import ng.bills.domain.refund.RefundId;
import ng.bills.domain.refund.RefundSnapshot;

/** The refund clock's questions over the tables of {@link MemoryWorld}. */
final class MemoryRefundClocks implements RefundClocks {

  /** What it reads and writes, as it is in the open unit of work. */
  record Rows(
      Map<PaymentId, PaymentSnapshot> payments,
      Map<PaymentId, List<PaymentMoved>> moves,
      Map<RefundId, RefundSnapshot> refunds,
      List<ClockBreach> breaches) {}

  private static final Set<PaymentState> OPEN =
      Set.of(
          PaymentState.PROCESSING_BILL,
          PaymentState.PROVIDER_PROCESSING,
          PaymentState.RETRY_SCHEDULED);

  private static final Comparator<Place> OLDEST =
      Comparator.comparing(Place::at).thenComparing(p -> p.payment().value());

  private final Supplier<Rows> rows;

  MemoryRefundClocks(Supplier<Rows> rows) {
    this.rows = rows;
  }

  @Override
  public List<Place> unsent(Map<BillType, Instant> owedBefore, Optional<Place> after, int limit) {
    Rows now = rows.get();
    Stream<Place> places =
        now.refunds.values().stream()
            .filter(r -> r.settlesPayment() && r.confirmedAt().isEmpty())
            .map(r -> new Place(r.createdAt(), r.payment().orElseThrow()));
    return page(places, ClockedWait.REFUND, owedBefore, after, limit);
  }

  @Override
  public List<Place> unsettled(
      Map<BillType, Instant> requestedBefore, Optional<Place> after, int limit) {
    Stream<Place> places =
        rows.get().payments.values().stream()
            .filter(p -> OPEN.contains(p.state()) && p.nextActionAt().isPresent())
            .map(p -> new Place(p.createdAt(), p.id()));
    return page(places, ClockedWait.PENDING, requestedBefore, after, limit);
  }

  private List<Place> page(
      Stream<Place> places,
      ClockedWait clocked,
      Map<BillType, Instant> before,
      Optional<Place> after,
      int limit) {
    Rows now = rows.get();
    return places
        .filter(
            p -> {
              BillType type = now.payments.get(p.payment()).request().billType();
              return p.at().isBefore(before.get(type));
            })
        .filter(p -> after.filter(a -> OLDEST.compare(p, a) <= 0).isEmpty())
        .filter(
            p ->
                now.breaches.stream()
                    .noneMatch(b -> b.payment().equals(p.payment()) && b.clocked() == clocked))
        .sorted(OLDEST)
        .limit(limit)
        .toList();
  }

  @Override
  public boolean othersOnTheirWay(RefundId refund) {
    return rows.get().refunds.values().stream()
        .filter(r -> !r.id().equals(refund))
        .anyMatch(r -> Refund.reconstitute(r).liveAttempt().isPresent());
  }

  @Override
  public boolean keep(ClockBreach breach) {
    List<ClockBreach> all = rows.get().breaches;
    boolean known =
        all.stream()
            .anyMatch(b -> b.payment().equals(breach.payment()) && b.clocked() == breach.clocked());
    return !known && all.add(breach);
  }

  @Override
  public List<ClockBreach> of(PaymentId payment) {
    return rows.get().breaches.stream().filter(b -> b.payment().equals(payment)).toList();
  }

  @Override
  public List<Line> breaches(Filter filter, Optional<Cursor> after, int limit) {
    Rows now = rows.get();
    Comparator<Line> order =
        Comparator.comparing(Line::place, OLDEST).thenComparing(l -> l.breach().clocked());
    return now.breaches.stream()
        .filter(b -> filter.from().filter(f -> b.at().isBefore(f)).isEmpty())
        .filter(b -> filter.to().filter(t -> !b.at().isBefore(t)).isEmpty())
        .map(b -> line(now, b))
        .filter(
            l ->
                filter
                    .partner()
                    .filter(
                        p -> !now.payments.get(l.breach().payment()).request().partner().equals(p))
                    .isEmpty())
        .sorted(order)
        .filter(l -> after.filter(a -> !isAfter(l, a)).isEmpty())
        .limit(limit)
        .toList();
  }

  private static boolean isAfter(Line line, Cursor cursor) {
    int places = OLDEST.compare(line.place(), cursor.place());
    return places > 0
        || places == 0 && cursor.refund() && line.breach().clocked() == ClockedWait.PENDING;
  }

  private static Line line(Rows now, ClockBreach breach) {
    PaymentSnapshot s = now.payments.get(breach.payment());
    RefundClock clock =
        RefundClock.of(
            Payment.reconstitute(s),
            now.moves.get(s.id()),
            now.refunds.values().stream()
                .filter(r -> r.payment().equals(Optional.of(s.id())))
                .map(Refund::reconstitute)
                .toList());
    return new Line(
        breach,
        s.reference().value(),
        s.request().billType(),
        s.request().biller().value(),
        s.state(),
        clock.until(breach.clocked()));
  }
}
