package ng.bills.application.payment.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.Review;

/** Questions about many payments, for showing. Every method runs inside a unit of work. */
public interface PaymentHistory {

  /**
   * What to list.
   *
   * @param partner whose payments
   * @param states only these; empty for all
   * @param billType only this type
   * @param from created at or after
   * @param to created before
   */
  record Filter(
      PartnerId partner,
      Set<PaymentState> states,
      Optional<BillType> billType,
      Optional<Instant> from,
      Optional<Instant> to) {}

  /**
   * One line of the list.
   *
   * @param account masked
   * @param amountKobo what the biller gets
   * @param feeKobo what we charge
   */
  record Line(
      PaymentId id,
      String reference,
      PaymentState state,
      BillType billType,
      String biller,
      String account,
      long amountKobo,
      long feeKobo,
      Instant createdAt,
      Instant updatedAt,
      Optional<Instant> completedAt) {}

  /**
   * Completed payments of one type.
   *
   * @param count how many
   * @param totalKobo what they cost altogether, fees included
   */
  record Total(long count, long totalKobo) {}

  /** The last few, newest first. */
  List<Line> latest(Filter filter, int limit);

  /** Totals of completed payments by bill type. */
  Map<BillType, Total> totals(PartnerId partner, Optional<Instant> from, Optional<Instant> to);

  /** Everything that happened to a payment, oldest first. */
  List<PaymentMoved> moves(PaymentId payment);

  /** Every review that was ever opened on a payment, oldest first; whether or not it is over. */
  List<Review> reviews(PaymentId payment);
}
