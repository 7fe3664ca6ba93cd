package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ng.bills.application.port.IdSource;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentRequest;
import ng.bills.domain.payment.ProvidersLeft;
import ng.bills.domain.payment.VendPolicy;
import ng.bills.domain.provider.Skip;
import ng.bills.domain.provider.SkipReason;
import ng.bills.domain.provider.Verdict;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;

/**
 * Chooses the provider: the first of the configured order that sells the bill, is switched on,
 * works, has enough of our float and has not been asked too often. One that has failed this payment
 * before, or whose float runs low, comes after the others. Whoever is passed over is named with the
 * reason. Calls nobody but for {@link #check}.
 */
@Singleton
public class ProviderRouter {

  private static final System.Logger LOG = System.getLogger(ProviderRouter.class.getName());

  /** How long a payment may queue for a place or for room in the hour. */
  private static final Duration OUR_LIMITS = Duration.ofHours(2);

  private final LineUp lineUp;
  private final ProviderHealth health;
  private final ProviderTraffic traffic;
  private final FloatLevels floats;
  private final RoutingPolicy policy;
  private final IdSource ids;
  private final InstantSource clock;

  @Inject
  public ProviderRouter(
      LineUp lineUp,
      ProviderHealth health,
      ProviderTraffic traffic,
      FloatLevels floats,
      RoutingPolicy policy,
      IdSource ids,
      InstantSource clock) {
    this.lineUp = lineUp;
    this.health = health;
    this.traffic = traffic;
    this.floats = floats;
    this.policy = policy;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whom to buy from, or what to do instead. */
  public sealed interface Decision {

    /** Who was passed over, and why, in the configured order. */
    List<Skip> skips();
  }

  /**
   * Buy there; a place is taken for it.
   *
   * @param provider the provider
   * @param item what it calls the bill
   */
  public record Buy(BillProvider provider, ProviderItem item, List<Skip> skips)
      implements Decision {}

  /**
   * Nobody can take it just now.
   *
   * @param until when to look again
   * @param patience until when that is worth while; then the money is to go back
   */
  public record Wait(Instant until, Instant patience, List<Skip> skips) implements Decision {}

  /** Nobody sells it to us, or whoever does has refused it for good. */
  public record Nobody(List<Skip> skips) implements Decision {}

  /**
   * What is known of an account.
   *
   * @param answer what a provider said; empty when none could be asked just now
   * @param until when to look again, where there is no answer
   * @param skips who was passed over
   */
  public record Checked(Optional<AccountCheck> answer, Instant until, List<Skip> skips) {

    /** Confirmed without asking anybody. */
    public static final Checked UNASKED =
        new Checked(Optional.of(AccountCheck.Confirmed.UNASKED), Instant.EPOCH, List.of());
  }

  /**
   * A seat for the next {@link #choose}; to be closed when the call is over. Asked for before a
   * unit of work is opened.
   */
  public Seat seat() {
    return traffic.seat();
  }

  /** The provider to buy from next. Takes a place there on the seat. */
  public Decision choose(Payment payment, Seat seat) {
    PaymentRequest request = payment.request();
    LineUp.Bill bill = bill(request);
    List<LineUp.Candidate> all = lineUp.of(bill);
    List<Skip> skips = new ArrayList<>();
    List<LineUp.Candidate> able = new ArrayList<>();
    for (LineUp.Candidate candidate : all) {
      Optional<SkipReason> reason =
          forGood(candidate, payment)
              .or(() -> lineUp.hindrance(candidate.code(), bill.line(), request.amount()));
      reason.ifPresentOrElse(
          why -> skips.add(new Skip(candidate.code(), why)), () -> able.add(candidate));
    }
    List<LineUp.Candidate> ranked = new ArrayList<>(able);
    ranked.sort(
        Comparator.comparing((LineUp.Candidate c) -> tries(payment, c.code()))
            .thenComparing(c -> floats.isLow(c.code())));
    for (LineUp.Candidate candidate : ranked) {
      Optional<SkipReason> reason = take(candidate.code(), bill.line(), seat);
      if (reason.isEmpty()) {
        floats.spent(candidate.code(), request.amount());
        return new Buy(
            candidate.provider(),
            candidate.item().orElseThrow(),
            ahead(candidate, all, skips, payment));
      }
      if (reason.get() == SkipReason.BUSY && !hasWaitedLong(payment)) {
        return new Wait(soon(), patience(payment, true), List.of());
      }
      skips.add(new Skip(candidate.code(), reason.get()));
    }
    if (skips.stream().noneMatch(s -> s.reason().isPassing())) {
      return new Nobody(skips);
    }
    boolean busy = skips.stream().anyMatch(s -> s.reason() == SkipReason.BUSY);
    boolean ours = busy || skips.stream().anyMatch(s -> s.reason() == SkipReason.OVER_RATE_LIMIT);
    return new Wait(
        busy ? soon() : later(bill.line(), all), patience(payment, ours), List.copyOf(skips));
  }

  private Optional<SkipReason> take(ProviderCode provider, BillerLine line, Seat seat) {
    if (!traffic.takeForOrder(seat, provider)) {
      return Optional.of(SkipReason.BUSY);
    }
    // somebody else may have been the last one let through since we looked
    Optional<SkipReason> hindrance =
        health.enter(provider, line) ? traffic.count(provider) : Optional.of(SkipReason.UNHEALTHY);
    hindrance.ifPresent(reason -> seat.close());
    return hindrance;
  }

  private boolean hasWaitedLong(Payment payment) {
    return clock.instant().isAfter(payment.updatedAt().plus(policy.traffic().elsewhereAfter()));
  }

  private static Optional<SkipReason> forGood(LineUp.Candidate candidate, Payment payment) {
    if (candidate.item().isEmpty()) {
      return Optional.of(SkipReason.NOT_SOLD);
    }
    return payment.refusedBy().contains(candidate.code())
        ? Optional.of(SkipReason.REFUSED_BEFORE)
        : Optional.empty();
  }

  /** Those who come before the chosen one in the order, and why they were not chosen. */
  private List<Skip> ahead(
      LineUp.Candidate chosen, List<LineUp.Candidate> all, List<Skip> skips, Payment payment) {
    List<Skip> ahead = new ArrayList<>();
    for (LineUp.Candidate candidate : all) {
      if (candidate.code().equals(chosen.code())) {
        return ahead;
      }
      skips.stream()
          .filter(s -> s.provider().equals(candidate.code()))
          .findFirst()
          .ifPresentOrElse(
              ahead::add,
              () ->
                  ahead.add(
                      new Skip(
                          candidate.code(),
                          tries(payment, candidate.code()) > 0
                              ? SkipReason.REFUSED_BEFORE
                              : SkipReason.SHORT_OF_FLOAT)));
    }
    return ahead;
  }

  private Instant later(BillerLine line, List<LineUp.Candidate> all) {
    Instant now = clock.instant();
    Instant latest = now.plus(policy.outage().lookAgain());
    return all.stream()
        .flatMap(
            c ->
                Stream.of(health.admitsAt(c.code(), line), traffic.roomAt(c.code()))
                    .flatMap(Optional::stream))
        .filter(at -> at.isAfter(now))
        .min(Comparator.naturalOrder())
        .filter(at -> at.isBefore(latest))
        .orElse(latest);
  }

  /** Who could still deliver, should the provider of that attempt refuse. */
  public ProvidersLeft left(Payment payment, VendReference reference) {
    ProviderCode asked = payment.attempt(reference).provider();
    LineUp.Bill bill = bill(payment.request());
    List<LineUp.Candidate> others =
        lineUp.of(bill).stream()
            .filter(c -> !c.code().equals(asked) && forGood(c, payment).isEmpty())
            .toList();
    boolean now =
        others.stream()
            .filter(c -> tries(payment, c.code()) == 0)
            .anyMatch(
                c -> lineUp.hindrance(c.code(), bill.line(), payment.request().amount()).isEmpty());
    if (now) {
      return ProvidersLeft.NOW;
    }
    return others.isEmpty() ? ProvidersLeft.NONE : ProvidersLeft.LATER;
  }

  private static long tries(Payment payment, ProviderCode provider) {
    return payment.attempts().stream().filter(a -> a.provider().equals(provider)).count();
  }

  /**
   * Whether no provider, refusing or not, sells the payment's plan at the quoted price any more.
   */
  public boolean isPlanGone(Payment payment) {
    return payment.request().plan().isPresent()
        && lineUp.sellers(bill(payment.request())).isEmpty();
  }

  /** That provider, to be asked about what is under way there: in the order or not, on or off. */
  public Optional<BillProvider> named(ProviderCode code) {
    return lineUp.named(code);
  }

  /** Until when a payment may wait for providers before its money goes back. */
  public Instant waitsUntil(Payment payment) {
    return patience(payment, false);
  }

  /**
   * Until when a payment may wait, from when it began to: a long payment window or an outcome that
   * was long open has used up nothing.
   *
   * @param ours whether it waits for limits of ours: that is no outage, and has a bound of its own
   */
  private Instant patience(Payment payment, boolean ours) {
    Duration outage = policy.outage().paidWait();
    Duration wait = ours && outage.compareTo(OUR_LIMITS) < 0 ? OUR_LIMITS : outage;
    return payment.updatedAt().plus(wait);
  }

  /** Our patience with that provider: its own rules, but for what the operator wants otherwise. */
  public VendPolicy patienceWith(ProviderCode code, VendPolicy usual) {
    return named(code)
        .map(p -> usual.with(policy.requeries().over(code, p.requeryRules())))
        .orElse(usual);
  }

  /** Asks the providers that sell a bill about an account until one can tell. */
  public Checked check(
      BillType type, BillerCode biller, CustomerAccount account, Optional<PlanCode> plan) {
    LineUp.Bill bill = LineUp.Bill.toAskAbout(type, biller, account, plan);
    List<LineUp.Candidate> all = lineUp.of(bill);
    List<Skip> skips = new ArrayList<>();
    Optional<AccountCheck> last = Optional.empty();
    for (LineUp.Candidate candidate : all) {
      try (Seat seat = seat()) {
        Optional<SkipReason> reason =
            candidate.item().isEmpty()
                ? Optional.of(SkipReason.NOT_SOLD)
                : lineUp
                    .hindrance(candidate.code(), bill.line())
                    .or(() -> takeForQuestion(candidate.code(), bill.line(), seat));
        if (reason.isPresent()) {
          skips.add(new Skip(candidate.code(), reason.get()));
          continue;
        }
        AccountCheck answer =
            candidate
                .provider()
                .check(new AccountQuery(type, biller, account, candidate.item().get(), plan));
        health.heard(candidate.code(), bill.line(), Verdict.of(answer));
        last = Optional.of(answer);
        if (answer.<Boolean>fold(confirmed -> true, refused -> true, none -> false)) {
          break;
        }
      }
    }
    if (last.isEmpty() && skips.stream().noneMatch(s -> s.reason().isPassing())) {
      last = Optional.of(new AccountCheck.Unavailable("no provider sells this", false));
    }
    boolean busy = skips.stream().anyMatch(s -> s.reason() == SkipReason.BUSY);
    return new Checked(last, busy ? soon() : later(bill.line(), all), skips);
  }

  private Optional<SkipReason> takeForQuestion(ProviderCode provider, BillerLine line, Seat seat) {
    if (!traffic.takeForQuestion(seat, provider)) {
      return Optional.of(SkipReason.BUSY);
    }
    if (!health.enter(provider, line)) {
      return Optional.of(SkipReason.UNHEALTHY);
    }
    return traffic.count(provider);
  }

  /** A place to ask that provider what became of an order; false when it has none free. */
  public boolean takeForRequery(Seat seat, ProviderCode provider) {
    boolean taken = traffic.takeForQuestion(seat, provider);
    if (taken) {
      traffic.countAnyway(provider);
    }
    return taken;
  }

  /** When to come back for a place. */
  public Instant soon() {
    long millis = policy.traffic().putBack().toMillis();
    return clock.instant().plusMillis(millis + ids.random().nextLong(millis + 1));
  }

  /** The provider has answered to an order. */
  public void heard(ProviderCode provider, VendOrder order, VendOutcome outcome) {
    BillerLine line = new BillerLine(order.billType(), order.biller());
    health.heard(provider, line, Verdict.of(outcome));
    if (outcome instanceof Rejected rejected) {
      tellOperations(provider, rejected.reason());
    }
  }

  /** The provider has answered to a requery. */
  public void heard(ProviderCode provider, PaymentRequest request, RequeryOutcome outcome) {
    health.heard(
        provider, new BillerLine(request.billType(), request.biller()), Verdict.of(outcome));
    if (outcome instanceof Rejected rejected) {
      tellOperations(provider, rejected.reason());
    }
  }

  private void tellOperations(ProviderCode provider, RejectionReason reason) {
    if (reason == RejectionReason.INSUFFICIENT_FLOAT) {
      floats.ranDry(provider);
    }
    if (reason.concernsOperations()) {
      // alert: float or credentials at a provider
      LOG.log(
          System.Logger.Level.WARNING,
          "provider {0} cannot take our orders: {1}",
          provider,
          reason);
    }
  }

  private static LineUp.Bill bill(PaymentRequest request) {
    return new LineUp.Bill(
        new BillerLine(request.billType(), request.biller()),
        request.account(),
        request.plan(),
        Optional.of(request.amount()));
  }
}
