package ng.bills.simulation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.MemoryStellar;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.memory.TestSystem;
import ng.bills.application.payment.CancelPayment;
import ng.bills.application.payment.PaymentForm;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.payment.port.FirstAnswer;
import ng.bills.domain.funds.PaymentMemo;
import ng.bills.domain.money.Asset;
import ng.bills.domain.money.AssetAmount;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentOutcome;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Dice;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.Rule;
import ng.bills.simulation.course.RuleBroken;
import ng.bills.simulation.node.Cluster;
import ng.bills.simulation.node.Node;
import ng.bills.simulation.node.Policies;
import ng.bills.simulation.outside.Bill;
import ng.bills.simulation.outside.SimulatedLedger;
import ng.bills.simulation.outside.Truth;

/**
 * Partners who ask for bills to be paid, perhaps again and again, and their customers who pay:
 * exactly, too little, too much, late, twice, without a memo, with something that is not our cNGN,
 * or not at all.
 */
final class Customers {

  private static final Asset LOOKALIKE = new Asset("cNGN", "GSOMEBODY");
  private static final int ASKS = 6;

  /** How the references of double taps begin; nobody pays for them. */
  static final String TAPPED_AGAIN = "again-";

  private final Course course;
  private final Dice dice;
  private final Cluster cluster;
  private final MemoryWorld database;
  private final SimulatedLedger ledger;
  private final Truth truth;

  Customers(
      Course course, Cluster cluster, MemoryWorld database, SimulatedLedger ledger, Truth truth) {
    this.course = course;
    this.dice = course.dice();
    this.cluster = cluster;
    this.database = database;
    this.ledger = ledger;
    this.truth = truth;
  }

  /** So many come within that time. */
  void come(int count, Duration within) {
    for (int i = 0; i < count; i++) {
      int number = i;
      course.agenda().in(dice.between(Duration.ZERO, within), () -> ask(new Customer(number)));
    }
  }

  /** One bill of one customer. */
  private final class Customer {
    private final int number;
    private final PaymentForm form;
    private final Bill bill;
    private int asked;
    private Optional<RequestPayment.Accepted> served = Optional.empty();

    Customer(int number) {
      this.number = number;
      boolean meter = dice.permille(600);
      String account = (meter ? "450%08d" : "0803%07d").formatted(number);
      bill = truth.open(account, !course.strikes(Fault.CHECK_REFUSED));
      form =
          new PaymentForm(
              Optional.of(meter ? "electricity" : "airtime"),
              Optional.of(meter ? "ekedc" : "mtn"),
              Optional.of(account),
              meter ? Optional.of(dice.permille(800) ? "PREPAID" : "POSTPAID") : Optional.empty(),
              Optional.of(BigDecimal.valueOf(dice.between(1, 40) * 100L)),
              Optional.of("NGN"),
              Optional.empty(),
              dice.permille(500) ? Optional.of("ada@example.com") : Optional.empty(),
              Optional.empty(),
              Optional.of("request-" + number),
              Map.of());
    }

