package ng.bills.infrastructure.race;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.BuyAgainPolicy;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.RequestPayment;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEventId;

/** One database, one outside world, and as many nodes as are wanted. */
final class RaceWorld implements AutoCloseable {

  final MovingClock clock = new MovingClock(Instant.parse("2026-11-21T09:00:00.123456Z"));
  final CountingProvider provider = new CountingProvider();
  final CountingStellar stellar = new CountingStellar(clock);
  final RaceDatabase database = new RaceDatabase();
  final PartnerId partner = new PartnerId(UUID.randomUUID());

  /** Payments that need a person, hundreds of them, each with a line in the log. */
  private final Logger alerts = Logger.getLogger("ng.bills.application.payment");

  RaceWorld() throws SQLException {
    alerts.setLevel(Level.SEVERE);
    database.byHand("insert into partner values ('" + partner.value() + "', 'race', now())");
  }

  Node node() {
    return new Node(database.unitOfWork(), clock, provider, stellar);
  }

  /** A node whose connections are seen through something. */
  Node node(UnaryOperator<Connection> seen) {
    return new Node(database.anotherUnitOfWork(seen), clock, provider, stellar);
  }

  /** A node of its own that asks before the same is bought again. */
  Node nodeThatAsks(Duration window, UnaryOperator<Connection> seen) {
    return new Node(
        database.anotherUnitOfWork(seen),
        clock,
        provider,
        stellar,
        new BuyAgainPolicy(window, Map.of()));
  }

  List<Node> nodes(int count) {
    return IntStream.range(0, count).mapToObj(i -> node()).toList();
  }

  /** For a prepaid meter, under a request reference of the partner's. */
  static PaymentForm electricity(long naira, Optional<String> requestReference) {
    PaymentForm form = TestSystem.electricity(naira);
    return new PaymentForm(
        form.billType(),
        form.providerCode(),
        form.accountNumber(),
        form.accountType(),
        form.amount(),
        form.currency(),
        form.paymentSource(),
        form.customerEmail(),
        form.customerPhone(),
        requestReference,
        form.metadata());
  }

  /** A payment that waits for money. */
  Payment requested(Node node) {
    RequestPayment.Result result =
        node.requestPayment.request(
            partner, electricity(5000, Optional.empty()), List.of(), Optional.empty());
    if (result instanceof RequestPayment.Accepted accepted) {
      return accepted.payment();
    }
    throw new AssertionError("not accepted: " + result);
  }

  /** The customer pays the total now. */
  void pay(Payment payment) {
    stellar.pay(payment.reference(), total(payment), clock.instant());
  }

  static long total(Payment payment) {
    return AssetAmount.worth(CountingStellar.CNGN, payment.request().total()).stroops();
  }

  /** A payment whose money was taken in, and all that follows from it. */
  Payment paid(Node node) {
    Payment payment = requested(node);
    pay(payment);
    node.takeInFunds.takeIn();
    return now(node, payment);
  }

  Payment now(Node node, Payment payment) {
    return database.unitOfWork().call(() -> node.payments.find(payment.id())).orElseThrow();
  }

  /** A webhook about an order, taken in by a node and not applied yet. */
  ProviderEventId hear(Node node, VendReference order) {
    return hear(node, order, "transaction-update");
  }

  /** One that says something of its own. */
  ProviderEventId hear(Node node, VendReference order, String kind) {
    String eventId = "event-" + UUID.randomUUID();
    node.takeInWebhook.takeIn(
        "vtpass", ScriptedProvider.webhook(eventId, Optional.of(order), Optional.empty(), kind));
    return new ProviderEventId(
        (UUID)
            database
                .rows("select id from provider_event where event_id = '" + eventId + "'")
                .get(0)
                .get("id"));
  }

  /** Looks at a payment so many times, which takes a while: the others are not always as fast. */
  void look(Node node, Payment payment, int times) {
    for (int i = 0; i < times; i++) {
      now(node, payment);
    }
  }

  void pass(Duration time) {
    clock.pass(time);
  }

  @Override
  public void close() throws SQLException {
    alerts.setLevel(null);
    database.close();
  }
}
