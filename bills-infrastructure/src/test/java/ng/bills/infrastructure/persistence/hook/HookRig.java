package ng.bills.infrastructure.persistence.hook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import ng.bills.application.hook.DeliverHooks;
import ng.bills.application.hook.HookLanes;
import ng.bills.application.hook.HookPolicy;
import ng.bills.application.hook.TellPartners;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.port.AfterCommit;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookEventType;
import ng.bills.domain.hook.HookPacing;
import ng.bills.domain.hook.HookSecret;
import ng.bills.domain.hook.HookUrl;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Backoff;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentMoved;
import ng.bills.infrastructure.persistence.JpaOutbox;
import ng.bills.infrastructure.persistence.OpenUnit;
import ng.bills.infrastructure.persistence.OutboxRows;
import ng.bills.infrastructure.persistence.Samples;
import ng.bills.infrastructure.persistence.TestDatabase;
import ng.bills.infrastructure.persistence.payment.JpaPayments;

/** Webhooks over the real tables, with a clock that is set. */
final class HookRig {

  static final int AT_ONCE = 3;

  static final HookPolicy POLICY =
      new HookPolicy(
          new Backoff(List.of(Duration.ofSeconds(5), Duration.ofMinutes(1)), 0),
          new HookPacing(AT_ONCE, 3, new Backoff(List.of(Duration.ofSeconds(30)), 0)),
          new HookPolicy.Lanes(8, 2, Duration.ofSeconds(1)),
          Duration.ofSeconds(60),
          Duration.ofHours(24),
          Duration.ofDays(30));

  final TestDatabase database = TestDatabase.get();
  final UnitOfWork tx = database.unitOfWork();
  final HookSeals seals = new HookSeals(Samples.CRYPT);
  final List<OutboxRows.Message> handedOver = Collections.synchronizedList(new ArrayList<>());
  final JpaHookEvents events = new JpaHookEvents(handedOver::addAll, Samples.IDS);
  final JpaHookEndpoints endpoints = new JpaHookEndpoints(seals);
  final JpaHookDeliveries deliveries = new JpaHookDeliveries(seals);
  volatile Instant now = Samples.NOW;
  final InstantSource clock = () -> now;

  PartnerId partner() {
    return new PartnerId(database.partner());
  }

  HookEndpoint endpoint(PartnerId partner, String url, HookEventType... types) {
    HookEndpoint endpoint =
        HookEndpoint.created(
            new HookEndpointId(Samples.IDS.newId()),
            partner,
            new HookUrl(url),
            Optional.of("ours"),
            Set.of(types),
            HookSecret.of(Samples.IDS.randomBytes(HookSecret.BYTES)),
            now);
    if (!tx.call(() -> endpoints.add(endpoint))) {
      throw new AssertionError("no room for " + endpoint);
    }
    return endpoint;
  }

  /** Tells of the moves up to the first vend, in one unit of work with them. */
  Payment paid(PartnerId partner) {
    Payment payment = Samples.payment(Samples.airtime(partner.value()), now);
    tx.run(() -> Samples.payments().add(payment));
    JpaPayments payments = Samples.payments();
    return tx.call(
        () -> {
          Payment stored = payments.lock(payment.id()).orElseThrow();
          Samples.upToVend(stored, now);
          List<PaymentMoved> moves = stored.takeNewMoves();
          payments.save(stored, moves);
          new TellPartners(events).moved(stored, moves);
          return stored;
        });
  }

  DeliverHooks node(HookCaller caller, Executor threads) {
    AfterCommit background =
        task -> {
          if (OpenUnit.isOpen()) {
            OpenUnit.require().afterCommit(() -> threads.execute(task));
          } else {
            threads.execute(task);
          }
        };
    return new DeliverHooks(
        endpoints,
        deliveries,
        caller,
        new HookLanes(POLICY),
        new JpaOutbox(handedOver::addAll),
        tx,
        background,
        Samples.IDS,
        clock,
        POLICY);
  }

  List<HookDeliveries.Line> log(HookEndpoint endpoint) {
    return tx.call(
        () ->
            deliveries.list(
                new HookDeliveries.Filter(endpoint.id(), Optional.empty(), Optional.empty()), 100));
  }

  long count(String sql) {
    return ((Number) database.value(sql)).longValue();
  }
}
