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
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.infrastructure.race.CountingProvider.Act;
import ng.bills.infrastructure.race.CountingStellar.Fate;
import org.junit.jupiter.api.Test;

/** Many nodes send the same money back at once, while answers are lost and leases end. */
class RefundRaceIT {

  private static final int NODES = 8;

  private final Random random = new Random(7);

  @Test
  void givenLostAnswersAndEndingLeases_whenManyNodesRefund_thenEachReceiptGoesBackOnce()
      throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce actors = new AtOnce(NODES + 1)) {
      world.provider.does(order -> Act.REFUSE);
      List<Node> nodes = world.nodes(NODES);
      for (int i = 0; i < 24; i++) {
        Payment payment = world.requested(nodes.get(0));
        world.pay(payment);
        if (i % 4 == 0) {
          world.pay(payment); // twice
        }
      }
      nodes.get(0).takeInFunds.takeIn();
      Fate[] fates = Fate.values();
      world.stellar.does(number -> number % 3 == 0 ? fates[1 + number / 3 % 4] : Fate.APPLY);
      String open = "select count(*) from refund where state <> 'confirmed'";
      assertThat(world.database.number(open)).isEqualTo(30);

      for (int round = 0; round < 150 && world.database.number(open) > 0; round++) {
        List<Callable<Integer>> work = new ArrayList<>();
        nodes.forEach(node -> work.add(() -> node.refund.tick()));
        // a jump ends the leases of those who are at it, and the time of their transactions
        Duration jump = round % 5 == 4 ? Duration.ofSeconds(190) : Duration.ofMillis(1);
        work.add(
            () -> {
              world.pass(jump);
              return 0;
            });
        actors.run(work);
        world.pass(Duration.ofSeconds(2));
      }

      assertThat(world.stellar.sent()).hasSize(30);
      assertThat(Story.check(world)).isEqualTo(Map.of("refunded", 24L));
      assertThat(world.stellar.balance()).isZero();
    }
  }

  @Test
  void givenProviderTellsTheTruthLate_whenRefundsRunAtTheSameTime_thenNeverMoreThanCameIn()
      throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce actors = new AtOnce(NODES)) {
      List<Node> nodes = world.nodes(NODES);
      int refundedFirst = 0;
      for (int round = 0; round < 40; round++) {
        world.provider.does(order -> Act.REFUSE);
        Payment payment = world.paid(nodes.get(0));
        assertThat(payment.state()).isEqualTo(PaymentState.REFUND_INITIATED);
        VendReference order = payment.attempts().get(0).reference();
        world.provider.settle(order, ScriptedProvider.delivered());
        List<ProviderEventId> events =
            List.of(world.hear(nodes.get(0), order), world.hear(nodes.get(1), order));
        List<Callable<Integer>> work = new ArrayList<>();
        work.add(() -> nodes.get(0).refund.tick());
        work.add(() -> nodes.get(1).refund.tick());
        for (int i = 2; i < 6; i++) {
          Node node = nodes.get(i);
          ProviderEventId event = events.get(i % 2);
          int looks = random.nextInt(15);
          work.add(
              () -> {
                world.look(node, payment, looks);
                node.applyProviderEvent.apply(event);
                return 0;
              });
        }
        world.pass(Duration.ofSeconds(20)); // the sweep takes events whose message is late
        for (int i = 6; i < 8; i++) {
          Node node = nodes.get(i);
          int looks = random.nextInt(15);
          work.add(
              () -> {
                world.look(node, payment, looks);
                return node.applyProviderEvent.applyDue();
              });
        }
        Collections.shuffle(work, random);
        actors.run(work);
        PaymentState end = world.now(nodes.get(0), payment).state();
        refundedFirst += end == PaymentState.REFUNDED ? 1 : 0;
      }
      Map<String, Long> ends = Story.check(world);

      // the truth was heard by all, and in each a person is asked
      assertThat(
              world.database.number(
                  "select count(*) from payment where review_kind = 'CONTRADICTION'"))
          .isEqualTo(40);
      assertThat(world.stellar.sent()).hasSize(refundedFirst);
      // where the truth was faster, the refund waits for the person
      assertThat(ends).containsKey("refund_initiated");
      assertThat(world.database.number("select count(*) from refund")).isEqualTo(40);
      System.getLogger(RefundRaceIT.class.getName())
          .log(System.Logger.Level.INFO, "the truth against the refund: {0}", ends);
    }
  }
}
