package ng.bills.application.payment;

import java.util.Optional;
import ng.bills.application.payment.RequestPayment.Accepted;
import ng.bills.application.payment.RequestPayment.Asking;
import ng.bills.application.payment.RequestPayment.Mismatch;
import ng.bills.application.payment.RequestPayment.Result;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;

/** What was requested before under the same reference, and how that is answered again. */
final class EarlierRequests {

  private final FormCheck formCheck;
  private final Payments payments;
  private final FirstAnswers answers;
  private final UnitOfWork tx;

  EarlierRequests(FormCheck formCheck, Payments payments, FirstAnswers answers, UnitOfWork tx) {
    this.formCheck = formCheck;
    this.payments = payments;
    this.answers = answers;
    this.tx = tx;
  }

  /**
   * The first payment under the same reference. It goes before any refusal but one of the JSON
   * itself, so that a repetition gets the first answer whatever has become of biller, limits or
   * fees since.
   */
  Optional<Result> again(PartnerId partner, PaymentForm form, Optional<Asking> asking) {
    return form.requestReference()
        .flatMap(
            reference ->
                tx.call(
                    () ->
                        payments
                            .findByRequestReference(partner, reference)
                            .map(first -> again(first, form, kept(first, asking), asking))));
  }

  private Result again(
      Payment first, PaymentForm form, Optional<FirstAnswers.Kept> kept, Optional<Asking> asking) {
    boolean sameBytes = kept.filter(FirstAnswers.Kept::sameBytes).isPresent();
    if (!sameBytes && !formCheck.asksFor(form, first.request())) {
      return new Mismatch(first.id());
    }
    return new Accepted(
        first,
        true,
        kept.map(FirstAnswers.Kept::answer).or(() -> asking.map(a -> a.answering().apply(first))));
  }

  /** What was accepted once is not refused because this release reads more strictly. */
  Optional<Result> sameBytes(PartnerId partner, PaymentForm form, Optional<Asking> asking) {
    if (asking.isEmpty() || form.requestReference().isEmpty()) {
      return Optional.empty();
    }
    return tx.call(
        () ->
            payments
                .findByRequestReference(partner, form.requestReference().get())
                .flatMap(
                    first ->
                        kept(first, asking)
                            .filter(FirstAnswers.Kept::sameBytes)
                            .map(k -> new Accepted(first, true, Optional.of(k.answer())))));
  }

  private Optional<FirstAnswers.Kept> kept(Payment first, Optional<Asking> asking) {
    return asking.flatMap(a -> answers.find(first.id(), a.body()));
  }
}
