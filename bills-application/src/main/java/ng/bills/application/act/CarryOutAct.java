package ng.bills.application.act;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ng.bills.application.funds.port.FundsAssignments;
import ng.bills.application.ledger.Bookkeeper;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.port.Outbox;
import ng.bills.application.refund.port.Refunds;
import ng.bills.domain.act.ActId;
import ng.bills.domain.act.ActKind;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundState;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Token;

/**
 * Does what was decided, with the journal entries that belong to it, inside the unit of work that
 * keeps the act. It has been looked at before whether the act fits.
 */
@Singleton
public class CarryOutAct {

  private final RecordPayment recordPayment;
  private final Refunds refunds;
  private final FundsAssignments assignments;
  private final Bookkeeper bookkeeper;
  private final Outbox outbox;

  @Inject
  public CarryOutAct(
      RecordPayment recordPayment,
      Refunds refunds,
      FundsAssignments assignments,
      Bookkeeper bookkeeper,
      Outbox outbox) {
    this.recordPayment = recordPayment;
    this.refunds = refunds;
    this.assignments = assignments;
    this.bookkeeper = bookkeeper;
    this.outbox = outbox;
  }

  /** Acts that take one person. */
  void alone(ActKind kind, Payment payment, Optional<Token> token, Instant at) {
    switch (kind) {
      case REQUERY_NOW, RETRY_NOW -> payment.hastened(at);
      case CANCEL -> payment.calledOff(at);
      case CLOSE_REVIEW -> payment.reviewClosed(at);
      case GIVE_TOKEN ->
          payment.tokenAttested(
              new Delivery(List.of(token.orElseThrow()), Optional.empty(), Optional.empty()), at);
      default -> throw new IllegalArgumentException(kind + " is not done to a payment alone");
    }
    recordPayment.record(payment);
  }

  /** Acts of two people on a payment and the refunds that are its own. */
  void onPayment(ActId act, ActKind kind, Payment payment, List<Refund> own, Instant at) {
    switch (kind) {
      case RESUME -> {
        payment.reviewClosed(at);
        outbox.refundReady();
      }
      case CALL_DELIVERED -> payment.deliveryAttested(at);
      case RETRY_UNDELIVERED -> payment.refusalAttested(true, at);
      case REFUND_UNDELIVERED -> payment.refusalAttested(false, at);
      case REFUND -> payment.refundApproved(at);
      case ACCEPT_DELIVERY -> {
        payment.deliveryAccepted(at);
        bookkeeper.lateDeliveryAccepted(payment, act, at);
      }
      case KEEP_MONEY -> {
        payment.reviewClosed(at);
        bookkeeper.reversalKept(payment, act, at);
      }
      case RELEASE_TO_SENDER -> {
        own.stream()
            .filter(r -> r.settlesPayment() && r.state() == RefundState.BLOCKED)
            .forEach(r -> release(act, r, at));
        payment.reviewClosed(at);
      }
      default -> throw new IllegalArgumentException(kind + " is not done to a payment");
    }
    recordPayment.record(payment);
  }

  /** Acts of two people with money that waits; {@code target} is the payment that gets it. */
  void withMoney(ActId act, ActKind kind, Refund money, Optional<Payment> target, Instant at) {
    if (kind == ActKind.RELEASE_TO_SENDER) {
      release(act, money, at);
      return;
    }
    Payment payment = target.orElseThrow();
    AccountCode from =
        money.state() == RefundState.BLOCKED ? AccountCode.SUSPENSE : AccountCode.REFUNDS_PAYABLE;
    money.withdrawn();
    refunds.save(money);
    assignments.assign(money.operationKey(), payment.id(), at);
    bookkeeper.fundsAssigned(money, from, payment.id(), at);
    payment.fundsMatched(at);
    recordPayment.record(payment);
  }

  private void release(ActId act, Refund money, Instant at) {
    if (money.state() == RefundState.BLOCKED) {
      bookkeeper.refundReleased(money, act, at);
    }
    money.released(at);
    refunds.save(money);
    outbox.refundReady();
  }
}
