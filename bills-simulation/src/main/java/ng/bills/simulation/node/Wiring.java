package ng.bills.simulation.node;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import ng.bills.application.biller.port.Billers;
import ng.bills.application.biller.port.Catalogue;
import ng.bills.application.fee.port.FeeChanges;
import ng.bills.application.funds.port.FundsFeed;
import ng.bills.application.funds.port.FundsReceipts;
import ng.bills.application.hook.HookPolicy;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.hook.port.HookEndpoints;
import ng.bills.application.hook.port.HookEvents;
import ng.bills.application.ledger.port.Journal;
import ng.bills.application.limit.LimitPolicy;
import ng.bills.application.limit.port.PermitCounts;
import ng.bills.application.memory.MemoryCatalogue;
import ng.bills.application.memory.MemoryExchanges;
import ng.bills.application.memory.MemoryHooks;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.notice.port.Notices;
import ng.bills.application.notice.port.Notifiers;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.payment.PaymentPolicy;
import ng.bills.application.payment.port.FirstAnswers;
import ng.bills.application.payment.port.PaymentHistory;
import ng.bills.application.payment.port.PaymentNotes;
import ng.bills.application.payment.port.Payments;
import ng.bills.application.payment.port.Repetitions;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.IdSource;
import ng.bills.application.port.Outbox;
import ng.bills.application.port.UnitOfWork;
import ng.bills.application.refund.port.RefundClocks;
import ng.bills.application.refund.port.RefundLane;
import ng.bills.application.refund.port.RefundSender;
import ng.bills.application.refund.port.Refunds;
import ng.bills.application.stage.StagePolicy;
import ng.bills.application.stage.port.DueWork;
import ng.bills.application.vending.RoutingPolicy;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.ProviderExchanges;
import ng.bills.application.vending.port.ProviderFloats;
import ng.bills.application.vending.port.ProviderSwitches;
import ng.bills.application.webhook.port.ProviderEvents;
import ng.bills.domain.refund.RefundClockPolicy;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.outside.Outside;
import ng.bills.simulation.outside.SimulatedProvider;

/** Gives a node its ports, as the server does, all over one database and one outside world. */
final class Wiring {

  private final Course course;
  private final MemoryWorld database;
  private final Outside outside;
  private final List<SimulatedProvider> providers;
  private final Planting planting;
  private final Runnable afterCommit;
  private final ProviderExchanges journal = new MemoryExchanges();

  /** With those providers, as many of them as there are when a node starts. */
  Wiring(
      Course course,
      MemoryWorld database,
      Outside outside,
      List<SimulatedProvider> providers,
      Planting planting,
      Runnable afterCommit) {
    this.course = course;
    this.database = database;
    this.outside = outside;
    this.providers = providers;
    this.planting = planting;
    this.afterCommit = afterCommit;
  }

  void wire(Node node, Mailbag mailbag) {
    NodeUnit unit = new NodeUnit(node, course, database, mailbag, afterCommit);
    node.work(unit);
    NodeStellar stellar = new NodeStellar(node, course, outside.ledger());
    List<BillProvider> lines =
        providers.stream().<BillProvider>map(p -> new NodeProvider(node, p, journal)).toList();
    List<String> codes = providers.stream().map(p -> p.code().value()).toList();
    Assembly a = node.assembly();
    a.give(UnitOfWork.class, unit);
    a.give(AfterCommit.class, unit::afterwards);
    a.give(Outbox.class, unit);
    IdSource ids = new Ids(course.dice());
    a.give(IdSource.class, ids);
    a.give(InstantSource.class, node.clock());
    a.give(Payments.class, database.payments());
    a.give(FirstAnswers.class, database.firstAnswers());
    a.give(PermitCounts.class, database.permitCounts());
    a.give(Repetitions.class, database.repetitions());
    a.give(PaymentHistory.class, database.history());
    a.give(PaymentNotes.class, database.notes());
    a.give(FundsReceipts.class, database.receipts());
    a.give(Refunds.class, database.refunds());
    a.give(RefundLane.class, database.lane());
    a.give(RefundClocks.class, database.refundClocks());
    a.give(Journal.class, database.journal());
    a.give(Notices.class, database.notices());
    MemoryHooks hooks = database.hooks(unit, ids);
    a.give(HookEvents.class, hooks);
    a.give(HookEndpoints.class, hooks);
    a.give(HookDeliveries.class, hooks.deliveries());
    a.give(HookCaller.class, new NodePartner(node, outside.partner()));
    a.give(HookPolicy.class, Policies.HOOKS);
    a.give(DueWork.class, database.dueWork());
    a.give(ProviderEvents.class, database.events());
    a.give(FeeChanges.class, database.feeChanges());
    a.give(ProviderSwitches.class, database.switches());
    a.give(ProviderFloats.class, database.floats());
    a.give(ProviderExchanges.class, journal);
    a.give(Catalogue.class, new MemoryCatalogue(new LinkedHashSet<>(codes)));
    a.give(Billers.class, new SoldHere());
    a.give(BillProviders.class, () -> lines);
    a.give(FundsFeed.class, stellar);
    a.give(RefundSender.class, stellar);
    a.give(Notifiers.class, channel -> Optional.of(new NodeMail(node, channel, outside.carrier())));
    a.give(PaymentPolicy.class, Policies.PAYMENT);
    a.give(LimitPolicy.class, Policies.LIMITS);
    a.give(BuyAgainPolicy.class, Policies.BUY_AGAIN);
    a.give(StagePolicy.class, Policies.STAGE);
    a.give(RefundClockPolicy.class, TestSystem.CLOCK_POLICY);
    a.give(RoutingPolicy.class, Policies.routing(codes));
    planting.plant(a, database);
  }
}
