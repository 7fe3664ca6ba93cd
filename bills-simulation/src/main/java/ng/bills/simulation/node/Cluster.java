package ng.bills.simulation.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import ng.bills.application.hook.DeliverHooks;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.application.notice.SendNotice;
import ng.bills.application.stage.RefundStage;
import ng.bills.application.stage.StageRunner;
import ng.bills.application.vending.port.WebhookDelivery;
import ng.bills.application.webhook.ApplyProviderEvent;
import ng.bills.application.webhook.TakeInWebhook;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.notice.NoticeId;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.simulation.course.Course;
import ng.bills.simulation.course.Dice;
import ng.bills.simulation.course.Fault;
import ng.bills.simulation.course.Happening;
import ng.bills.simulation.course.Overtaking;
import ng.bills.simulation.outside.Outside;
import ng.bills.simulation.outside.SimulatedProvider;
import ng.bills.simulation.outside.Webhooks;

/**
 * Several nodes over one database. They have timers, get messages and webhooks, are killed and
 * started again. The broker loses nothing that was committed unless that is a fault that was put
 * in, but it is late, repeats itself and keeps no order.
 */
public final class Cluster implements Mailbag, Webhooks {

  private static final int NODES = 3;
  private static final Duration TICK = Duration.ofSeconds(10);

  /** How far apart clocks may be, which is what the waits of the stages leave room for. */
  private static final int MAX_SKEW_SECONDS = 15;

  private static final int REDELIVERIES = 5;

  private final Course course;
  private final Dice dice;
  private final DueRows due;
  private final Outside outside;
  private final Overtaking overtaking;
  private final List<SimulatedProvider> providers = new ArrayList<>();
  private final Wiring wiring;
  private final List<Node> nodes = new ArrayList<>();

  public Cluster(
      Course course,
      MemoryWorld database,
      Outside outside,
      Planting planting,
      Runnable afterCommit) {
    this.course = course;
    this.dice = course.dice();
    this.due = new DueRows(database, outside.ledger());
    this.outside = outside;
    this.overtaking = new Overtaking(course, Happening.MESSAGES_OVERTAKEN);
    this.wiring = new Wiring(course, database, outside, providers, planting, afterCommit);
  }

  /** Starts all nodes, which buy from those providers, in that order. */
  public void start(List<SimulatedProvider> inOrder) {
    providers.addAll(inOrder);
    for (int slot = 0; slot < NODES; slot++) {
      nodes.add(null);
      start(slot);
      tick(slot);
    }
  }

  private void start(int slot) {
    course.count(Happening.NODES_STARTED);
    String name = String.valueOf((char) ('A' + slot));
    Node node =
        new Node(
            name,
            course,
            () ->
                course
                    .agenda()
                    .in(dice.seconds(3, dice.permille(200) ? 300 : 40), () -> start(slot)));
    jumpClock(node);
    wiring.wire(node, this);
    nodes.set(slot, node);
    course.log(() -> name + " starts");
  }

  // --- timers ------------------------------------------------------------------------------------

  private void tick(int slot) {
    Map<Job, Instant> next = due.next();
    course.agenda().idlyIn(pause(next), () -> tick(slot));
    Node node = nodes.get(slot);
    if (course.strikes(Fault.KILLED_ANYTIME)) {
      node.kill();
    }
    if (course.strikes(Fault.CLOCK_JUMPED)) {
      jumpClock(node);
      if (dice.permille(200)) {
        course.log("everything stands still for a while");
        course.agenda().pass(dice.seconds(60, 400));
      }
    }
    providers.get(dice.between(0, providers.size() - 1)).falterPerhaps();
    outside.partner().falterPerhaps();
    // a node's clock may be ahead
    Instant soon = course.now().plusSeconds(MAX_SKEW_SECONDS);
    for (Job job : Job.values()) {
      boolean isDue = next.containsKey(job) && !next.get(job).isAfter(soon);
      if (isDue || dice.permille(20)) {
        course
            .agenda()
            .in(dice.millis(0, 3000), () -> node.run("timer " + job, () -> job.work(node)));
      }
    }
  }

