package ng.bills.application.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.port.ConflictException;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.vending.SalesGate;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.money.Money;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentReference;
import ng.bills.domain.payment.PaymentRequest;

/**
 * Somebody asks for a bill to be paid. What is wrong is named field by field; the same request
 * reference of the same partner gives the first payment again, whatever races.
 */
@Singleton
public class RequestPayment {

  private final FormCheck formCheck;
  private final SalesGate gate;
  private final Payments payments;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final PaymentPolicy policy;

  @Inject
  public RequestPayment(
      FormCheck formCheck,
      SalesGate gate,
      Payments payments,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      PaymentPolicy policy) {
    this.formCheck = formCheck;
    this.gate = gate;
    this.payments = payments;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  /** What became of a request. */
  public sealed interface Result {}

  /**
   * The payment waits for money.
   *
   * @param payment the payment
   * @param repeated whether it had been requested before under the same reference
   */
  public record Accepted(Payment payment, boolean repeated) implements Result {}

  /** The same reference was used for something else. */
  public record Mismatch(PaymentId first) implements Result {}

  /** Something is wrong with it. */
  public record Refused(FormCheck.Reading reading) implements Result {}

  /** The biller is not sold at the moment. */
  public record NotOnSale(String biller) implements Result {}

  /**
   * The plan is not sold, or not at that price; nothing was taken.
   *
   * @param detail one sentence for people
   */
  public record PlanUnavailable(String detail) implements Result {}

  /**
   * No provider works for this biller just now.
   *
   * @param retryAfter when to ask again
   */
  public record NotSoldNow(String biller, Duration retryAfter) implements Result {}

  /**
   * Checks and stores a request.
   *
   * @param typeFaults what the edge found already (wrong JSON types, unknown fields)
   */
  public Result request(PartnerId partner, PaymentForm form, List<Fault> typeFaults) {
    FormCheck.Reading reading = formCheck.read(form);
    if (!typeFaults.isEmpty()) {
      return new Refused(reading);
    }
    Optional<Result> refusal = refusal(partner, form, reading);
    if (refusal.isPresent()) {
      return again(partner, form).or(() -> refusal).get();
    }
    try {
      return store(toRequest(partner, form, reading));
    } catch (ConflictException taken) {
      // the same reference came before, or twice at once and the other one was first
      return again(partner, form).orElseThrow(() -> taken);
    }
  }

  private Optional<Result> refusal(PartnerId partner, PaymentForm form, FormCheck.Reading reading) {
    if (!reading.isComplete()) {
      return Optional.of(new Refused(reading));
    }
    if (!reading.biller().orElseThrow().active()) {
      return Optional.of(new NotOnSale(reading.biller().orElseThrow().name()));
    }
    if (reading.planTrouble().isPresent()) {
      return Optional.of(new PlanUnavailable(reading.planTrouble().get()));
    }
    PaymentRequest request = toRequest(partner, form, reading);
    return gate.refusal(request.billType(), request.biller(), request.account(), request.plan())
        .map(wait -> new NotSoldNow(reading.biller().get().name(), wait));
  }

  /** Most references are new, so nobody looks for an earlier payment before: its row refuses. */
  private Result store(PaymentRequest request) {
    AtomicReference<Payment> stored = new AtomicReference<>();
    tx.share(
        () -> {
          Payment payment =
              Payment.requested(
                  new PaymentId(ids.newId()),
                  PaymentReference.ofRandom(ids.randomBytes(10)),
                  request,
                  clock.instant(),
                  policy.window());
          payments.add(payment);
          stored.set(payment);
        });
    return new Accepted(stored.get(), false);
  }

  /**
   * The first payment under the same reference. It goes before any refusal but one of the JSON
   * itself, so that a repetition gets the first answer whatever has become of biller, limits or
   * fees since.
   */
  private Optional<Result> again(PartnerId partner, PaymentForm form) {
    return form.requestReference()
        .flatMap(r -> tx.call(() -> payments.findByRequestReference(partner, r)))
        .map(
            first ->
                formCheck.asksFor(form, first.request())
                    ? new Accepted(first, true)
                    : new Mismatch(first.id()));
  }

  private PaymentRequest toRequest(PartnerId partner, PaymentForm form, FormCheck.Reading reading) {
    Money fee = policy.fees().feeFor(reading.biller().orElseThrow());
    return new PaymentRequest(
        partner,
        form.requestReference(),
        reading.billType().orElseThrow(),
        reading.biller().orElseThrow().code(),
        reading.account().orElseThrow(),
        reading.plan().map(Plan::code),
        reading.change(),
        reading.amount().orElseThrow(),
        fee,
        form.customerEmail(),
        reading.phone(),
        form.metadata());
  }
}
