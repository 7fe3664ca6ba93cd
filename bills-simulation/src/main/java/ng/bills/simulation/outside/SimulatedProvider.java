package ng.bills.simulation.outside;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.application.vending.port.AccountQuery;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.domain.vend.AccountCheck;
import ng.bills.domain.vend.Delivered;
import ng.bills.domain.vend.Delivery;
import ng.bills.domain.vend.NotFound;
import ng.bills.domain.vend.Pending;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.RequeryRules;
import ng.bills.domain.vend.Unknown;
import ng.bills.domain.vend.VendOrder;
import ng.bills.domain.vend.VendOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Dice;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.Overtaking;

/**
 * A provider: what it really does, and what it says or does not say about it. It carries out an
 * order under one reference at most once, and an order that it has not received when it may be
 * believed about that never comes. In what it finally says under a reference it is honest, but for
 * the rare order that it delivers after having refused it for good; before that it can be late,
 * silent, unreadable and wrong.
 */
public final class SimulatedProvider {

  private final Course course;
  private final Dice dice;
  private final Truth truth;
  private final Webhooks webhooks;
  private final ProviderCode code;
  private final RequeryRules rules;
  private final Fates fates;
  private final boolean provesFailures;
  private final Map<VendReference, Order> orders = new HashMap<>();
  private Instant outageUntil = Instant.MIN;
  private final Overtaking answers;
  private final Overtaking sent;
  private int events;

  public SimulatedProvider(
      Course course,
      Truth truth,
      Webhooks webhooks,
      String code,
      RequeryRules rules,
      boolean provesFailures) {
    this.course = course;
    this.dice = course.dice();
    this.truth = truth;
    this.webhooks = webhooks;
    this.code = new ProviderCode(code);
    this.rules = rules;
    this.provesFailures = provesFailures;
    this.fates = new Fates(course);
    this.answers = new Overtaking(course, Happening.ANSWERS_OVERTAKEN);
    this.sent = new Overtaking(course, Happening.WEBHOOKS_OVERTAKEN);
  }

  public ProviderCode code() {
    return code;
  }

  public RequeryRules rules() {
    return rules;
  }

  public boolean provesFailures() {
    return provesFailures;
  }

  /** The order in which its answers come. */
  public Overtaking answers() {
    return answers;
  }

  /** It may be out of reach for a while from now on. */
  public void falterPerhaps() {
    if (course.strikes(Fault.OUTAGE)) {
      outageUntil = course.now().plus(dice.seconds(20, 600));
    }
  }

  private boolean isOut() {
    return course.now().isBefore(outageUntil) && !course.isCalm();
  }

  // --- account checks ----------------------------------------------------------------------------

  public AccountCheck check(AccountQuery query) {
    if (isOut() || course.strikes(Fault.CHECK_UNAVAILABLE)) {
      return new AccountCheck.Unavailable("no answer", true);
    }
    return truth.bill(query.account().number()).isKnown()
        ? new AccountCheck.Confirmed(
            Optional.of("ADA OBI"), Optional.empty(), Optional.empty(), Optional.empty())
        : new AccountCheck.Refused("no such account");
  }

  // --- orders ------------------------------------------------------------------------------------

  /** What is on the wire when an order leaves us. */
  public enum Wire {
    OPEN,
    NO_CONNECTION,
    REPEATED
  }

  /** An order leaves us: what becomes of it is decided here. */
  public Wire take(VendOrder asked) {
    course.count(Happening.ORDERS);
    if (course.strikes(Fault.UNREACHABLE) || isOut() && dice.permille(500)) {
      return Wire.NO_CONNECTION;
    }
    if (orders.containsKey(asked.reference())) {
      return Wire.REPEATED;
    }
    Order order = fates.of(asked, isOut(), code + "-" + (orders.size() + 1));
    orders.put(asked.reference(), order);
    if (order.arrivesAt.equals(course.now())) {
      arrive(order);
    } else if (!order.arrivesAt.equals(Order.NEVER)) {
      course.agenda().outsideAt(order.arrivesAt, () -> arrive(order));
    }
    // on its way twice: the second is answered
    return course.strikes(Fault.ORDER_DOUBLED) ? Wire.REPEATED : Wire.OPEN;
  }

  private void arrive(Order order) {
    order.arrived = true;
    if (course.strikes(Fault.WEBHOOK_UNTRUE)) {
      send(order, order.succeeds() ? "failed" : "delivered", false);
    }
    if (!order.doneAt.isAfter(course.now())) {
      finish(order);
    } else if (!order.doneAt.equals(Order.NEVER)) {
      course.agenda().outsideAt(order.doneAt, () -> finish(order));
    }
  }

