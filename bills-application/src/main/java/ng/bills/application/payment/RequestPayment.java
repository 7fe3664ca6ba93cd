package ng.bills.application.payment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.application.payment.port.FirstAnswers;
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
 * reference of the same partner gives the first payment and the first answer again, whatever races
 * (docs/adr/0032).
 */
@Singleton
public class RequestPayment {

  private final FormCheck formCheck;
  private final SalesGate gate;
  private final Payments payments;
  private final FirstAnswers answers;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final PaymentPolicy policy;

  /** What is being stored on this node; other nodes hear of it from the database. */
  private final Set<Key> underWay = ConcurrentHashMap.newKeySet();

  private record Key(PartnerId partner, String requestReference) {}

  @Inject
  public RequestPayment(
      FormCheck formCheck,
      SalesGate gate,
      Payments payments,
      FirstAnswers answers,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      PaymentPolicy policy) {
    this.formCheck = formCheck;
    this.gate = gate;
    this.payments = payments;
    this.answers = answers;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  /**
   * A request as it came, and how it is answered.
   *
   * @param body its bytes
   * @param answering makes the answer from a payment that waits for money
   */
  public record Asking(byte[] body, Function<Payment, FirstAnswer> answering) {

    public Asking {
      body = Objects.requireNonNull(body, "body").clone();
      Objects.requireNonNull(answering, "answering");
    }

    @Override
    public byte[] body() {
      return body.clone();
    }

    /** Without the account that is in it. */
    @Override
    public String toString() {
      return "Asking of " + body.length + " bytes";
    }
  }

  /** What became of a request. */
  public sealed interface Result {}

  /**
   * The payment waits for money.
   *
   * @param payment the payment
   * @param repeated whether it had been requested before under the same reference
   * @param answer what to answer, when somebody said how: the bytes that were kept, while they are
   */
  public record Accepted(Payment payment, boolean repeated, Optional<FirstAnswer> answer)
      implements Result {}

  /** The first request under that reference is being worked on; nothing is known of it yet. */
  public record UnderWay() implements Result {}

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
   * Checks and stores a request, together with its answer when it has a reference.
   *
   * @param typeFaults what the edge found already (wrong JSON types, unknown fields)
   * @param asking the request as it came and how it is answered; none where nobody is answered
   */
  public Result request(
      PartnerId partner, PaymentForm form, List<Fault> typeFaults, Optional<Asking> asking) {
    FormCheck.Reading reading = formCheck.read(form);
    if (!typeFaults.isEmpty()) {
      return sameBytes(partner, form, asking).orElseGet(() -> new Refused(reading));
    }
    Optional<Result> refusal = refusal(partner, form, reading);
    if (refusal.isPresent()) {
      return again(partner, form, asking).or(() -> refusal).get();
    }
    PaymentRequest request = toRequest(partner, form, reading);
    Optional<Key> key = form.requestReference().map(reference -> new Key(partner, reference));
    if (key.isPresent() && !underWay.add(key.get())) {
      return again(partner, form, asking).orElseGet(UnderWay::new);
    }
    try {
      return store(request, asking);
    } catch (ConflictException taken) {
      // the same reference came before, or it is under way on another node
      return again(partner, form, asking)
          .or(() -> key.map(k -> new UnderWay()))
          .orElseThrow(() -> taken);
    } finally {
      key.ifPresent(underWay::remove);
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

  /**
   * Most references are new, so nobody looks for an earlier payment before: its row refuses. The
   * answer is made before the unit of work begins, which others may share.
   */
  private Result store(PaymentRequest request, Optional<Asking> asking) {
    PaymentId id = new PaymentId(ids.newId());
    PaymentReference reference = PaymentReference.ofRandom(ids.randomBytes(10));
    Instant now = clock.instant();
    Supplier<Payment> requested =
        () -> Payment.requested(id, reference, request, now, policy.window());
    Optional<FirstAnswer> answer = asking.map(a -> a.answering().apply(requested.get()));
    boolean kept = request.requestReference().isPresent() && answer.isPresent();
    AtomicReference<Payment> stored = new AtomicReference<>();
    tx.share(
        () -> {
          Payment payment = requested.get();
          payments.add(payment);
          if (kept) {
            answers.keep(payment, asking.get().body(), answer.get());
          }
          stored.set(payment);
        });
    return new Accepted(stored.get(), false, answer);
  }

  /**
   * The first payment under the same reference. It goes before any refusal but one of the JSON
   * itself, so that a repetition gets the first answer whatever has become of biller, limits or
   * fees since.
   */
  private Optional<Result> again(PartnerId partner, PaymentForm form, Optional<Asking> asking) {
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
  private Optional<Result> sameBytes(PartnerId partner, PaymentForm form, Optional<Asking> asking) {
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
