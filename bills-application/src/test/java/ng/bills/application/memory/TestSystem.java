package ng.bills.application.memory;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import ng.bills.application.act.ActPolicy;
import ng.bills.application.act.ActSubject;
import ng.bills.application.act.CarryOutAct;
import ng.bills.application.act.DecideAct;
import ng.bills.application.act.HandOverReview;
import ng.bills.application.act.KeepAct;
import ng.bills.application.act.RequestAct;
import ng.bills.application.act.RevealToStaff;
import ng.bills.application.act.TakeReview;
import ng.bills.application.audit.RecordAct;
import ng.bills.application.biller.CataloguePolicy;
import ng.bills.application.biller.RefreshCatalogue;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.fee.DecideFee;
import ng.bills.application.fee.KeepFee;
import ng.bills.application.fee.ProposeFee;
import ng.bills.application.funds.IntakeWatch;
import ng.bills.application.funds.TakeInFunds;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.hook.TellPartners;
import ng.bills.application.ledger.Bookkeeper;
import ng.bills.application.ledger.TrialBalance;
import ng.bills.application.limit.LimitCustomers;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.limit.LimitProviders;
import ng.bills.application.limit.PermitDesk;
import ng.bills.application.notice.SendNotice;
import ng.bills.application.notice.port.Notifier;
import ng.bills.application.notice.port.Notifiers;
import ng.bills.application.payment.BuyAgain;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.payment.CancelPayment;
import ng.bills.application.payment.ExpirePayments;
import ng.bills.application.payment.FeesInForce;
import ng.bills.application.payment.FindPayments;
import ng.bills.application.payment.FormCheck;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.ReportRefundClock;
import ng.bills.application.refund.WatchRefundClock;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.application.stage.AccountCheckStage;
import ng.bills.application.stage.RefundStage;
import ng.bills.application.stage.RequeryStage;
import ng.bills.application.stage.RetryStage;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.stage.StageRunner;
import ng.bills.application.stage.VendStage;
import ng.bills.application.vending.FloatLevels;
import ng.bills.application.vending.LineUp;
import ng.bills.application.vending.PlansOnSale;
import ng.bills.application.vending.ProviderHealth;
import ng.bills.application.vending.ProviderOrder;
import ng.bills.application.vending.ProviderRouter;
import ng.bills.application.vending.ProviderTraffic;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.application.vending.SalesGate;
import ng.bills.application.vending.SwitchProvider;
import ng.bills.application.vending.WatchFloats;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.webhook.ApplyProviderEvent;
import ng.bills.application.webhook.TakeInWebhook;
import ng.bills.application.webhook.WebhookRefusals;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.Biller;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.ledger.AccountCode;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.money.Money;
import ng.bills.domain.notice.NoticeChannel;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentNote;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.payment.VendPolicy;
import ng.bills.domain.provider.CircuitPolicy;
import ng.bills.domain.refund.RefundClockPolicy;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendReference;

/** The real use cases and stages over memory and a scripted outside world. */
public final class TestSystem {

  public static final PartnerId PARTNER = new PartnerId(new UUID(1, 1));
  public static final Duration LEASE = Duration.ofSeconds(120);
  public static final RefundClockPolicy CLOCK_POLICY =
      new RefundClockPolicy(RefundClockPolicy.Limits.STANDARD, Map.of(), Duration.ofSeconds(20));

  public final MemoryWorld world;
  public final MemoryStellar stellar;
  public final List<ScriptedProvider> providers;
  public final MemoryCatalogue catalogue;
  public final PlansOnSale plans;
  public final RefreshCatalogue refreshCatalogue;

  /** Providers of other kinds, asked after the scripted ones. */
  public final List<BillProvider> others = new ArrayList<>();

  /** Providers that were taken out of the order. */
  public final Set<ProviderCode> retired = new LinkedHashSet<>();

  public final MemoryExchanges exchanges = new MemoryExchanges();
  public final List<Notifier.Message> messages = new ArrayList<>();
  public final StagePolicy policy;

