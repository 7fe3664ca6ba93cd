package ng.bills.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.FloatReading;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.vending.port.WebhookReading;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.money.Money;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.domain.payment.PaymentOutcome;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderReference;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.Token;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever three providers answer, in any order, with nodes dying in between: the outside world
 * carries out at most one vend for a payment, and a payment whose vend was carried out is never
 * refunded. The providers are honest in what they finally do, not in when or whether they answer:
 * orders arrive late, requeries lag behind, answers are lost. The seeds are fixed; a run that fails
 * fails again.
 */
class OneVendTest {

  private static final int PAYMENTS = 60;
  private static final List<String> PROVIDERS = List.of("alpha", "beta", "gamma");

  /** What was really done for whom, by account: each payment has an account of its own. */
  private final Map<String, Integer> carriedOut = new HashMap<>();

  private final Set<VendReference> references = new HashSet<>();
  private SplittableRandom random;
  private TestSystem system;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 20261121})
  void givenAnyAnswers_whenAllIsSettled_thenAtMostOneVendWasCarriedOutForEachPayment(long seed) {
    random = new SplittableRandom(seed);
    system = new TestSystem(seed, impatient(TestSystem.routing("alpha", "beta", "gamma")));
    for (String code : PROVIDERS) {
      system.add(new Whimsical(system.world, code));
    }
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < PAYMENTS; i++) {
      Payment payment =
          system.request(
              random.nextBoolean()
                  ? TestSystem.electricity(5000, "450%08d".formatted(i))
                  : TestSystem.airtime(500, "0803%07d".formatted(i)));
      payments.add(payment);
    }
    for (Payment payment : payments) {
      system.pay(payment);
      step(Duration.ofSeconds(random.nextInt(8)));
    }
    for (int i = 0; i < 600; i++) {
      step(Duration.ofSeconds(5 + random.nextInt(60)));
    }

    Set<PaymentState> ends = new HashSet<>();
    for (Payment payment : payments) {
      Payment end = system.now(payment.id());
      ends.add(end.state());
      assertThat(end.state().outcome() != PaymentOutcome.PROCESSING || end.review().isPresent())
          .as("%s is done or with a person, %s", end, end.attempts())
          .isTrue();
      assertThat(end.attempts()).as("questions").allMatch(a -> a.requeries() < 100);
      int vends = carriedOut.getOrDefault(account(payment), 0);
      assertThat(vends).as("vends of %s, %s", end, end.attempts()).isLessThanOrEqualTo(1);
      if (end.state() == PaymentState.COMPLETED) {
        assertThat(vends).as("%s is completed", end).isEqualTo(1);
      }
      if (end.state().outcome() == PaymentOutcome.FAILED) {
        assertThat(vends).as("%s goes back", end).isZero();
        assertThat(hadNoWayLeft(end)).as("%s goes back, %s", end, end.attempts()).isTrue();
      }
    }
    // it must go somewhere, else it proves nothing
    assertThat(ends).contains(PaymentState.COMPLETED);
    system.assertBooksAreTrue();
  }

  /**
   * Whether money that went back by rule had nothing to wait for: everybody had refused for good,
   * the retries were used up, or nobody could be asked for as long as the outage policy says,
   * counted from when the payment began to wait.
   */
  private boolean hadNoWayLeft(Payment end) {
    if (end.retriesUsed() == system.policy.vend().retries().limit()
        || end.refusedBy().size() == PROVIDERS.size()) {
      return true;
    }
    List<PaymentMoved> moves =
        system.world.call(() -> system.world.history().moves(end.id())).stream()
            .takeWhile(m -> m.to() != PaymentState.REFUND_INITIATED)
            .filter(m -> m.to() != PaymentState.RETRY_SCHEDULED)
            .toList();
    PaymentMoved waiting = moves.get(moves.size() - 1);
    if (waiting.to() == PaymentState.VERIFYING_ACCOUNT) {
      return true; // the tries of the account check are used up
    }
    Duration waited = Duration.between(waiting.at(), end.failure().orElseThrow().at());
    return waited.compareTo(Duration.ofMinutes(30)) >= 0;
  }

  /**
   * One settle time for all, set far below what the providers want: it must not count, though they
   * are asked so often that "not found" has repeated long before. A deadline that comes before the
   * test ends.
   */
  private static RoutingPolicy impatient(RoutingPolicy p) {
    return new RoutingPolicy(
        p.order(),
        p.provider(),
        p.biller(),
        p.traffic(),
        p.outage(),
        p.floats(),
        new RoutingPolicy.Requeries(
            Optional.of(List.of(Duration.ofSeconds(1))),
            Optional.of(Duration.ofSeconds(10)),
            Map.of(),
            Optional.of(Duration.ofHours(1))));
  }

  private void step(Duration time) {
    system.world.pass(time);
    if (random.nextInt(10) == 0) {
      system.world.dieAt(random.nextBoolean() ? 1 + random.nextInt(6) : 0, random.nextInt(6));
    }
    try {
      system.tick();
    } catch (MemoryWorld.NodeDied died) {
      system.world.restart();
    }
    system.world.dieAt(0, 0);
  }

  private static String account(Payment payment) {
    return payment.request().account().number();
  }

  /** Does something, some time, and says anything that fits it, or nothing. */
  private final class Whimsical implements BillProvider {

    private final MemoryWorld world;
    private final ProviderCode code;
    private final Map<VendReference, Order> orders = new HashMap<>();

    /** An order on its way or here: what will become of it, when it arrives, when it is done. */
    private final class Order {
      final String account;
      final boolean arrives;
      final boolean succeeds;
      final boolean tokenless;
      final RejectionReason refusal;
      final java.time.Instant arrivesAt;
      final java.time.Instant doneAt;
      boolean done;

      Order(String account) {
        this.account = account;
        arrives = random.nextInt(5) > 0;
        succeeds = random.nextInt(3) > 0;
        tokenless = random.nextInt(8) == 0;
        RejectionReason[] known = {
          RejectionReason.FAILED,
          RejectionReason.NOT_SOLD,
          RejectionReason.BILLER_UNREACHABLE,
          RejectionReason.INSUFFICIENT_FLOAT,
          RejectionReason.LIKELY_DUPLICATE,
          RejectionReason.REVERSED
        };
        refusal = known[random.nextInt(known.length)];
        // within the settle time of three minutes, that is what it is for
        arrivesAt = world.instant().plusSeconds(random.nextInt(4) == 0 ? random.nextInt(175) : 0);
        doneAt = arrivesAt.plusSeconds(random.nextInt(3) == 0 ? random.nextInt(1800) : 0);
      }

      void happen() {
        if (arrives && succeeds && !done && !world.instant().isBefore(doneAt)) {
          done = true;
          carriedOut.merge(account, 1, Integer::sum);
        }
      }
    }

    Whimsical(MemoryWorld world, String code) {
      this.world = world;
      this.code = new ProviderCode(code);
    }

    @Override
    public ProviderCode code() {
      return code;
    }

    @Override
    public Set<BillType> billTypes() {
      return Set.of(BillType.values());
    }

    @Override
    public AccountCheck check(AccountQuery query) {
      world.outside();
      return random.nextInt(8) == 0
          ? new AccountCheck.Unavailable("timeout", true)
          : AccountCheck.Confirmed.UNASKED;
    }

    @Override
    public VendOutcome vend(VendOrder order) {
      world.outside();
      assertThat(references.add(order.reference())).as("a new reference each time").isTrue();
      if (random.nextInt(12) == 0) {
        return new Rejected(RejectionReason.PROVIDER_UNREACHABLE, "refused", "no connection");
      }
      Order here = new Order(order.account().number());
      orders.put(order.reference(), here);
      if (random.nextInt(30) == 0) {
        throw new MemoryWorld.NodeDied();
      }
      if (!here.arrives || random.nextInt(3) == 0 || world.instant().isBefore(here.arrivesAt)) {
        here.happen();
        return new Unknown("timeout", "no answer");
      }
      here.happen();
      return (VendOutcome) truth(here);
    }

    @Override
    public RequeryOutcome requery(
        VendReference reference, Optional<ProviderReference> theirs, Money ordered) {
      world.outside();
      orders.values().forEach(Order::happen);
      Order order = orders.get(reference);
      if (random.nextInt(4) == 0) {
        return new Unknown("http 502", "no answer");
      }
      if (order == null || !order.arrives || world.instant().isBefore(order.arrivesAt)) {
        return new NotFound("015");
      }
      return (RequeryOutcome) truth(order);
    }

    private Record truth(Order order) {
      if (world.instant().isBefore(order.doneAt)) {
        Pending pending = new Pending(Optional.empty(), "099");
        return pending;
      }
      if (!order.succeeds) {
        Rejected rejected = new Rejected(order.refusal, "016", "not done");
        return rejected;
      }
      Delivered delivered =
          new Delivered(
              Optional.empty(),
              order.tokenless
                  ? Delivery.BARE
                  : new Delivery(
                      List.of(new Token(Token.Kind.CREDIT, "12345678901234567890")),
                      Optional.empty(),
                      Optional.empty()),
              "000");
      return delivered;
    }

    @Override
    public CatalogueReading catalogue() {
      return new CatalogueReading.Unavailable("not asked here");
    }

    @Override
    public FloatReading balance() {
      return new FloatReading.NotOffered();
    }

    @Override
    public RequeryRules requeryRules() {
      return new RequeryRules(
          Duration.ofSeconds(20),
          Duration.ofMinutes(3),
          List.of(Duration.ofSeconds(5), Duration.ofMinutes(1)),
          Duration.ofHours(24));
    }

    @Override
    public WebhookReading readWebhook(WebhookDelivery delivery) {
      return new WebhookReading.Unreadable("it sends none");
    }
  }
}
