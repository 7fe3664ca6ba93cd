package ng.bills.infrastructure.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import ng.bills.application.stage.Stage;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.infrastructure.race.CountingProvider.Act;
import org.junit.jupiter.api.Test;

/**
 * Sixteen nodes over the payments of one that died after it had taken their money in. The provider
 * counts what is asked of it.
 */
class VendRaceIT {

  private static final int RUNNERS = 16;

  @Test
  void givenThousandDuePayments_whenSixteenRunnersTick_thenEachIsClaimedAndVendedOnce()
      throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce runners = new AtOnce(RUNNERS)) {
      leaveBehind(world, runners, 1_000);
      List<Callable<Integer>> ticks =
          world.nodes(RUNNERS).stream().<Callable<Integer>>map(n -> () -> tickAll(n)).toList();

      List<Integer> claimed = runners.run(ticks);

      assertThat(claimed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
      assertThat(world.provider.orders()).hasSize(1_000);
      assertThat(Story.check(world)).isEqualTo(Map.of("completed", 1_000L));
      assertThat(
              world.database.number(
                  "select count(distinct payment_id) from token where delivery_number = 1"))
          .isEqualTo(1_000);
    }
  }

  @Test
  void givenTicksMessagesAndLostAnswers_whenSixteenRunnersWork_thenEachIsVendedOnce()
      throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce runners = new AtOnce(RUNNERS)) {
      List<PaymentId> due = leaveBehind(world, runners, 300);
      Act[] acts = Act.values();
      world.provider.does(order -> acts[Math.floorMod(order.reference().hashCode(), 3)]);
      List<Node> nodes = world.nodes(RUNNERS);
      for (int round = 0; round < 6; round++) {
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < RUNNERS; i++) {
          Node node = nodes.get(i);
          work.add(i % 2 == 0 ? () -> tickAll(node) : () -> lookAtMany(node, due));
        }
        runners.run(work);
        if (round == 2) {
          world.provider.settlePending();
        }
        world.pass(Duration.ofSeconds(6));
      }
      assertThat(world.provider.requeries()).isPositive();
      assertThat(world.provider.orders()).hasSize(300);
      assertThat(Story.check(world)).isEqualTo(Map.of("completed", 300L));
    }
  }

  /** Payments whose money was taken in by a node that died then, with their leases at an end. */
  private static List<PaymentId> leaveBehind(RaceWorld world, AtOnce customers, int count)
      throws Exception {
    Node node = world.node();
    List<Payment> payments =
        customers
            .run(
                IntStream.range(0, RUNNERS)
                    .<Callable<List<Payment>>>mapToObj(
                        c ->
                            () ->
                                IntStream.range(0, count)
                                    .filter(i -> i % RUNNERS == c)
                                    .mapToObj(i -> world.requested(node))
                                    .toList())
                    .toList())
            .stream()
            .flatMap(List::stream)
            .toList();
    payments.forEach(world::pay);
    assertThat(node.dies().takeInFunds.takeIn()).isEqualTo(count);
    assertThat(world.provider.orders()).isEmpty();
    world.pass(Node.LEASE);
    return payments.stream().map(Payment::id).toList();
  }

  /** Ticks every stage until none claims anything; gives how many were claimed. */
  private static int tickAll(Node node) {
    int all = 0;
    int claimed;
    do {
      claimed = 0;
      for (Stage stage : List.of(node.accountCheck, node.vend, node.requery)) {
        claimed += node.runner.tick(stage);
      }
      all += claimed;
    } while (claimed > 0);
    return all;
  }

  private static int lookAtMany(Node node, List<PaymentId> payments) {
    for (int i = 0; i < payments.size() / 4; i++) {
      node.runner.look(payments.get(ThreadLocalRandom.current().nextInt(payments.size())));
    }
    return 0;
  }
}
