package ng.bills.web.api.model;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import ng.bills.domain.payment.Attempt;
import ng.bills.domain.payment.AttemptState;
import ng.bills.domain.payment.FailureCode;
import ng.bills.domain.payment.Payment;

/** What happens to a payment just now, in one sentence for people. */
public final class StageSentence {

  private StageSentence() {}

  /**
   * The sentence.
   *
   * @param retries how many retries there are after the first try
   */
  public static String of(Payment payment, int retries) {
    if (payment.review().isPresent()) {
      return "a person is looking at this payment";
    }
    return switch (payment.state()) {
      case PENDING_PAYMENT -> "waiting for the customer's cNGN";
      case CNGN_RECEIVED -> "cNGN received, about to check the account";
      case VERIFYING_ACCOUNT -> "checking the account";
      case ACCOUNT_INVALID -> "the account cannot be paid to, the money goes back";
      case PROCESSING_BILL ->
          (payment.attempts().stream().anyMatch(Attempt::isLive)
                  ? "calling the provider, "
                  : "about to call the provider, ")
              + tries(payment, retries);
      case PROVIDER_PROCESSING -> waiting(payment);
      case RETRY_SCHEDULED ->
          "not bought yet, trying again"
              + payment
                  .nextActionAt()
                  .map(at -> " at " + at.truncatedTo(ChronoUnit.SECONDS))
                  .orElse("")
              + ", "
              + tries(payment, retries);
      case PROVIDER_FAILED -> "the provider refused, deciding how to go on";
      case REFUND_INITIATED -> "the money is about to go back";
      case REFUND_PROCESSING -> "the money is on its way back";
      case REFUNDED -> "the money is back where it came from";
      case COMPLETED -> "delivered";
      case EXPIRED ->
          payment.failure().filter(f -> f.code() == FailureCode.PAYMENT_CANCELLED).isPresent()
              ? "cancelled before any money came"
              : "expired, no money came in time";
    };
  }

  private static String tries(Payment payment, int retries) {
    return "try " + (payment.retriesUsed() + 1) + " of " + (retries + 1);
  }

  private static String waiting(Payment payment) {
    Optional<Attempt> last =
        payment.attempts().isEmpty()
            ? Optional.empty()
            : Optional.of(payment.attempts().get(payment.attempts().size() - 1));
    return last.map(Attempt::state)
        .map(
            state ->
                state == AttemptState.DELIVERED
                    ? "delivered, waiting for the token"
                    : state == AttemptState.PENDING
                        ? "the provider is working on it"
                        : "no clear answer yet, asking the provider whether it delivered")
        .orElse("waiting for the provider");
  }
}