    /** The same once more, under a reference of its own. */
    PaymentForm tappedAgain() {
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
          Optional.of(TAPPED_AGAIN + number),
          form.metadata());
    }
  }

  private void ask(Customer customer) {
    customer.asked++;
    if (course.strikes(Fault.REQUEST_DOUBLED)) {
      course.agenda().in(dice.millis(0, 500), () -> askSomeNode(customer));
    }
    askSomeNode(customer);
    if (customer.asked < ASKS && (customer.served.isEmpty() || dice.permille(100))) {
      course.agenda().in(dice.seconds(5, 60), () -> ask(customer));
    }
  }

  private void askSomeNode(Customer customer) {
    Optional<Node> node = cluster.someNode();
    if (node.isPresent()) {
      node.get()
          .run(
              "request of customer " + customer.number,
              () -> {
                if (ask(node.get(), customer.form) instanceof RequestPayment.Accepted accepted) {
                  answered(customer, accepted);
                }
              });
    }
  }

  /** The answer names the payment's state, so that one made anew later would be another. */
  private static RequestPayment.Result ask(Node node, PaymentForm form) {
    String reference = form.requestReference().orElseThrow();
    RequestPayment.Asking asking =
        new RequestPayment.Asking(
            bytes(reference),
            payment -> new FirstAnswer("/bills/" + payment.id(), bytes(payment.state().name())));
    return node.part(RequestPayment.class)
        .request(TestSystem.PARTNER, form, List.of(), Optional.of(asking));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void answered(Customer customer, RequestPayment.Accepted accepted) {
    if (customer.served.isEmpty()) {
      customer.served = Optional.of(accepted);
      Duration later = dice.seconds(1, dice.permille(800) ? 30 : 400);
      course.agenda().in(later, () -> pay(customer, accepted.payment()));
      if (dice.permille(150)) {
        course.agenda().in(dice.seconds(0, 200), () -> tapAgain(customer));
      }
      return;
    }
    course.count(Happening.REQUESTS_REPEATED);
    RequestPayment.Accepted first = customer.served.get();
    if (!first.payment().id().equals(accepted.payment().id())
        || !first.answer().equals(accepted.answer())) {
      throw new RuleBroken(
          Rule.ONE_PAYMENT,
          "customer %d got %s and %s for one request"
              .formatted(
                  customer.number, first.payment().reference(), accepted.payment().reference()));
    }
  }

  // --- double taps -------------------------------------------------------------------------------

  private void tapAgain(Customer customer) {
    Optional<Node> node = cluster.someNode();
    if (node.isPresent()) {
      node.get()
          .run(
              "double tap of customer " + customer.number,
              () -> judge(customer, ask(node.get(), customer.tappedAgain())));
    }
  }

  /** Within the window the same is not bought again, unless the first cannot be bought any more. */
  private void judge(Customer customer, RequestPayment.Result result) {
    Payment first = customer.served.orElseThrow().payment();
    if (result instanceof RequestPayment.Repeated) {
      course.count(Happening.DOUBLE_TAPS_REFUSED);
    } else if (result instanceof RequestPayment.Accepted second
        && second.payment().createdAt().isBefore(first.createdAt().plus(Policies.DOUBLE_TAP))
        && database.movesOf(first.id()).stream()
            .noneMatch(moved -> moved.to().outcome() == PaymentOutcome.FAILED)) {
      throw new RuleBroken(
          Rule.ONE_PAYMENT,
          "a double tap made %s beside %s"
              .formatted(second.payment().reference(), first.reference()));
    }
  }

  // --- paying ------------------------------------------------------------------------------------

  private void pay(Customer customer, Payment payment) {
    long total = AssetAmount.worth(MemoryStellar.CNGN, payment.request().total()).stroops();
    int habit = dice.between(0, 999);
    if (habit < 600) {
      send(customer, payment, total);
    } else if (habit < 660) {
      course.count(Happening.RECEIPTS_UNDER);
      send(customer, payment, total - dice.between(1, 1000));
      if (dice.permille(300)) {
        again(customer, payment, total);
      }
    } else if (habit < 720) {
      course.count(Happening.RECEIPTS_OVER);
      send(customer, payment, total + dice.between(1, 1000));
    } else if (habit < 780) {
      course.count(Happening.RECEIPTS_LATE);
      course.agenda().in(dice.seconds(500, 900), () -> send(customer, payment, total));
    } else if (habit < 860) {
      send(customer, payment, total);
      again(customer, payment, total);
    } else if (habit < 900) {
      cancel(customer, payment, total);
    } else if (habit < 930) {
      course.count(Happening.RECEIPTS_WITHOUT_MEMO);
      ledger.pay(payer(customer), MemoryStellar.CNGN, total, Optional.empty(), Optional.empty());
    } else if (habit < 960) {
      course.count(Happening.RECEIPTS_WRONG_ASSET);
      ledger.pay(payer(customer), LOOKALIKE, total, memo(payment), Optional.empty());
    }
  }

  private void again(Customer customer, Payment payment, long total) {
    course.count(Happening.RECEIPTS_TWICE);
    course.agenda().in(dice.seconds(0, 400), () -> send(customer, payment, total));
  }

  /** The partner calls it off; the customer may have paid all the same. */
  private void cancel(Customer customer, Payment payment, long total) {
    Optional<Node> node = cluster.someNode();
    if (node.isPresent()) {
      node.get()
          .run(
              "cancellation",
              () ->
                  node.get()
                      .part(CancelPayment.class)
                      .cancel(TestSystem.PARTNER, payment.id())
                      .filter(CancelPayment.Result::cancelled)
                      .ifPresent(done -> course.count(Happening.CANCELLED)));
    }
    if (dice.permille(500)) {
      course.agenda().in(dice.seconds(0, 100), () -> send(customer, payment, total));
    }
  }

  private void send(Customer customer, Payment payment, long stroops) {
    ledger.pay(
        payer(customer), MemoryStellar.CNGN, stroops, memo(payment), Optional.of(customer.bill));
  }

  private static String payer(Customer customer) {
    return "GCUSTOMER" + customer.number;
  }

  private static Optional<PaymentMemo> memo(Payment payment) {
    return Optional.of(new PaymentMemo(payment.reference()));
  }
}