  public final Billers billers;
  public final FormCheck formCheck;
  public final PaymentPolicy paymentPolicy;
  public final FeesInForce fees;
  public final RequestPayment requestPayment;
  public final CancelPayment cancelPayment;
  public final ExpirePayments expirePayments;
  public final FindPayments findPayments;
  public final TakeInFunds takeInFunds;
  public final IntakeWatch intakeWatch;
  public final StageRunner runner;
  public final AccountCheckStage accountCheck;
  public final VendStage vend;
  public final RequeryStage requery;
  public final RetryStage retry;
  public final RefundStage refund;
  public final WatchRefundClock refundClock;
  public final ReportRefundClock reportRefundClock;
  public final SendNotice sendNotice;
  public final TrialBalance trialBalance;
  public final WebhookRefusals webhookRefusals;
  public final TakeInWebhook takeInWebhook;
  public final ApplyProviderEvent applyProviderEvent;
  public final ProviderHealth health;
  public final ProviderRouter router;
  public final SalesGate gate;
  public final SwitchProvider switchProvider;
  public final WatchFloats watchFloats;
  public final RequestAct requestAct;
  public final DecideAct decideAct;
  public final RevealToStaff revealToStaff;
  public final TakeReview takeReview;
  public final MemoryStaff staff = new MemoryStaff();
  public final HandOverReview handOverReview;
  public final ProposeFee proposeFee;
  public final DecideFee decideFee;
  private final Set<String> sellers = new LinkedHashSet<>();
  private final RecordPayment recordPayment;
  private Money airtimeMinimum;

  public TestSystem() {
    this(7, "vtpass");
  }

  public TestSystem(long seed, String... providerCodes) {
    this(seed, routing(providerCodes), providerCodes);
  }

  public TestSystem(long seed, RoutingPolicy routing, String... providerCodes) {
    this(seed, routing, memory -> memory, providerCodes);
  }

  /**
   * Where money comes from and goes back to.
   *
   * @param cngn the asset that counts
   */
  public record Ledger(FundsFeed feed, RefundSender sender, Asset cngn) {}

