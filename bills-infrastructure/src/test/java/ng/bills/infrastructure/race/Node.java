package ng.bills.infrastructure.race;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.funds.TakeInFunds;
import ng.bills.application.hook.TellPartners;
import ng.bills.application.ledger.Bookkeeper;
import ng.bills.application.limit.LimitCustomers;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.limit.LimitProviders;
import ng.bills.application.limit.PermitDesk;
import ng.bills.application.payment.BuyAgain;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.payment.CancelPayment;
import ng.bills.application.payment.ExpirePayments;
import ng.bills.application.payment.FeesInForce;
import ng.bills.application.payment.FormCheck;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.payment.RecordPayment;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.WatchRefundClock;
import ng.bills.application.stage.AccountCheckStage;
import ng.bills.application.stage.RefundStage;
import ng.bills.application.stage.RequeryStage;
import ng.bills.application.stage.RetryStage;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.stage.StageRunner;
import ng.bills.application.stage.VendStage;
import ng.bills.application.stage.port.DueWork;
import ng.bills.application.vending.FloatLevels;
import ng.bills.application.vending.LineUp;
import ng.bills.application.vending.PlansOnSale;
import ng.bills.application.vending.ProviderHealth;
import ng.bills.application.vending.ProviderOrder;
import ng.bills.application.vending.ProviderRouter;
import ng.bills.application.vending.ProviderTraffic;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.application.vending.SalesGate;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.webhook.ApplyProviderEvent;
import ng.bills.application.webhook.TakeInWebhook;
import ng.bills.application.webhook.WebhookRefusals;
import ng.bills.domain.biller.AccountFormat;
import ng.bills.domain.biller.FeeSchedule;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.VendPolicy;
import ng.bills.domain.provider.CircuitPolicy;
import ng.bills.domain.refund.RefundClockPolicy;
import ng.bills.infrastructure.persistence.JpaDueWork;
import ng.bills.infrastructure.persistence.JpaOutbox;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.biller.JpaBillers;
import ng.bills.infrastructure.persistence.biller.JpaCatalogue;
import ng.bills.infrastructure.persistence.fee.JpaFeeChanges;
import ng.bills.infrastructure.persistence.funds.JpaFundsReceipts;
import ng.bills.infrastructure.persistence.hook.JpaHookEvents;
import ng.bills.infrastructure.persistence.ledger.JpaJournal;
import ng.bills.infrastructure.persistence.limit.JpaPermitCounts;
import ng.bills.infrastructure.persistence.notice.JpaNotices;
import ng.bills.infrastructure.persistence.payment.JpaFirstAnswers;
import ng.bills.infrastructure.persistence.payment.JpaPaymentHistory;
import ng.bills.infrastructure.persistence.payment.JpaPaymentNotes;
import ng.bills.infrastructure.persistence.payment.JpaPayments;
import ng.bills.infrastructure.persistence.payment.JpaRepetitions;
import ng.bills.infrastructure.persistence.refund.JpaRefundClocks;
import ng.bills.infrastructure.persistence.refund.JpaRefundLane;
import ng.bills.infrastructure.persistence.refund.JpaRefunds;
import ng.bills.infrastructure.persistence.vending.JpaProviderExchanges;
import ng.bills.infrastructure.persistence.vending.JpaProviderSwitches;
import ng.bills.infrastructure.persistence.webhook.JpaProviderEvents;

/**
 * One server: the real use cases and stages over the real adapters. What is to be done after a
 * commit is done by the thread that committed, so that a thread that has come back has left nothing
 * behind; unless the node is dead by then.
 */
final class Node {

  static final Duration LEASE = Duration.ofSeconds(120);
  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final Duration LONG = Duration.ofHours(24);

  final JpaPayments payments = Samples.payments();
  final RecordPayment record;
  final RequestPayment requestPayment;
  final CancelPayment cancelPayment;
  final ExpirePayments expirePayments;
  final TakeInFunds takeInFunds;
  final StageRunner runner;
  final AccountCheckStage accountCheck;
  final VendStage vend;
  final RequeryStage requery;
  final RefundStage refund;
  final TakeInWebhook takeInWebhook;
  final ApplyProviderEvent applyProviderEvent;

  private volatile boolean dead;

  Node(UnitOfWork tx, MovingClock clock, CountingProvider provider, CountingStellar stellar) {
    this(tx, clock, provider, stellar, BuyAgainPolicy.NEVER);
  }

