package ng.bills.domain.payment;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PhoneNumber;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.money.Money;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Outcomes;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;

/**
 * A payment led through its life by its own verbs, with a clock that is set by hand. Nothing here
 * reaches into the payment: what this fixture can do, the application can do.
 */
public final class PaymentFixture {

  /** Noon in Lagos. */
  public static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

  public static final Duration WINDOW = Duration.ofMinutes(10);
  public static final ProviderCode VTPASS = new ProviderCode("vtpass");
  public static final ProviderCode FLUTTERWAVE = new ProviderCode("flutterwave");
  public static final PartnerId PARTNER = new PartnerId(new UUID(1, 1));

  private final Payment payment;
  private final RandomGenerator random = new SplittableRandom(42);
  private final List<PaymentMoved> history = new ArrayList<>();
  private final List<BillBought> purchases = new ArrayList<>();
  private final List<BillReversed> reversals = new ArrayList<>();
  private final List<PaymentNote> notes = new ArrayList<>();
  private Instant now = NOON;

  private PaymentFixture(Payment payment) {
    this.payment = payment;
  }

  // --- requests ------------------------------------------------------------------------------

  /** 5,000 naira for a prepaid meter, 30 naira fee. */
  public static PaymentRequest prepaidRequest() {
    return request(
        BillType.ELECTRICITY, "ekedc", new MeterNumber("45012345678", MeterType.PREPAID), 30);
  }

  /** 5,000 naira for a postpaid account, 30 naira fee: no token is waited for. */
  public static PaymentRequest postpaidRequest() {
    return request(
        BillType.ELECTRICITY, "ekedc", new MeterNumber("12/34/56/7890-01", MeterType.POSTPAID), 30);
  }

  /** 5,000 naira of airtime, no fee. */
  public static PaymentRequest airtimeRequest() {
    return request(BillType.AIRTIME, "mtn", new PhoneNumber("08031234567"), 0);
  }

  private static PaymentRequest request(
      BillType type, String biller, CustomerAccount account, long feeNaira) {
    return new PaymentRequest(
        PARTNER,
        Optional.of("order-1"),
        type,
        new BillerCode(biller),
        account,
        Money.ofNaira(5_000),
        Money.ofNaira(feeNaira),
        Optional.of("ada@example.com"),
        Optional.of(new PhoneNumber("08031234567")),
        Map.of());
  }

  /** A bundle of 5,000 naira. */
  public static PaymentRequest planRequest() {
    return withPlan(airtimeRequest(), BillType.DATA, "mtn-20gb-30d");
  }

  /** An examination card of 5,000 naira: its PIN is waited for. */
  public static PaymentRequest cardRequest() {
    return withPlan(airtimeRequest(), BillType.EDUCATION, "waec-pin");
  }

  private static PaymentRequest withPlan(PaymentRequest r, BillType type, String plan) {
    return new PaymentRequest(
        r.partner(),
        r.requestReference(),
        type,
        r.biller(),
        r.account(),
        Optional.of(new PlanCode(plan)),
        Optional.empty(),
        r.amount(),
        r.fee(),
        r.email(),
        r.phone(),
        r.metadata());
  }

  /** The n-th reference; the same n gives the same one. */
  public static PaymentReference paymentReference(long n) {
    byte[] ten = new byte[10];
    byte[] bytes = BigInteger.valueOf(n).toByteArray();
    System.arraycopy(bytes, 0, ten, 10 - bytes.length, bytes.length);
    return PaymentReference.ofRandom(ten);
  }

  // --- at the start --------------------------------------------------------------------------

  public static PaymentFixture requested(PaymentRequest request) {
    return new PaymentFixture(
        Payment.requested(
            new PaymentId(new UUID(2, 1)), paymentReference(7_777_777), request, NOON, WINDOW));
  }

  public static PaymentFixture requested() {
    return requested(prepaidRequest());
  }

  /** Confirmed and ready for its first attempt. */
  public static PaymentFixture ready(PaymentRequest request) {
    return requested(request).funded().checking().confirmed();
  }

  public static PaymentFixture ready() {
    return ready(prepaidRequest());
  }

  /**
   * A payment that has come to that state by the shortest way. {@link PaymentState#ACCOUNT_INVALID}
   * and {@link PaymentState#PROVIDER_FAILED} are passed through within one verb, so they are built
   * from the snapshot of their predecessor.
   */
  public static PaymentFixture in(PaymentState state) {
    return switch (state) {
      case PENDING_PAYMENT -> requested();
      case CNGN_RECEIVED -> requested().funded();
      case VERIFYING_ACCOUNT -> requested().funded().checking();
      case ACCOUNT_INVALID -> in(PaymentState.VERIFYING_ACCOUNT).put(state);
      case PROCESSING_BILL -> ready().vending();
      case PROVIDER_PROCESSING -> ready().vending().answered(Outcomes.unknown());
      case RETRY_SCHEDULED -> ready().vending().answered(Outcomes.rejected(RejectionReason.FAILED));
      case PROVIDER_FAILED ->
          ready().vending().answered(Outcomes.rejected(RejectionReason.FAILED)).put(state);
      case REFUND_INITIATED ->
          ready().vending().answered(Outcomes.rejected(RejectionReason.ACCOUNT_INVALID));
      case REFUND_PROCESSING -> in(PaymentState.REFUND_INITIATED).refunding();
      case REFUNDED -> in(PaymentState.REFUND_PROCESSING).refunded();
      case COMPLETED -> ready().vending().answered(Outcomes.deliveredWithToken());
      case EXPIRED -> requested().expired();
    };
  }