  /** Until the next tick: when nothing goes wrong any more, until there is something to do. */
  private Duration pause(Map<Job, Instant> next) {
    Duration usual = TICK.plus(dice.millis(-500, 500));
    if (!course.isCalm()) {
      return usual;
    }
    Duration until =
        next.values().stream()
            .min(Comparator.naturalOrder())
            .map(at -> Duration.between(course.now(), at))
            .orElse(Duration.ofMinutes(5));
    return until.compareTo(usual) < 0 ? usual : until;
  }

  /** Whether no timer has anything to do, now or later. */
  public boolean isDone() {
    return due.next().isEmpty();
  }

  private void jumpClock(Node node) {
    node.skew(dice.millis(0, MAX_SKEW_SECONDS * 1000));
  }

  // --- what reaches a node -----------------------------------------------------------------------

  /** A node that is there just now. */
  public Optional<Node> someNode() {
    List<Node> alive = nodes.stream().filter(Node::isAlive).toList();
    return alive.isEmpty() ? Optional.empty() : Optional.of(dice.pick(alive));
  }

  @Override
  public void lookAt(PaymentId payment, Instant at) {
    post("look at a payment", at, node -> node.part(StageRunner.class).look(payment));
  }

  @Override
  public void refundReady() {
    post("refund ready", course.now(), node -> node.part(RefundStage.class).tick());
  }

  @Override
  public void noticeReady(NoticeId notice) {
    post("notice ready", course.now(), node -> node.part(SendNotice.class).send(notice));
  }

  @Override
  public void eventReady(ProviderEventId event, Instant at) {
    post("event ready", at, node -> node.part(ApplyProviderEvent.class).apply(event));
  }

  @Override
  public void hookReady(HookEndpointId endpoint, Instant at) {
    post("webhook to send", at, node -> node.part(DeliverHooks.class).look(endpoint));
  }

  private void post(String what, Instant when, Consumer<Node> look) {
    if (course.strikes(Fault.MESSAGE_LOST)) {
      return;
    }
    boolean soon = !when.isAfter(course.now().plusSeconds(MAX_SKEW_SECONDS));
    long number = overtaking.leaves();
    Consumer<Node> seen =
        node -> {
          if (soon) { // one for later is no laggard
            overtaking.arrives(this, number);
          }
          look.accept(node);
        };
    int times = course.strikes(Fault.MESSAGE_DOUBLED) ? 2 : 1;
    for (int i = 0; i < times; i++) {
      Duration late =
          course.strikes(Fault.MESSAGE_LATE) ? dice.seconds(1, 200) : dice.millis(5, 300);
      Instant at = when.isAfter(course.now()) ? when : course.now();
      deliver(what, at.plus(late), seen, REDELIVERIES);
    }
  }

  private void deliver(String what, Instant at, Consumer<Node> look, int tries) {
    course
        .agenda()
        .at(
            at,
            () -> {
              Optional<Node> node = someNode();
              boolean taken =
                  node.isPresent()
                      && node.get().run("message, " + what, () -> look.accept(node.get()));
              if (!taken && tries > 1) {
                deliver(what, course.now().plusSeconds(5), look, tries - 1);
              }
            });
  }

  @Override
  public void bring(ProviderCode from, WebhookDelivery delivery, boolean surely) {
    bring(from, delivery, surely, REDELIVERIES);
  }

  private void bring(ProviderCode from, WebhookDelivery delivery, boolean surely, int tries) {
    course
        .agenda()
        .at(
            course.now(),
            () -> {
              Optional<Node> node = someNode();
              boolean taken =
                  node.isPresent()
                      && node.get()
                          .run(
                              "webhook of " + from,
                              () ->
                                  node.get()
                                      .part(TakeInWebhook.class)
                                      .takeIn(from.value(), delivery));
              if (!taken && (surely || tries > 1)) {
                course
                    .agenda()
                    .outsideAt(
                        course.now().plusSeconds(20),
                        () -> bring(from, delivery, surely, tries - 1));
              }
            });
  }
}
