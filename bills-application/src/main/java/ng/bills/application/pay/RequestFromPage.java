package ng.bills.application.pay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ng.bills.application.pay.port.PagePayments;
import ng.bills.application.payment.Fault;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.pay.PageSecret;
import ng.bills.domain.payment.Payment;

/**
 * A customer confirms a reviewed bill. The form's secret makes the request reference, so a form
 * that is sent twice makes one payment and leads to the same page.
 */
@Singleton
public class RequestFromPage {

  private final RequestPayment requestPayment;
  private final PagePayments pages;
  private final UnitOfWork tx;
  private final InstantSource clock;

  @Inject
  public RequestFromPage(
      RequestPayment requestPayment, PagePayments pages, UnitOfWork tx, InstantSource clock) {
    this.requestPayment = requestPayment;
    this.pages = pages;
    this.tx = tx;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {}

  /** There is a payment, and the secret opens its page. */
  public record Made(PageSecret secret) implements Result {}

  /** The first sending of this form is being stored; its page will be there in a moment. */
  public record UnderWay(PageSecret secret) implements Result {}

  /** The partner's link has been used for another bill. */
  public record UsedOtherwise() implements Result {}

  /** Something has changed since the review. */
  public record Refused(List<Fault> faults) implements Result {}

  /** The same was asked for just before; the customer is to say whether another one is wanted. */
  public record AskedBefore() implements Result {}

  /**
   * The customer has asked for as many payments as one may.
   *
   * @param in when there is room again
   */
  public record TooMany(Duration in) implements Result {}

  /** Nobody sells it at the moment. */
  public record NotSoldNow(String biller) implements Result {}

  /** It is refused for another reason, which may pass. */
  public record NotNow() implements Result {}

  /**
   * Asks for the payment.
   *
   * @param again whether the customer knows that the same was asked for just before, and wants it
   */
  public Result request(PageTicket draft, boolean again) {
    PageSecret secret = draft.secret();
    RequestPayment.Result result =
        requestPayment.request(
            draft.partner(),
            form(draft, again),
            List.<Fault>of(),
            Optional.<RequestPayment.Asking>empty());
    if (result instanceof RequestPayment.Accepted accepted) {
      return made(draft, accepted.payment());
    }
    if (result instanceof RequestPayment.UnderWay) {
      return new UnderWay(secret);
    }
    if (result instanceof RequestPayment.Mismatch) {
      // the page that the secret opens is about the bill it was used for
      return tx.call(() -> pages.find(secret)).isPresent() ? new Made(secret) : new UsedOtherwise();
    }
    if (result instanceof RequestPayment.Repeated) {
      return new AskedBefore();
    }
    if (result instanceof RequestPayment.TooMany many) {
      return new TooMany(many.over().in());
    }
    if (result instanceof RequestPayment.NotSoldNow closed) {
      return new NotSoldNow(closed.biller());
    }
    if (result instanceof RequestPayment.NotOnSale closed) {
      return new NotSoldNow(closed.biller());
    }
    if (result instanceof RequestPayment.PlanUnavailable plan) {
      return new Refused(List.of(new Fault("plan_code", "PLAN_UNAVAILABLE", plan.detail())));
    }
    return result instanceof RequestPayment.Refused refused
        ? new Refused(ReviewBill.faults(refused.reading()))
        : new NotNow();
  }

  private Result made(PageTicket draft, Payment payment) {
    tx.run(
        () ->
            pages.add(
                draft.secret(),
                new PagePayments.PagePayment(payment.id(), draft.partner(), draft.returnUrl()),
                clock.instant()));
    return new Made(draft.secret());
  }

  private PaymentForm form(PageTicket draft, boolean again) {
    PaymentForm form = draft.form();
    return new PaymentForm(
        form.billType(),
        form.providerCode(),
        form.accountNumber(),
        form.accountType(),
        form.planCode(),
        form.subscriptionChange(),
        form.amount(),
        form.currency(),
        form.paymentSource(),
        form.customerEmail(),
        form.customerPhone(),
        form.requestReference().or(() -> Optional.of(pages.reference(draft.secret()))),
        form.metadata(),
        again);
  }
}