  Node(
      UnitOfWork tx,
      MovingClock clock,
      CountingProvider provider,
      CountingStellar stellar,
      BuyAgainPolicy buyAgain) {
    IdSource ids = Samples.IDS;
    BillProviders providers = () -> List.of(provider);
    Billers billers = new JpaBillers(tx);
    JpaCatalogue catalogue = new JpaCatalogue(tx);
    JpaFundsReceipts receipts = new JpaFundsReceipts();
    JpaRefunds refunds = new JpaRefunds();
    JpaProviderEvents events = new JpaProviderEvents(tx, Samples.CRYPT);
    DueWork dueWork = new JpaDueWork();
    Outbox outbox = new JpaOutbox(messages -> {});
    Bookkeeper bookkeeper = new Bookkeeper(new JpaJournal());
    WatchRefundClock refundClock =
        new WatchRefundClock(
            new JpaRefundClocks(),
            payments,
            new JpaPaymentHistory(Samples.seals()),
            refunds,
            tx,
            clock,
            new RefundClockPolicy(
                RefundClockPolicy.Limits.STANDARD, Map.of(), Duration.ofSeconds(20)));
    record =
        new RecordPayment(
            payments,
            new JpaPaymentNotes(),
            receipts,
            refunds,
            new JpaNotices(),
            bookkeeper,
            refundClock,
            new TellPartners(new JpaHookEvents(messages -> {}, ids)),
            outbox,
            ids,
            clock);
    PaymentPolicy paymentPolicy =
        new PaymentPolicy(
            AccountFormat.STRICT, WINDOW, FeeSchedule.standard(), CountingStellar.CNGN);
    StagePolicy policy = policy();
    RoutingPolicy routing = routing();
    ProviderHealth health = new ProviderHealth(routing, clock);
    PermitDesk desk = new PermitDesk(new JpaPermitCounts(Samples.HASH), tx, clock);
    ProviderTraffic traffic = new ProviderTraffic(routing, new LimitProviders(desk));
    FloatLevels levels = new FloatLevels(routing, clock);
    LineUp lineUp =
        new LineUp(
            providers, catalogue, new JpaProviderSwitches(tx), health, traffic, levels, routing);
    ProviderRouter router =
        new ProviderRouter(lineUp, health, traffic, levels, routing, ids, clock);
    FormCheck formCheck =
        new FormCheck(billers, new PlansOnSale(catalogue, providers), paymentPolicy);
    AfterCommit afterCommit = this::afterCommit;
    requestPayment =
        new RequestPayment(
            formCheck,
            new SalesGate(lineUp, health, routing, clock),
            new LimitCustomers(desk, LimitPolicy.NONE),
            new BuyAgain(new JpaRepetitions(Samples.HASH), buyAgain),
            payments,
            new JpaFirstAnswers(tx, Samples.HASH),
            tx,
            ids,
            clock,
            new FeesInForce(new JpaFeeChanges(tx), paymentPolicy, clock),
            paymentPolicy);
    cancelPayment = new CancelPayment(payments, record, tx, clock);
    expirePayments = new ExpirePayments(payments, receipts, stellar, record, tx, clock);
    vend = new VendStage(payments, record, router, tx, ids, clock, policy);
    JpaProviderExchanges exchanges = new JpaProviderExchanges(tx, ids, Samples.CRYPT);
    accountCheck =
        new AccountCheckStage(payments, record, router, exchanges, vend, tx, ids, clock, policy);
    requery = new RequeryStage(payments, record, router, exchanges, tx, ids, clock, policy);
    runner =
        new StageRunner(
            accountCheck,
            vend,
            requery,
            new RetryStage(payments, record, tx, clock),
            dueWork,
            payments,
            tx,
            afterCommit,
            ids,
            clock,
            policy);
    takeInFunds =
        new TakeInFunds(
            stellar,
            receipts,
            payments,
            record,
            refunds,
            bookkeeper,
            runner,
            tx,
            afterCommit,
            outbox,
            ids,
            clock,
            paymentPolicy,
            policy);
    refund =
        new RefundStage(
            refunds,
            new JpaRefundLane(),
            stellar,
            payments,
            record,
            bookkeeper,
            refundClock,
            dueWork,
            runner,
            tx,
            clock,
            policy);
    takeInWebhook =
        new TakeInWebhook(providers, events, new WebhookRefusals(clock), outbox, tx, ids, clock);
    applyProviderEvent =
        new ApplyProviderEvent(
            events,
            payments,
            record,
            providers,
            router,
            runner,
            outbox,
            tx,
            afterCommit,
            ids,
            clock,
            policy);
  }

  /** What is to be done after commits is not done any more. */
  Node dies() {
    dead = true;
    return this;
  }

  private void afterCommit(Runnable task) {
    Runnable unlessDead =
        () -> {
          if (!dead) {
            task.run();
          }
        };
    if (OpenUnit.isOpen()) {
      OpenUnit.require().afterCommit(unlessDead);
    } else {
      unlessDead.run();
    }
  }

  /** Small batches, so that runners meet often. */
  private static StagePolicy policy() {
    Backoff backoff = new Backoff(List.of(Duration.ofSeconds(5)), 0);
    return new StagePolicy(
        7,
        LEASE,
        new VendPolicy(
            backoff,
            backoff,
            LONG,
            3,
            Duration.ofMinutes(3),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5)),
        backoff,
        Duration.ofSeconds(5),
        Duration.ZERO,
        backoff);
  }

  /** The provider is never spared: nobody waits for a place, no circuit opens. */
  private static RoutingPolicy routing() {
    CircuitPolicy never = new CircuitPolicy(Duration.ofMinutes(2), 1_000_000, 100, LONG, LONG, 1);
    return new RoutingPolicy(
        ProviderOrder.always(CountingProvider.VTPASS),
        never,
        never,
        new RoutingPolicy.Traffic(
            1_000_000, Map.of(), 1_000, Map.of(), Duration.ofSeconds(1), Duration.ofSeconds(10)),
        new RoutingPolicy.Outage(Duration.ofMinutes(1), LONG, Duration.ofSeconds(15)),
        new RoutingPolicy.Floats(
            Duration.ofSeconds(30), LONG, LONG, Duration.ofMinutes(30), Duration.ofMinutes(5)),
        RoutingPolicy.Requeries.AS_THEY_SAY);
  }
}
