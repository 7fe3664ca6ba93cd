package ng.bills.application.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import ng.bills.application.hook.CreateEndpoint;
import ng.bills.application.hook.DeliverHooks;
import ng.bills.application.hook.FindEndpoints;
import ng.bills.application.hook.HookLanes;
import ng.bills.application.hook.HookPolicy;
import ng.bills.application.hook.ReplayDeliveries;
import ng.bills.application.hook.RotateEndpointSecret;
import ng.bills.application.hook.SwitchEndpoint;
import ng.bills.application.hook.TestEndpoint;
import ng.bills.application.hook.port.HookCaller;
import ng.bills.application.hook.port.HookDeliveries;
import ng.bills.application.port.UnitOfWork;
import ng.bills.domain.hook.HookEndpoint;
import ng.bills.domain.hook.HookEndpointId;
import ng.bills.domain.hook.HookPacing;
import ng.bills.domain.hook.HookUrl;
import ng.bills.domain.partner.PartnerId;
import ng.bills.domain.payment.Backoff;

/** Webhooks to partners over a {@link MemoryWorld}, with endpoints that answer as they are told. */
public final class HookStand implements HookCaller {

  public static final HookPolicy POLICY =
      new HookPolicy(
          new Backoff(
              List.of(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofHours(80)), 0),
          new HookPacing(
              2, 3, new Backoff(List.of(Duration.ofSeconds(30), Duration.ofMinutes(5)), 0)),
          new HookPolicy.Lanes(2, 1, Duration.ofSeconds(2)),
          Duration.ofSeconds(60),
          Duration.ofHours(24),
          Duration.ofDays(30));

  public static final Answer OK =
      new Answer(Optional.of(200), Optional.empty(), Optional.of("fine"), Optional.empty());

  public final MemoryWorld world;
  public final MemoryHooks hooks;
  public final HookDeliveries deliveries;
  public final CreateEndpoint createEndpoint;
  public final FindEndpoints findEndpoints;
  public final RotateEndpointSecret rotateSecret;
  public final SwitchEndpoint switchEndpoint;
  public final TestEndpoint testEndpoint;
  public final ReplayDeliveries replayDeliveries;
  public final HookLanes lanes = new HookLanes(POLICY);
  public final DeliverHooks deliverHooks;

  /** Every call, in the order in which they were made. */
  public final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

  private final Map<String, Function<Call, Answer>> answers = new HashMap<>();

  public HookStand(MemoryWorld world) {
    this.world = world;
    hooks = world.hooks();
    deliveries = hooks.deliveries();
    UnitOfWork tx = world.unitOfWork();
    createEndpoint = new CreateEndpoint(hooks, this, tx, world, world);
    findEndpoints = new FindEndpoints(hooks, deliveries, tx);
    rotateSecret = new RotateEndpointSecret(hooks, tx, world, world, POLICY);
    switchEndpoint = new SwitchEndpoint(hooks, deliveries, world, tx, world);
    testEndpoint = new TestEndpoint(hooks, deliveries, world, tx, world, world);
    replayDeliveries = new ReplayDeliveries(hooks, deliveries, world, tx, world);
    deliverHooks =
        new DeliverHooks(hooks, deliveries, this, lanes, world, tx, world, world, world, POLICY);
  }

  public static Answer status(int status) {
    return new Answer(
        Optional.of(status), Optional.of("refused"), Optional.empty(), Optional.empty());
  }

  /** From now on that host answers so; without that, 200. */
  public void answers(String host, Function<Call, Answer> how) {
    answers.put(host, how);
  }

  public HookEndpoint endpoint(PartnerId partner, String url, String... types) {
    CreateEndpoint.Result result =
        createEndpoint.create(
            partner, new CreateEndpoint.Form(Optional.of(url), Optional.empty(), List.of(types)));
    if (result instanceof CreateEndpoint.Created created) {
      return created.endpoint();
    }
    throw new AssertionError("not created: " + result);
  }

  /** As messages and timers do, until nothing is to be done any more. */
  public void deliver() {
    world.takeReadyHooks().forEach(deliverHooks::look);
    deliverHooks.lookAtDue();
    world.runBackground();
  }

  /** What messages alone bring. */
  public void bring() {
    world.takeReadyHooks().forEach(deliverHooks::look);
    world.runBackground();
  }

  /** What was sent to an endpoint, newest event first. */
  public List<HookDeliveries.Line> log(HookEndpointId endpoint) {
    return world.call(
        () ->
            deliveries.list(
                new HookDeliveries.Filter(endpoint, Optional.empty(), Optional.empty()), 100));
  }

  @Override
  public Answer call(Call call) {
    world.outside();
    calls.add(call);
    return answers.getOrDefault(call.url().host(), c -> OK).apply(call);
  }

  @Override
  public Optional<String> refusal(HookUrl url) {
    world.outside();
    return url.host().endsWith(".internal")
        ? Optional.of("must lead to public addresses only")
        : Optional.empty();
  }
}
