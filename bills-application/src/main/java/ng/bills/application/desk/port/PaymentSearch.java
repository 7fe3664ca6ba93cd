package ng.bills.application.desk.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.domain.payment.PaymentId;

/** Finds payments of all partners by what stands in them. Inside a unit of work only. */
public interface PaymentSearch {

  /** The newest payments that have it, at most {@code limit}. */
  List<PaymentId> having(SearchTerm term, int limit);

  /** Those payments, newest first. */
  List<PaymentHistory.Line> lines(Collection<PaymentId> payments);

  /**
   * Writes on what payments are found by, for the oldest that are not written yet.
   *
   * @param before only payments requested before that moment: one that is being stored now may
   *     still come to lie before others
   * @return how many were written
   */
  int writeTrail(Instant before, int limit);
}
