package ng.bills.application.receipt;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.payment.FindPayments;
import ng.bills.application.vending.PlansOnSale;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.Token;

/** Looks receipts up for the partner whose payments they are of. */
@Singleton
public class FindReceipts {

  private final FindPayments findPayments;
  private final Billers billers;
  private final PlansOnSale plans;

  @Inject
  public FindReceipts(FindPayments findPayments, Billers billers, PlansOnSale plans) {
    this.findPayments = findPayments;
    this.billers = billers;
    this.plans = plans;
  }

  /** What was found. */
  public sealed interface Result {}

  /** The receipt. */
  public record Found(VendReceipt receipt) implements Result {}

  /** The payment is not settled: there is nothing to keep yet. */
  public record NotSettled(PaymentState state) implements Result {}

  /**
   * The receipt of a payment; empty when the partner has no such payment.
   *
   * @param tokens whether whoever asks may see them
   */
  public Optional<Result> find(PartnerId partner, PaymentId id, boolean tokens) {
    return findPayments
        .status(partner, id)
        .map(
            status ->
                isSettled(status.payment())
                    ? new Found(receipt(status, tokens))
                    : new NotSettled(status.payment().state()));
  }

  private static boolean isSettled(Payment payment) {
    return payment.state() == PaymentState.COMPLETED || payment.state() == PaymentState.REFUNDED;
  }

  private VendReceipt receipt(FindPayments.Status status, boolean tokens) {
    Payment payment = status.payment();
    PaymentRequest request = payment.request();
    boolean delivered = payment.state() == PaymentState.COMPLETED;
    Optional<Delivery> delivery = delivered ? payment.delivery() : Optional.empty();
    List<Token> shown = tokens ? delivery.map(Delivery::tokens).orElse(List.of()) : List.of();
    return new VendReceipt(
        payment.reference(),
        request.billType(),
        billers
            .find(request.billType(), request.biller())
            .map(Biller::name)
            .orElse(request.biller().value()),
        request
            .plan()
            .map(
                code ->
                    plans
                        .find(request.billType(), request.biller(), code)
                        .map(Plan::name)
                        .orElse(code.value())),
        request.account().masked(),
        payment.customerName(),
        request.amount(),
        request.fee(),
        payment.createdAt(),
        delivered ? payment.completedAt() : Optional.empty(),
        shown,
        delivery.flatMap(Delivery::units),
        delivery.flatMap(Delivery::receiptNumber),
        status.refund().filter(r -> !delivered).map(FindReceipts::moneyBack));
  }

  private static VendReceipt.MoneyBack moneyBack(Refund refund) {
    return new VendReceipt.MoneyBack(
        refund.order().amount(),
        refund.confirmedHash(),
        refund.confirmedAt().orElse(refund.createdAt()));
  }
}
