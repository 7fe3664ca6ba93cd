package ng.bills.application.refund.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.ClockBreach;
import ng.bills.domain.refund.RefundId;

/** Waits that may be too long, and those that were. Inside a unit of work only. */
public interface RefundClocks {

  /**
   * A place in a list, oldest first.
   *
   * @param at the moment the list is ordered by
   * @param payment whose
   */
  record Place(Instant at, PaymentId payment) {}

  /**
   * Which breaches to list.
   *
   * @param partner only this partner's; empty for everybody's
   * @param from limit passed at or after
   * @param to limit passed before
   */
  record Filter(Optional<PartnerId> partner, Optional<Instant> from, Optional<Instant> to) {}

  /**
   * A breach with the payment it is about, as it is now.
   *
   * @param breach what was found
   * @param reference the payment's
   * @param billType the payment's
   * @param biller its code
   * @param state where the payment is
   * @param until when the wait ended; empty while it goes on
   */
  record Line(
      ClockBreach breach,
      String reference,
      BillType billType,
      String biller,
      PaymentState state,
      Optional<Instant> until) {

    /** Where the list goes on after it. */
    public Place place() {
      return new Place(breach.at(), breach.payment());
    }
  }

  /**
   * Payments whose money was to go back before a moment of their bill type, and is not known to
   * have been sent. Those whose breach is kept already are left out; ordered by that moment.
   */
  List<Place> unsent(Map<BillType, Instant> owedBefore, Optional<Place> after, int limit);

  /**
   * Payments that were requested before a moment of their bill type, are paid for, and of which it
   * is not known whether the bill is paid. Those whose breach is kept already are left out; ordered
   * by that moment.
   */
  List<Place> unsettled(Map<BillType, Instant> requestedBefore, Optional<Place> after, int limit);

  /** Whether another refund than that has a transaction that may be on its way. */
  boolean othersOnTheirWay(RefundId refund);

  /**
   * Keeps a breach, once for a payment and wait.
   *
   * @return false when it was kept before
   */
  boolean keep(ClockBreach breach);

  List<ClockBreach> of(PaymentId payment);

  /** Breaches by the moment their limit passed, oldest first; both of a payment, refund first. */
  List<Line> breaches(Filter filter, Optional<Cursor> after, int limit);

  /**
   * A place in the list of breaches.
   *
   * @param place moment and payment
   * @param refund whether the breach there is about the refund
   */
  record Cursor(Place place, boolean refund) {}
}