  private void finish(Order order) {
    order.done = true;
    String account = order.asked.account().number();
    course.log(
        () -> code + (order.succeeds() ? " delivers " : " refuses ") + order.asked.reference());
    if (order.succeeds()) {
      truth.delivered(account, order.tokens, order.denial.isPresent());
      order.charged.ifPresent(other -> truth.bill(account).chargedOtherwise(true));
      if (course.strikes(Fault.REVERSED)) {
        course.agenda().outsideAt(course.now().plus(dice.seconds(30, 1500)), () -> takeBack(order));
      }
    }
    send(order, order.succeeds() ? "delivered" : "failed", order.denial.isPresent());
  }

  private void takeBack(Order order) {
    order.takenBack = true;
    course.log(() -> code + " takes back " + order.asked.reference());
    String account = order.asked.account().number();
    truth.takenBack(account);
    order.charged.ifPresent(other -> truth.bill(account).chargedOtherwise(false));
    send(order, "reversed", true);
  }

  // --- answers -----------------------------------------------------------------------------------

  /** What we hear of an order that has left us. */
  public VendOutcome answer(VendOrder asked, Wire wire) {
    if (wire == Wire.NO_CONNECTION) {
      return new Rejected(RejectionReason.PROVIDER_UNREACHABLE, "refused", "no connection");
    }
    if (wire == Wire.REPEATED) {
      return new Unknown("duplicate", "the reference was used before");
    }
    Order order = orders.get(asked.reference());
    if (!order.arrived || course.strikes(Fault.ANSWER_LOST)) {
      return new Unknown("timeout", "no answer in time");
    }
    if (course.strikes(Fault.ANSWER_GARBAGE)) {
      return new Unknown("200", "garbage");
    }
    if (course.strikes(Fault.ANSWER_WRONG_AMOUNT)) {
      return new Unknown("000", "another amount");
    }
    if (!provesFailures && order.succeeds() && course.strikes(Fault.FAILURE_UNTRUE)) {
      return new Rejected(RejectionReason.FAILED, "016", "failed");
    }
    return said(order)
        .<VendOutcome>fold(
            delivered -> {
              order.told = !delivered.delivery().tokens().isEmpty();
              return delivered;
            },
            pending -> pending,
            rejected -> rejected,
            notFound -> new Unknown("015", "not found"),
            unknown -> unknown);
  }

  /** What we hear when we ask. */
  public RequeryOutcome tell(VendReference reference) {
    course.count(Happening.REQUERIES);
    if (isOut() || course.strikes(Fault.REQUERY_UNANSWERED)) {
      return new Unknown("timeout", "no answer in time");
    }
    Order order = orders.get(reference);
    if (order == null || !order.arrived || course.now().isBefore(order.visibleFrom)) {
      return new NotFound("015");
    }
    return said(order);
  }

  private RequeryOutcome said(Order order) {
    if (order.isDenied()) {
      return new Rejected(order.denial.orElseThrow(), "016", "not done");
    }
    if (!order.done) {
      return new Pending(Optional.of(order.theirs), "099");
    }
    if (order.takenBack) {
      return new Rejected(RejectionReason.REVERSED, "040", "reversed");
    }
    if (!order.succeeds()) {
      return new Rejected(order.refusal.get(), "016", "not done");
    }
    Delivered delivered =
        new Delivered(
            Optional.of(order.theirs),
            order.tells(course.now())
                ? new Delivery(order.tokens, Optional.of("79.9"), Optional.empty())
                : Delivery.BARE,
            "000");
    return order.charged.map(delivered::charging).orElse(delivered);
  }

  // --- webhooks ----------------------------------------------------------------------------------

  private void send(Order order, String kind, boolean surely) {
    if (!surely && course.strikes(Fault.WEBHOOK_LOST)) {
      return;
    }
    WebhookDelivery delivery =
        ScriptedProvider.webhook(
            code + "-e" + ++events,
            surely || dice.permille(800) ? Optional.of(order.asked.reference()) : Optional.empty(),
            Optional.of(order.theirs.value()),
            kind);
    if (course.strikes(Fault.WEBHOOK_FORGED)) {
      webhooks.bring(
          code,
          new WebhookDelivery(Map.of(ScriptedProvider.SIGNATURE, "no"), delivery.body()),
          false);
    }
    long number = sent.leaves();
    int times = course.strikes(Fault.WEBHOOK_DOUBLED) ? 2 : 1;
    for (int i = 0; i < times; i++) {
      Duration late =
          course.strikes(Fault.WEBHOOK_LATE) ? dice.seconds(1, 600) : dice.millis(20, 900);
      course
          .agenda()
          .outsideAt(
              course.now().plus(late),
              () -> {
                sent.arrives(order, number);
                webhooks.bring(code, delivery, surely);
              });
    }
    course.count(Happening.WEBHOOKS);
  }
}