  private PaymentFixture put(PaymentState state) {
    PaymentSnapshot s = payment.snapshot();
    PaymentFixture moved =
        new PaymentFixture(
            Payment.reconstitute(
                new PaymentSnapshot(
                    s.id(),
                    s.reference(),
                    s.request(),
                    state,
                    s.moveCount(),
                    s.createdAt(),
                    s.expiresAt(),
                    s.updatedAt(),
                    s.nextActionAt(),
                    s.lease(),
                    s.checkTries(),
                    s.retriesUsed(),
                    s.customerName(),
                    s.attempts(),
                    s.delivery(),
                    s.failure(),
                    s.review(),
                    s.completedAt(),
                    s.version())));
    moved.now = now;
    return moved;
  }

  // --- what happens to it --------------------------------------------------------------------

  public PaymentFixture after(Duration wait) {
    now = now.plus(wait);
    return this;
  }

  public PaymentFixture funded() {
    payment.fundsMatched(now);
    return this;
  }

  public PaymentFixture expired() {
    now = payment.expiresAt().plusSeconds(1);
    payment.windowClosed(now);
    return this;
  }

  public PaymentFixture checking() {
    payment.accountCheckStarted(now);
    return this;
  }

  public PaymentFixture confirmed() {
    return checked(
        new AccountCheck.Confirmed(
            Optional.of("ADA OBI"), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  public PaymentFixture checked(AccountCheck answer) {
    payment.accountAnswered(answer, Policies.ACCOUNT_CHECK, random, now);
    return this;
  }

  public PaymentFixture vending() {
    return vending(VTPASS);
  }

  public PaymentFixture vending(ProviderCode provider) {
    vend(provider);
    return this;
  }

  /** Starts an attempt and gives its order. */
  public VendOrder vend(ProviderCode provider) {
    int number = payment.attempts().size() + 1;
    return payment.vendStarted(
        new UUID(3, number),
        provider,
        ProviderItem.of("eko-electric"),
        VendReference.at(now, "attempt" + number),
        now);
  }

  /** The answer to the latest attempt, with no other provider left. */
  public PaymentFixture answered(VendOutcome outcome) {
    return answered(lastReference(), outcome, ProvidersLeft.NONE);
  }

  public PaymentFixture answered(VendReference reference, VendOutcome outcome, ProvidersLeft left) {
    payment.vendAnswered(reference, outcome, left, Policies.VEND, random, now);
    return this;
  }

  /** The answer to a requery of the latest attempt, with no other provider left. */
  public PaymentFixture requeried(RequeryOutcome outcome) {
    return requeried(lastReference(), outcome, ProvidersLeft.NONE);
  }

  public PaymentFixture requeried(
      VendReference reference, RequeryOutcome outcome, ProvidersLeft left) {
    return requeried(reference, outcome, left, now);
  }

  /** The answer now to a requery of then. */
  public PaymentFixture requeried(
      VendReference reference, RequeryOutcome outcome, ProvidersLeft left, Instant askedAt) {
    payment.requeryAnswered(reference, outcome, left, Policies.VEND, random, askedAt, now);
    return this;
  }

  public PaymentFixture noProvider() {
    payment.noProviderFound(Policies.VEND, random, now);
    return this;
  }

  public PaymentFixture leaseLost() {
    payment.leaseLost(now);
    return this;
  }

  /** Lets the time come at which it is due, and goes on with the retry. */
  public PaymentFixture retrying() {
    now = payment.nextActionAt().orElseThrow();
    payment.retryDue(now);
    return this;
  }

  public PaymentFixture refunding() {
    payment.refundStarted(now);
    return this;
  }

  public PaymentFixture refunded() {
    payment.refundConfirmed(now);
    return this;
  }

  // --- what is seen --------------------------------------------------------------------------

  public Payment payment() {
    return payment;
  }

  public PaymentState state() {
    return payment.state();
  }

  public Instant now() {
    return now;
  }

  public RandomGenerator random() {
    return random;
  }

  public VendReference lastReference() {
    return reference(payment.attempts().size());
  }

  /** The reference of the n-th attempt, 1 for the first. */
  public VendReference reference(int attempt) {
    return payment.attempts().get(attempt - 1).reference();
  }

  public Attempt attempt(int number) {
    return payment.attempts().get(number - 1);
  }

  /** All moves so far. */
  public List<PaymentMoved> history() {
    history.addAll(payment.takeNewMoves());
    return List.copyOf(history);
  }

  /** All transitions so far, without the request itself. */
  public List<PaymentTransition> transitions() {
    return history().stream().skip(1).map(PaymentMoved::transition).toList();
  }

  /** All purchases so far. */
  public List<BillBought> purchases() {
    purchases.addAll(payment.takeNewPurchases());
    return List.copyOf(purchases);
  }

  /** All purchases taken back so far. */
  public List<BillReversed> reversals() {
    reversals.addAll(payment.takeNewReversals());
    return List.copyOf(reversals);
  }

  /** All notes so far. */
  public List<PaymentNote> notes() {
    notes.addAll(payment.takeNewNotes());
    return List.copyOf(notes);
  }

  /** How long until it is due. */
  public Optional<Duration> dueIn() {
    return payment.nextActionAt().map(at -> Duration.between(now, at));
  }
}
