package ng.bills.infrastructure.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import ng.bills.application.memory.ScriptedProvider;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.vend.RequeryOutcome;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.infrastructure.race.CountingProvider.Act;
import org.junit.jupiter.api.Test;

/**
 * An order that was pending is settled, and everybody hears of it at once: the ticks ask, messages
 * ask, webhooks come twice, the sweep takes them up.
 */
class OutcomeRaceIT {

  private static final int ROUNDS = 40;

  private final Random random = new Random(11);

  @Test
  void givenRequeriesAndEventsAtOnce_whenOneOrderIsSettled_thenOneOutcomeIsRecorded()
      throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce actors = new AtOnce(9)) {
      List<Node> nodes = world.nodes(4);
      world.provider.does(order -> random.nextBoolean() ? Act.PEND : Act.DELIVER_UNHEARD);
      int delivered = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Payment payment = world.paid(nodes.get(0));
        assertThat(payment.state()).isEqualTo(PaymentState.PROVIDER_PROCESSING);
        VendReference order = payment.attempts().get(0).reference();
        boolean delivers = world.provider.delivered().contains(order.value()) || round % 2 == 0;
        RequeryOutcome truth = delivers ? ScriptedProvider.delivered() : CountingProvider.REFUSED;
        delivered += delivers ? 1 : 0;
        world.pass(Duration.ofSeconds(20)); // the requery is due, and the sweep takes events
        world.provider.settle(order, truth);
        actors.run(hearers(world, nodes, payment, order));
        world.pass(Duration.ofSeconds(3));
        nodes.get(0).runner.tick(nodes.get(0).requery);
      }
      for (int i = 0; i < 60; i++) {
        nodes.get(0).refund.tick();
        nodes.get(0).applyProviderEvent.applyDue();
        world.pass(Duration.ofSeconds(10));
      }

      assertThat(Story.check(world))
          .isEqualTo(Map.of("completed", (long) delivered, "refunded", (long) ROUNDS - delivered));
      assertThat(
              world.database.number("select count(*) from payment where review_kind is not null"))
          .isZero();
      assertThat(world.database.number("select count(*) from token")).isEqualTo(delivered);
      assertThat(
              world.database.number("select count(*) from provider_event where state <> 'applied'"))
          .isZero();
    }
  }

  private List<Callable<Integer>> hearers(
      RaceWorld world, List<Node> nodes, Payment payment, VendReference order) {
    ProviderEventId first = world.hear(nodes.get(0), order);
    ProviderEventId second = world.hear(nodes.get(1), order);
    List<Callable<Integer>> work = new ArrayList<>();
    for (Node node : nodes) {
      work.add(() -> node.runner.tick(node.requery));
    }
    for (ProviderEventId event : List.of(first, first, second)) {
      Node node = nodes.get(work.size() % nodes.size());
      work.add(
          () -> {
            node.applyProviderEvent.apply(event);
            return 0;
          });
    }
    work.add(
        () -> {
          nodes.get(2).runner.look(payment.id());
          return 0;
        });
    work.add(() -> nodes.get(3).applyProviderEvent.applyDue());
    Collections.shuffle(work, random);
    return work;
  }
}
