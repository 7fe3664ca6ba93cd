package ng.bills.application.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import ng.bills.application.payment.port.Repetitions;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentRequest;

/**
 * Keeps a double tap from buying twice: the same once more within the window needs a word that it
 * is wanted (docs/adr/0034). Inside a unit of work only.
 */
@Singleton
public class BuyAgain {

  private final Repetitions repetitions;
  private final BuyAgainPolicy policy;

  @Inject
  public BuyAgain(Repetitions repetitions, BuyAgainPolicy policy) {
    this.repetitions = repetitions;
    this.policy = policy;
  }

  /** Whether it is refused when the same was asked for just before. */
  boolean isGuarded(PaymentRequest request) {
    return isLookedAt(request) && !request.buyAgain();
  }

  private boolean isLookedAt(PaymentRequest request) {
    return !policy.windowFor(request.billType()).isZero();
  }

  /** Notes a payment that is stored in this unit of work, which fails if it must not be. */
  void note(Payment payment) {
    if (isLookedAt(payment.request())) {
      repetitions.note(
          payment,
          isGuarded(payment.request())
              ? Optional.of(since(payment.request(), payment.createdAt()))
              : Optional.empty());
    }
  }

  /** The earlier payment because of which a request is refused. */
  Optional<Repetitions.Earlier> earlier(PaymentRequest request, Instant now) {
    return isGuarded(request) ? repetitions.find(request, since(request, now)) : Optional.empty();
  }

  private Instant since(PaymentRequest request, Instant now) {
    Duration window = policy.windowFor(request.billType());
    return now.minus(window);
  }
}
