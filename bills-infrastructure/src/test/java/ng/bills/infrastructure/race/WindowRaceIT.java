package ng.bills.infrastructure.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import ng.bills.application.payment.CancelPayment;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import ng.bills.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;

/**
 * The end of a payment's window: the partner calls it off, money comes, time runs out, all at once
 * and on several nodes. However it ends, every stroop is in the bill or back with its sender.
 */
class WindowRaceIT {

  private static final int ROUNDS = 200;
  private static final Duration AFTER_WINDOW = Node.WINDOW.plusSeconds(5);

  private final Random random = new Random(20261121);

  @Test
  void givenCancelReceiptAndExpiryAtOnce_whenAllIsDone_thenOneConsistentStory() throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce actors = new AtOnce(6)) {
      List<Node> nodes = world.nodes(4);
      Set<PaymentId> calledOff = new HashSet<>();
      for (int round = 0; round < ROUNDS; round++) {
        Payment payment = world.requested(nodes.get(0));
        world.pass(AFTER_WINDOW);
        if (random.nextBoolean()) {
          nodes.get(0).takeInFunds.takeIn(); // now the feed counts as read past the window
        }
        money(world, payment);
        List<Boolean> cancelled = actors.run(shuffled(world, nodes, payment));
        if (cancelled.contains(true)) {
          calledOff.add(payment.id());
        }
        if (round % 10 == 9) {
          giveBack(world, actors, nodes);
        }
      }
      // what nobody had time to close or to send
      nodes.get(0).takeInFunds.takeIn();
      nodes.get(0).expirePayments.expire();
      giveBack(world, actors, nodes);

      Map<String, Long> ends = Story.check(world);

      assertThat(ends).containsOnlyKeys("completed", "expired", "refunded");
      assertThat(calledOff).isNotEmpty();
      for (PaymentId id : calledOff) {
        Payment payment =
            world.database.unitOfWork().call(() -> nodes.get(0).payments.find(id)).orElseThrow();
        assertThat(payment.state()).isIn(PaymentState.EXPIRED, PaymentState.REFUNDED);
        assertThat(payment.attempts()).isEmpty();
      }
      System.getLogger(WindowRaceIT.class.getName())
          .log(System.Logger.Level.INFO, "the ends of {0} windows: {1}", ROUNDS, ends);
    }
  }

  /** In time or late, too little, exact, too much, twice, or none at all. */
  private void money(RaceWorld world, Payment payment) {
    Instant inTime = payment.expiresAt().minusMillis(1);
    Instant late = payment.expiresAt().plusMillis(1);
    long total = RaceWorld.total(payment);
    for (int i = 0; i < List.of(0, 1, 1, 1, 2).get(random.nextInt(5)); i++) {
      long stroops = total + List.of(0, 0, 0, -1, 1).get(random.nextInt(5));
      world.stellar.pay(payment.reference(), stroops, random.nextInt(3) > 0 ? inTime : late);
    }
  }

  /**
   * The actors in any order, not always all of them; each says whether the payment was cancelled by
   * it.
   */
  private List<Callable<Boolean>> shuffled(RaceWorld world, List<Node> nodes, Payment payment) {
    List<Callable<Boolean>> actors = new ArrayList<>();
    for (int node = 0; node < 2; node++) {
      Node partner = nodes.get(node);
      if (random.nextInt(3) == 0) {
        int looks = random.nextInt(6);
        actors.add(
            () -> {
              world.look(partner, payment, looks);
              return cancel(world, partner, payment);
            });
      }
    }
    for (int node = 1; node < 3; node++) {
      Node reader = nodes.get(node);
      actors.add(
          () -> {
            reader.takeInFunds.takeIn();
            return false;
          });
    }
    for (int node = 2; node < 4; node++) {
      Node closer = nodes.get(node);
      int looks = random.nextInt(6);
      actors.add(
          () -> {
            world.look(closer, payment, looks);
            closer.expirePayments.expire();
            return false;
          });
    }
    Collections.shuffle(actors, random);
    return actors;
  }

  private static boolean cancel(RaceWorld world, Node node, Payment payment) {
    Optional<CancelPayment.Result> result = node.cancelPayment.cancel(world.partner, payment.id());
    return result.orElseThrow().cancelled();
  }

  /** Every refund that is owed, by two nodes at once. */
  private static void giveBack(RaceWorld world, AtOnce actors, List<Node> nodes) throws Exception {
    String open = "select count(*) from refund where state <> 'confirmed'";
    for (int i = 0; i < 100 && world.database.number(open) > 0; i++) {
      actors.run(List.of(() -> nodes.get(2).refund.tick(), () -> nodes.get(3).refund.tick()));
      world.pass(Duration.ofSeconds(1));
    }
    assertThat(world.database.number(open)).isZero();
  }
}
