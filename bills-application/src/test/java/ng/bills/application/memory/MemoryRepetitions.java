package ng.bills.application.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ng.bills.application.payment.port.Repetitions;
import ng.bills.application.port.ConflictException;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentOutcome;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.PaymentSnapshot;

/** What was asked for lately, by the payments of a {@link MemoryWorld} that were noted. */
final class MemoryRepetitions implements Repetitions {

  private final Supplier<Map<PaymentId, Instant>> noted;
  private final Supplier<Map<PaymentId, PaymentSnapshot>> payments;

  /** Both tables inside a unit of work only. */
  MemoryRepetitions(
      Supplier<Map<PaymentId, Instant>> noted, Supplier<Map<PaymentId, PaymentSnapshot>> payments) {
    this.noted = noted;
    this.payments = payments;
  }

  @Override
  public void note(Payment payment, Optional<Instant> since) {
    if (since.flatMap(s -> find(payment.request(), s)).isPresent()) {
      throw new ConflictException("the same payment was requested just before", null);
    }
    noted.get().put(payment.id(), payment.createdAt());
  }

  @Override
  public Optional<Earlier> find(PaymentRequest request, Instant since) {
    return noted.get().entrySet().stream()
        .filter(e -> e.getValue().isAfter(since))
        .map(e -> payments.get().get(e.getKey()))
        .filter(p -> p.state().outcome() != PaymentOutcome.FAILED && isSame(p.request(), request))
        .max(Comparator.comparing(PaymentSnapshot::createdAt))
        .map(p -> new Earlier(p.id(), p.reference(), p.state(), p.createdAt()));
  }

  private static boolean isSame(PaymentRequest one, PaymentRequest other) {
    return one.partner().equals(other.partner())
        && one.billType() == other.billType()
        && one.biller().equals(other.biller())
        && one.account().number().equals(other.account().number())
        && one.amount().equals(other.amount());
  }

  @Override
  public int prune(Instant before, int limit) {
    return 0; // a test does not last that long
  }
}
