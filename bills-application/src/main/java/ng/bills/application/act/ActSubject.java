package ng.bills.application.act;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.ledger.Bookkeeper;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.refund.port.Refunds;
import ng.bills.domain.act.ActCondition;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.act.PossibleActs;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundId;

/** What an act is about, locked, and whether the act fits it. Inside a unit of work only. */
@Singleton
public class ActSubject {

  private final Payments payments;
  private final Refunds refunds;
  private final Bookkeeper bookkeeper;

  @Inject
  public ActSubject(Payments payments, Refunds refunds, Bookkeeper bookkeeper) {
    this.payments = payments;
    this.refunds = refunds;
    this.bookkeeper = bookkeeper;
  }

  /**
   * What is there.
   *
   * @param money the money that waits, when the act is about some
   * @param payment the payment, or the one that is to get the money
   * @param own the refunds of the payment; empty when the act is about money
   */
  record Locked(Optional<Refund> money, Optional<Payment> payment, List<Refund> own) {

    ActCondition condition() {
      return money
          .map(m -> ActCondition.of(m, payment.stream().toList()))
          .orElseGet(() -> ActCondition.of(payment.orElseThrow(), own));
    }
  }

  /** Locks refunds before payments, as the refund stage does; empty when something is missing. */
  Optional<Locked> lock(Optional<PaymentId> paymentId, Optional<RefundId> refundId) {
    Optional<Refund> money = refundId.flatMap(refunds::lock);
    List<Refund> own =
        refundId.isPresent()
            ? List.of()
            : paymentId.stream()
                .flatMap(id -> refunds.of(id).stream())
                .flatMap(r -> refunds.lock(r.id()).stream())
                .toList();
    Optional<Payment> payment = paymentId.flatMap(payments::lock);
    boolean whole =
        money.isPresent() == refundId.isPresent() && payment.isPresent() == paymentId.isPresent();
    return whole ? Optional.of(new Locked(money, payment, own)) : Optional.empty();
  }

  /** Why the act does not fit; empty when it does. */
  Optional<ActResult.Why> hindrance(ActKind kind, Locked subject, Instant now) {
    Set<ActKind> possible =
        subject
            .money()
            .map(PossibleActs::on)
            .orElseGet(() -> PossibleActs.on(subject.payment().orElseThrow(), subject.own()));
    if (!possible.contains(kind)) {
      return Optional.of(ActResult.Why.DOES_NOT_FIT);
    }
    return switch (kind) {
      case RELEASE_TO_PAYMENT ->
          subject
                  .payment()
                  .filter(p -> PossibleActs.pays(subject.money().orElseThrow(), p, now))
                  .isPresent()
              ? Optional.empty()
              : Optional.of(ActResult.Why.NOT_ITS_PRICE);
      case ACCEPT_DELIVERY, KEEP_MONEY -> holdsItsPrice(subject.payment().orElseThrow());
      default -> Optional.empty();
    };
  }

  /** A bill is settled with the customer's money only where that money is still held. */
  private Optional<ActResult.Why> holdsItsPrice(Payment payment) {
    long total = Math.multiplyExact(payment.request().total().kobo(), AssetAmount.STROOPS_PER_KOBO);
    return bookkeeper.heldBy(payment.id()) == total
        ? Optional.empty()
        : Optional.of(ActResult.Why.DOES_NOT_FIT);
  }
}