  /**
   * @param ledger makes another ledger of the one in memory, which is then not used
   */
  public TestSystem(
      long seed, RoutingPolicy routing, UnaryOperator<Ledger> ledger, String... providerCodes) {
    world = new MemoryWorld(seed);
    stellar = new MemoryStellar(world);
    Ledger outside = ledger.apply(new Ledger(stellar, stellar, MemoryStellar.CNGN));
    providers = new ArrayList<>();
    for (String code : providerCodes) {
      providers.add(new ScriptedProvider(world, code));
    }
    sellers.addAll(List.of(providerCodes));
    catalogue = new MemoryCatalogue(sellers);
    policy =
        new StagePolicy(
            50,
            LEASE,
            new VendPolicy(
                backoff(10, 60, 300),
                backoff(5, 15, 60, 300),
                Duration.ofHours(24),
                3,
                Duration.ofMinutes(3),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5)),
            backoff(10, 60, 300),
            Duration.ofSeconds(5),
            Duration.ZERO,
            backoff(10, 60, 300));
    paymentPolicy =
        new PaymentPolicy(
            AccountFormat.STRICT, Duration.ofMinutes(10), FeeSchedule.standard(), outside.cngn());
    UnitOfWork tx = world.unitOfWork();
    billers = billers();
    BillProviders all = everybody();
    plans = new PlansOnSale(catalogue, all);
    refreshCatalogue =
        new RefreshCatalogue(
            all,
            catalogue,
            tx,
            world,
            new CataloguePolicy(Duration.ofHours(1), Duration.ofMinutes(5)));
    formCheck = new FormCheck(billers, plans, paymentPolicy);
    fees = new FeesInForce(world.feeChanges(), paymentPolicy, world);
    Bookkeeper bookkeeper = new Bookkeeper(world.journal());
    refundClock =
        new WatchRefundClock(
            world.refundClocks(),
            world.payments(),
            world.history(),
            world.refunds(),
            tx,
            world,
            CLOCK_POLICY);
    reportRefundClock = new ReportRefundClock(world.refundClocks(), tx, world);
    RecordPayment record =
        new RecordPayment(
            world.payments(),
            world.notes(),
            world.receipts(),
            world.refunds(),
            world.notices(),
            bookkeeper,
            refundClock,
            new TellPartners(world.hooks()),
            world,
            world,
            world);
    recordPayment = record;
    health = new ProviderHealth(routing, world);
    PermitDesk desk = new PermitDesk(world.permitCounts(), tx, world);
    ProviderTraffic traffic = new ProviderTraffic(routing, new LimitProviders(desk));
    FloatLevels levels = new FloatLevels(routing, world);
    LineUp lineUp = new LineUp(all, catalogue, world.switches(), health, traffic, levels, routing);
    router = new ProviderRouter(lineUp, health, traffic, levels, routing, world, world);
    gate = new SalesGate(lineUp, health, routing, world);
    switchProvider = new SwitchProvider(all, world.switches(), tx, world);
    watchFloats = new WatchFloats(all, world.floats(), levels, routing, tx, world);
    requestPayment = requestPayment(LimitPolicy.NONE, BuyAgainPolicy.NEVER);
    cancelPayment = new CancelPayment(world.payments(), record, tx, world);
    expirePayments =
        new ExpirePayments(world.payments(), world.receipts(), outside.feed(), record, tx, world);
    findPayments =
        new FindPayments(
            world.payments(),
            world.history(),
            world.notes(),
            world.refunds(),
            world.receipts(),
            world.notices(),
            world.journal(),
            world.refundClocks(),
            CLOCK_POLICY,
            tx);
    vend = new VendStage(world.payments(), record, router, tx, world, world, policy);
    accountCheck =
        new AccountCheckStage(
            world.payments(), record, router, exchanges, vend, tx, world, world, policy);
    requery =
        new RequeryStage(world.payments(), record, router, exchanges, tx, world, world, policy);
    retry = new RetryStage(world.payments(), record, tx, world);
    runner =
        new StageRunner(
            accountCheck,
            vend,
            requery,
            retry,
            world.dueWork(),
            world.payments(),
            tx,
            world,
            world,
            world,
            policy);
    takeInFunds =
        new TakeInFunds(
            outside.feed(),
            world.receipts(),
            world.payments(),
            record,
            world.refunds(),
            bookkeeper,
            runner,
            tx,
            world,
            world,
            world,
            world,
            paymentPolicy,
            policy);
    intakeWatch = new IntakeWatch(takeInFunds, world);
    refund =
        new RefundStage(
            world.refunds(),
            world.lane(),
            outside.sender(),
            world.payments(),
            record,
            bookkeeper,
            refundClock,
            world.dueWork(),
            runner,
            tx,
            world,
            policy);
    sendNotice =
        new SendNotice(
            world.notices(),
            notifiers(),
            world.payments(),
            world.refunds(),
            billers,
            world.dueWork(),
            runner,
            tx,
            world,
            world,
            world,
            policy);
    ActSubject subjects = new ActSubject(world.payments(), world.refunds(), bookkeeper);
    CarryOutAct carryOut =
        new CarryOutAct(record, world.refunds(), world.fundsAssignments(), bookkeeper, world);
    RecordAct audit =
        new RecordAct(world.auditLog(), text -> String.format("%064x", text.hashCode()), world);
    KeepAct keepAct = new KeepAct(world.staffActs(), audit);
    requestAct =
        new RequestAct(
            subjects,
            carryOut,
            keepAct,
            world.staffActs(),
            world.notices(),
            world,
            tx,
            world,
            world,
            new ActPolicy(Duration.ofHours(24)));
    decideAct = new DecideAct(subjects, carryOut, keepAct, world.staffActs(), tx, world);
    revealToStaff =
        new RevealToStaff(world.payments(), world.refunds(), exchanges, keepAct, tx, world, world);
    takeReview =
        new TakeReview(
            world.payments(), world.refunds(), world.reviewOwners(), keepAct, tx, world, world);
    handOverReview = new HandOverReview(takeReview, staff, tx);
    KeepFee keepFee = new KeepFee(world.feeChanges(), audit);
    proposeFee = new ProposeFee(world.feeChanges(), fees, keepFee, billers, tx, world, world);
    decideFee = new DecideFee(world.feeChanges(), fees, keepFee, tx, world);
    trialBalance = new TrialBalance(world.journal(), tx);
    webhookRefusals = new WebhookRefusals(world);
    takeInWebhook =
        new TakeInWebhook(all, world.events(), webhookRefusals, world, tx, world, world);
    applyProviderEvent =
        new ApplyProviderEvent(
            world.events(),
            world.payments(),
            record,
            all,
            router,
            runner,
            world,
            tx,
            world,
            world,
            world,
            policy);
  }

  /**
   * Circuits that open after five failures, for 30 s; two places a provider; sales close after a
   * minute, what is paid for waits for half an hour.
   */
  public static RoutingPolicy routing(String... providerCodes) {
    CircuitPolicy circuit =
        new CircuitPolicy(
            Duration.ofMinutes(2), 5, 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 2);
    return new RoutingPolicy(
        ProviderOrder.always(
            Stream.of(providerCodes).map(ProviderCode::new).toArray(ProviderCode[]::new)),
        circuit,
        circuit,
        new RoutingPolicy.Traffic(
            100_000, Map.of(), 2, Map.of(), Duration.ofSeconds(1), Duration.ofSeconds(10)),
        new RoutingPolicy.Outage(
            Duration.ofMinutes(1), Duration.ofMinutes(30), Duration.ofSeconds(15)),
        new RoutingPolicy.Floats(
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofMinutes(30),
            Duration.ofMinutes(5)),
        RoutingPolicy.Requeries.AS_THEY_SAY);
  }

  private BillProviders everybody() {
    return new BillProviders() {
      @Override
      public List<BillProvider> inOrder() {
        return here().filter(p -> !retired.contains(p.code())).toList();
      }

      @Override
      public Optional<BillProvider> known(ProviderCode code) {
        return here().filter(p -> p.code().equals(code)).findFirst();
      }

      private Stream<BillProvider> here() {
        return Stream.concat(providers.stream(), others.stream());
      }
    };
  }

  private static Backoff backoff(int... seconds) {
    List<Duration> delays = new ArrayList<>();
    for (int s : seconds) {
      delays.add(Duration.ofSeconds(s));
    }
    return new Backoff(delays, 0);
  }

  private Billers billers() {
    airtimeMinimum = Money.ofNaira(50);
    return new Billers() {
      @Override
      public List<Biller> of(BillType type) {
        return all().stream().filter(b -> b.type() == type).toList();
      }

      @Override
      public Optional<Biller> find(BillType type, BillerCode code) {
        return of(type).stream().filter(b -> b.code().equals(code)).findFirst();
      }
    };
  }

  /** The least the airtime biller takes from now on. */
  public void minimum(Money least) {
    airtimeMinimum = least;
  }

  private List<Biller> all() {
    return List.of(
        new Biller(
            new BillerCode("ekedc"),
            "Eko Electricity",
            BillType.ELECTRICITY,
            "Lagos south",
            true,
            Set.of(MeterType.PREPAID, MeterType.POSTPAID),
            Money.ofNaira(1000),
            Money.ofNaira(500_000)),
        new Biller(
            new BillerCode("mtn"),
            "MTN",
            BillType.AIRTIME,
            "Nigeria",
            true,
            Set.of(),
            airtimeMinimum,
            Money.ofNaira(50_000)),
        biller("mtn", BillType.DATA),
        biller("dstv", BillType.CABLE_TV),
        biller("startimes", BillType.CABLE_TV),
        biller("lagos-water", BillType.WATER),
        biller("smile", BillType.INTERNET),
        biller("bet9ja", BillType.GAMING),
        biller("waec", BillType.EDUCATION));
  }

  private static Biller biller(String code, BillType type) {
    return new Biller(
        new BillerCode(code),
        code.toUpperCase(Locale.ROOT),
        type,
        "Nigeria",
        true,
        Set.of(),
        Money.ofNaira(100),
        Money.ofNaira(500_000));
  }

  private Notifiers notifiers() {
    return channel ->
        Optional.of(
            new Notifier() {
              @Override
              public NoticeChannel channel() {
                return channel;
              }

              @Override
              public Result send(Message message) {
                world.outside();
                messages.add(message);
                return new Accepted();
              }
            });
  }

  /** The same with limits, and a question before the same is bought again. */
  public RequestPayment requestPayment(LimitPolicy limits, BuyAgainPolicy buyAgain) {
    PermitDesk desk = new PermitDesk(world.permitCounts(), world.unitOfWork(), world);
    return new RequestPayment(
        formCheck,
        gate,
        new LimitCustomers(desk, limits),
        new BuyAgain(world.repetitions(), buyAgain),
        world.payments(),
        world.firstAnswers(),
        world.unitOfWork(),
        world,
        world,
        fees,
        paymentPolicy);
  }

  public ScriptedProvider provider() {
    return providers.get(0);
  }

  public static PaymentForm electricity(long naira) {
    return electricity("45012345678", naira);
  }

  /** For a prepaid meter. */
  public static PaymentForm electricity(String meter, long naira) {
    return form("electricity", "ekedc", meter, Optional.of("PREPAID"), naira);
  }

  public static PaymentForm airtime(long naira) {
    return form("airtime", "mtn", "08030001122", Optional.empty(), naira);
  }

  public static PaymentForm electricity(long naira, String meter) {
    return form("electricity", "ekedc", meter, Optional.of("PREPAID"), naira);
  }

  public static PaymentForm airtime(long naira, String phone) {
    return form("airtime", "mtn", phone, Optional.empty(), naira);
  }

  private static PaymentForm form(
      String type, String biller, String account, Optional<String> accountType, long naira) {
    return new PaymentForm(
        Optional.of(type),
        Optional.of(biller),
        Optional.of(account),
        accountType,
        Optional.of(BigDecimal.valueOf(naira)),
        Optional.of("NGN"),
        Optional.empty(),
        Optional.of("ada@example.com"),
        Optional.of("08030001122"),
        Optional.empty(),
        Map.of());
  }

  /** A payment that waits for money. */
  public Payment request(PaymentForm form) {
    RequestPayment.Result result =
        requestPayment.request(PARTNER, form, List.of(), Optional.empty());
    if (result instanceof RequestPayment.Accepted accepted) {
      return accepted.payment();
    }
    throw new AssertionError("not accepted: " + result);
  }

  /** The customer pays a payment's total. */
  public void pay(Payment payment) {
    pay(payment, AssetAmount.worth(MemoryStellar.CNGN, payment.request().total()).stroops());
  }

  public void pay(Payment payment, long stroops) {
    stellar.pay(
        "GCUSTOMER",
        MemoryStellar.CNGN,
        stroops,
        Optional.of(new PaymentMemo(payment.reference())));
  }

  /** Everything that the timers do, once, and all that follows from it. */
  public void tick() {
    takeInFunds.takeIn();
    world.runBackground();
    for (var stage : List.of(accountCheck, vend, requery, retry)) {
      runner.tick(stage);
      world.runBackground();
    }
    gate.lookAtAll();
    refund.tick();
    expirePayments.expire();
    for (NoticeId notice : world.readyNotices()) {
      sendNotice.send(notice);
      world.brought(notice);
    }
    sendNotice.sendDue();
    applyProviderEvent.applyDue();
    world.runBackground();
    refundClock.sweep();
  }

  /** Brings the messages about events of providers, those that are due by now. */
  public void bringEvents() {
    world
        .takeReadyEvents()
        .forEach(
            (event, due) -> {
              if (!due.isAfter(world.instant())) {
                applyProviderEvent.apply(event);
              }
            });
    world.runBackground();
  }

  /** Lets time pass in steps, ticking after each. */
  public void run(Duration time, Duration step) {
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      world.pass(step);
      tick();
    }
  }

  public Payment now(PaymentId id) {
    return world.call(() -> world.payments().find(id)).orElseThrow();
  }

  /** What stands in its timeline beside its moves. */
  public List<PaymentNote> notes(Payment payment) {
    return world.call(() -> world.notes().of(payment.id()));
  }

  public PaymentState stateOf(Payment payment) {
    return now(payment.id()).state();
  }

  public BigInteger balance(AccountCode account) {
    return trialBalance.draw().accounts().getOrDefault(account.value(), BigInteger.ZERO);
  }

  /** A provider of another kind, which sells whatever everybody sells. */
  public void add(BillProvider provider) {
    others.add(provider);
    sellers.add(provider.code().value());
  }

  /** A provider says what became of an order when nobody waits for it any more. */
  public void hear(Payment payment, VendReference reference, RequeryOutcome outcome) {
    world.call(
        () -> {
          Payment now = world.payments().lock(payment.id()).orElseThrow();
          now.requeryAnswered(
              reference,
              outcome,
              router.left(now, reference),
              policy.vend(),
              world.random(),
              world.instant(),
              world.instant());
          recordPayment.record(now);
          return now;
        });
  }

  /** What must hold at any time. */
  public void assertBooksAreTrue() {
    TrialBalance.Sheet sheet = trialBalance.draw();
    if (sheet.difference().signum() != 0) {
      throw new AssertionError("the books are out of balance: " + sheet);
    }
  }
}
