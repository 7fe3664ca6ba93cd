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
import ng.bills.application.limit.LimitCustomers;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.payment.port.Repetitions;
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
  private final LimitCustomers limits;
  private final BuyAgain buyAgain;
  private final EarlierRequests earlier;
  private final Payments payments;
  private final FirstAnswers answers;
  private final UnitOfWork tx;
  private final IdSource ids;
  private final InstantSource clock;
  private final FeesInForce fees;
  private final PaymentPolicy policy;

  /** What is being stored on this node; other nodes hear of it from the database. */
  private final Set<Key> underWay = ConcurrentHashMap.newKeySet();

  private record Key(PartnerId partner, String requestReference) {}

  @Inject
  public RequestPayment(
      FormCheck formCheck,
      SalesGate gate,
      LimitCustomers limits,
      BuyAgain buyAgain,
      Payments payments,
      FirstAnswers answers,
      UnitOfWork tx,
      IdSource ids,
      InstantSource clock,
      FeesInForce fees,
      PaymentPolicy policy) {
    this.formCheck = formCheck;
    this.gate = gate;
    this.limits = limits;
    this.buyAgain = buyAgain;
    this.earlier = new EarlierRequests(formCheck, payments, answers, tx);
    this.payments = payments;
    this.answers = answers;
    this.tx = tx;
    this.ids = ids;
    this.clock = clock;
    this.fees = fees;
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

  /** The customer has asked for as many payments as one may. */
  public record TooMany(LimitCustomers.Over over) implements Result {}

  /** The same was asked for just before; nobody said that it is wanted again. */
  public record Repeated(Repetitions.Earlier earlier) implements Result {}

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
      return earlier.sameBytes(partner, form, asking).orElseGet(() -> new Refused(reading));
    }
    Optional<Result> refusal = refusal(partner, form, reading);
    if (refusal.isPresent()) {
      return earlier.again(partner, form, asking).or(() -> refusal).get();
    }
    PaymentRequest request = toRequest(partner, form, reading);
    Optional<Key> key = form.requestReference().map(reference -> new Key(partner, reference));
    if (key.isPresent() && !underWay.add(key.get())) {
      return earlier.again(partner, form, asking).orElseGet(UnderWay::new);
    }
    try {
      return storeOne(request, form, asking);
    } finally {
      key.ifPresent(underWay::remove);
    }
  }

  private Result storeOne(PaymentRequest request, PaymentForm form, Optional<Asking> asking) {
    Instant now = clock.instant();
    Optional<LimitCustomers.Over> over = limits.count(request);
    if (over.isPresent()) {
      return earlier
          .again(request.partner(), form, asking)
          .orElseGet(() -> new TooMany(over.get()));
    }
    try {
      return store(request, asking);
    } catch (ConflictException taken) {
      // the same reference came before, or the same purchase, or either is under way elsewhere
      limits.putBack(request, now);
      Optional<Result> same = earlier.again(request.partner(), form, asking);
      boolean guarded = buyAgain.isGuarded(request);
      if (same.isEmpty() && guarded) {
        Optional<Repetitions.Earlier> like = tx.call(() -> buyAgain.earlier(request, now));
        // the twin under this reference may have been stored since we looked: it is no repetition
        same =
            like.flatMap(
                found ->
                    earlier
                        .again(request.partner(), form, asking)
                        .or(() -> Optional.of(new Repeated(found))));
      }
      if (same.isEmpty() && (guarded || form.requestReference().isPresent())) {
        return new UnderWay();
      }
      return same.orElseThrow(() -> taken);
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
          buyAgain.note(payment);
          if (kept) {
            answers.keep(payment, asking.get().body(), answer.get());
          }
          stored.set(payment);
        });
    return new Accepted(stored.get(), false, answer);
  }

  private PaymentRequest toRequest(PartnerId partner, PaymentForm form, FormCheck.Reading reading) {
    Money fee = fees.of(reading.biller().orElseThrow());
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
        form.metadata(),
        form.buyAgain());
  }
}
