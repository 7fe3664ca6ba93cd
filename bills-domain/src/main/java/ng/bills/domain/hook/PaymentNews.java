package ng.bills.domain.hook;

import java.util.Objects;
import java.util.Optional;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Failure;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentOutcome;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentState;

/**
 * What an event says of a payment, as it was at that move. It holds no token and no whole account
 * number: who wants those asks for the payment's status with a key.
 *
 * @param id the payment
 * @param reference its reference
 * @param requestReference the partner's own
 * @param sequence the number of the move: a higher one of the same payment is later; numbers are
 *     left out where a move is not told
 * @param state after the move
 * @param billType what was paid
 * @param biller to whom
 * @param account masked
 * @param amount what the biller gets, in kobo
 * @param fee what we charge on top, in kobo
 * @param failure why it failed, where it did
 */
public record PaymentNews(
    PaymentId id,
    PaymentReference reference,
    Optional<String> requestReference,
    int sequence,
    PaymentState state,
    BillType billType,
    BillerCode biller,
    String account,
    Money amount,
    Money fee,
    Optional<Failure> failure) {

  public PaymentNews {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(requestReference, "requestReference");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(billType, "billType");
    Objects.requireNonNull(biller, "biller");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(fee, "fee");
    Objects.requireNonNull(failure, "failure");
  }

  /** The payment as it is after a move that has just happened. */
  public static PaymentNews of(Payment payment, PaymentMoved moved) {
    PaymentRequest request = payment.request();
    return new PaymentNews(
        payment.id(),
        payment.reference(),
        request.requestReference(),
        moved.sequence(),
        moved.to(),
        request.billType(),
        request.biller(),
        request.account().masked(),
        request.amount(),
        request.fee(),
        moved.to().outcome() == PaymentOutcome.FAILED ? payment.failure() : Optional.empty());
  }
}
