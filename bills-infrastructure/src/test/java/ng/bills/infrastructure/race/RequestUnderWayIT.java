package ng.bills.infrastructure.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import ng.bills.application.payment.RequestPayment.Accepted;
import ng.bills.application.payment.RequestPayment.Asking;
import ng.bills.application.payment.RequestPayment.Result;
import ng.bills.application.payment.RequestPayment.UnderWay;
import ng.bills.application.payment.port.FirstAnswer;
import org.junit.jupiter.api.Test;

/** The first request under a reference hangs at the database; the same one comes again. */
class RequestUnderWayIT {

  private static Result ask(RaceWorld world, Node node, String reference) {
    return node.requestPayment.request(
        world.partner,
        RaceWorld.electricity(5000, Optional.of(reference)),
        List.of(),
        Optional.of(
            new Asking(
                "{}".getBytes(StandardCharsets.UTF_8),
                p ->
                    new FirstAnswer(
                        "there", ("answer " + p.id()).getBytes(StandardCharsets.UTF_8)))));
  }

  private static void awaitItHangs(RaceWorld world) {
    Instant end = Instant.now().plusSeconds(30);
    String waiting =
        "select count(*) from pg_locks where not granted and relation = 'payment_answer'::regclass";
    while (world.database.number(waiting) == 0) {
      assertThat(Instant.now()).as("the first request hangs").isBefore(end);
    }
  }

  @Test
  void givenFirstRequestHangs_whenAskedAgain_thenBothNodesSaySoAtOnceAndGoOnForOthers()
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (RaceWorld world = new RaceWorld()) {
      Node node = world.node();
      Node otherNode = world.node(connection -> connection);
      Future<Result> first;
      try (Connection blocker = world.database.connect();
          Statement statement = blocker.createStatement()) {
        blocker.setAutoCommit(false);
        statement.execute("lock table payment_answer in share mode");
        first = threads.submit(() -> ask(world, node, "order-1"));
        awaitItHangs(world);

        for (Node any : List.of(node, otherNode)) {
          Future<Result> second = threads.submit(() -> ask(world, any, "order-1"));
          assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(new UnderWay());
        }
        assertThat(
                otherNode.requestPayment.request(
                    world.partner,
                    RaceWorld.electricity(5000, Optional.of("order-2")),
                    List.of(),
                    Optional.empty()))
            .isInstanceOf(Accepted.class);
        blocker.rollback();
      }
      Accepted accepted = (Accepted) first.get(30, TimeUnit.SECONDS);
      assertThat(accepted.repeated()).isFalse();
      for (Node any : List.of(node, otherNode)) {
        Accepted again = (Accepted) ask(world, any, "order-1");
        assertThat(again.repeated()).isTrue();
        assertThat(again.answer()).isEqualTo(accepted.answer());
      }
      assertThat(world.database.number("select count(*) from payment")).isEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void givenReferences_whenRequestingOneAfterTheOther_thenEachIsOneCommitAndThreeStatements()
      throws Exception {
    try (RaceWorld world = new RaceWorld()) {
      CountedStatements counted = new CountedStatements();
      Node node = world.node(counted);
      ask(world, node, "reads-the-catalogue");
      counted.commits.set(0);
      counted.executions.set(0);

      for (int i = 0; i < 10; i++) {
        assertThat(ask(world, node, "order-" + i)).isInstanceOf(Accepted.class);
      }

      assertThat(counted.commits).hasValue(10);
      assertThat(counted.executions).as("payment, move and answer").hasValue(30);
    }
  }
}
