package ng.bills.infrastructure.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import ng.bills.domain.act.ActId;
import ng.bills.domain.funds.FundsReceipt;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentState;
import ng.bills.domain.refund.Refund;
import ng.bills.domain.refund.RefundOrder;
import ng.bills.domain.vend.Rejected;
import ng.bills.domain.vend.RejectionReason;
import ng.bills.domain.vend.VendReference;
import ng.bills.domain.webhook.ProviderEventId;
import ng.bills.infrastructure.persistence.refund.JpaRefunds;
import org.junit.jupiter.api.Test;

/**
 * People decide over money at the moment at which it moves by itself: it goes one way, once,
 * whoever is faster.
 */
class ActRaceIT {

  private static final int ROUNDS = 40;
  private static final int NODES = 4;

  /** Refunds that go on; one whose payment a person is to look at waits for that. */
  private static final String OPEN =
      "select count(*) from refund r left join payment p on p.id = r.payment_id"
          + " where r.state not in ('confirmed', 'withdrawn') and p.review_kind is null";

  private final Random random = new Random(54);

  @Test
  void givenMoneyOnItsWayBack_whenManyApproveThatItPays_thenItGoesOneWayOnly() throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce actors = new AtOnce(2 * NODES)) {
      List<Node> nodes = world.nodes(NODES);
      int paid = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Payment first = world.paid(nodes.get(0));
        world.pay(first); // twice: the second goes back
        nodes.get(0).takeInFunds.takeIn();
        Refund money = refundOf(world, first);
        Payment other = world.requested(nodes.get(0));
        ActId act = new Desk(world, nodes.get(0)).proposeToPay(money.id(), other.id());

        long done = approveAndRefund(world, actors, nodes, act, other, List.of());
        giveBack(world, nodes.get(0));
        nodes.get(1).runner.look(other.id());

        long back = timesSent(world).getOrDefault(money.order().returnHash(), 0L);
        assertThat(done + back).as("pays, or goes back").isOne();
        assertThat(world.now(nodes.get(0), other).state())
            .isEqualTo(done == 1 ? PaymentState.COMPLETED : PaymentState.PENDING_PAYMENT);
        paid += (int) done;
      }
      books(world, ROUNDS + paid);
      System.getLogger(ActRaceIT.class.getName())
          .log(System.Logger.Level.INFO, "{0} of {1} paid for another bill", paid, ROUNDS);
    }
  }

  @Test
  void givenDeliveredBill_whenManyApproveItsRefundAndTheProviderTakesItBack_thenOneRefund()
      throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce actors = new AtOnce(3 * NODES)) {
      List<Node> nodes = world.nodes(NODES);
      int refunded = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Payment payment = world.paid(nodes.get(0));
        assertThat(payment.state()).isEqualTo(PaymentState.COMPLETED);
        VendReference order = payment.attempts().get(0).reference();
        ActId act = new Desk(world, nodes.get(0)).proposeRefund(payment.id());
        List<ProviderEventId> heard = new ArrayList<>();
        if (round % 2 == 0) {
          world.provider.settle(order, new Rejected(RejectionReason.REVERSED, "040", "reversed"));
          heard.add(world.hear(nodes.get(1), order, "reversed"));
          heard.add(world.hear(nodes.get(2), order, "reversed"));
        }

        long done = approveAndRefund(world, actors, nodes, act, payment, heard);
        assertThat(done).as("carried out").isLessThanOrEqualTo(1);
        giveBack(world, nodes.get(0));

        Payment end = world.now(nodes.get(0), payment);
        boolean back = end.state() == PaymentState.REFUNDED;
        refunded += back ? 1 : 0;
        assertThat(back || done == 0 || end.review().isPresent())
            .as("what was carried out is refunded, or a person is asked")
            .isTrue();
      }
      assertThat(world.stellar.sent()).hasSize(refunded);
      assertThat(refunded).isGreaterThanOrEqualTo(ROUNDS / 2);
      books(world, ROUNDS - refunded);
    }
  }

  /** All at once, in any order; how many approvals were carried out. */
  private long approveAndRefund(
      RaceWorld world,
      AtOnce actors,
      List<Node> nodes,
      ActId act,
      Payment payment,
      List<ProviderEventId> heard)
      throws Exception {
    List<Callable<Boolean>> work = new ArrayList<>();
    for (Node node : nodes) {
      Desk desk = new Desk(world, node);
      int looks = random.nextInt(4);
      work.add(
          () -> {
            world.look(node, payment, looks);
            return desk.approve(act);
          });
      work.add(
          () -> {
            node.refund.tick();
            return false;
          });
    }
    for (ProviderEventId event : heard) {
      work.add(
          () -> {
            nodes.get(3).applyProviderEvent.apply(event);
            return false;
          });
    }
    Collections.shuffle(work, random);
    return actors.run(work).stream().filter(carriedOut -> carriedOut).count();
  }

  private static Refund refundOf(RaceWorld world, Payment payment) {
    return world
        .database
        .unitOfWork()
        .call(() -> new JpaRefunds().of(payment.id()).stream().findFirst())
        .orElseThrow();
  }

  private static void giveBack(RaceWorld world, Node node) {
    for (int i = 0; i < 40 && world.database.number(OPEN) > 0; i++) {
      world.pass(Duration.ofSeconds(6));
      node.refund.tick();
    }
    assertThat(world.database.number(OPEN)).isZero();
  }

  private static Map<String, Long> timesSent(RaceWorld world) {
    return world.stellar.sent().stream()
        .collect(Collectors.groupingBy(RefundOrder::returnHash, Collectors.counting()));
  }

  /** What came is in a bill or back with its sender, whole and once, and the books say so. */
  private static void books(RaceWorld world, int bills) {
    Map<String, FundsReceipt> arrived = world.stellar.arrived();
    assertThat(timesSent(world).values()).allMatch(times -> times == 1);
    assertThat(world.stellar.sent())
        .allMatch(order -> order.amount().equals(arrived.get(order.returnHash()).amount()));
    long total = 5030_0000000L;
    assertThat(world.stellar.balance()).isEqualTo(bills * total);
    assertThat(
            world.database.number(
                "select coalesce(sum(stroops), 0) from posting where account = 'stellar_wallet'"))
        .isEqualTo(world.stellar.balance());
    assertThat(world.database.number("select coalesce(sum(stroops), 0) from trial_balance"))
        .isZero();
  }
}
