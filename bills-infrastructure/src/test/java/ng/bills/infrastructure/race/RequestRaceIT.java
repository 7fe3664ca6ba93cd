package ng.bills.infrastructure.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import ng.bills.application.payment.RequestPayment;
import ng.bills.application.payment.RequestPayment.Accepted;
import ng.bills.application.payment.RequestPayment.Mismatch;
import ng.bills.application.payment.RequestPayment.Result;
import ng.bills.application.payment.RequestPayment.UnderWay;
import ng.bills.domain.payment.Payment;
import ng.bills.domain.payment.PaymentId;
import org.junit.jupiter.api.Test;

/**
 * A hundred callers with one request reference, which is what an Idempotency-Key becomes at the
 * edge. Whoever comes first makes the payment, everybody gets it; who comes while it is being made
 * is told so and asks again.
 */
class RequestRaceIT {

  private static final int CALLERS = 100;

  @Test
  void givenHundredThreadsWithOneKey_whenRequesting_thenOnePaymentAndTheSameAnswerForAll()
      throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce crowd = new AtOnce(CALLERS)) {
      List<Node> nodes = world.nodes(4);
      for (int round = 1; round <= 5; round++) {
        Optional<String> key = Optional.of("order-" + round);
        List<Result> answers =
            crowd.run(
                IntStream.range(0, CALLERS)
                    .mapToObj(i -> call(world, nodes, i, key, 5000))
                    .toList());
        assertThat(answers).hasOnlyElementsOfType(Accepted.class);
        List<Accepted> accepted = answers.stream().map(Accepted.class::cast).toList();
        assertThat(accepted).filteredOn(a -> !a.repeated()).hasSize(1);
        assertThat(accepted.stream().map(a -> told(a.payment())).distinct()).hasSize(1);
        assertThat(world.database.number("select count(*) from payment")).isEqualTo(round);
        assertThat(world.database.number("select count(*) from payment_move")).isEqualTo(round);
      }
    }
  }

  @Test
  void
      givenHundredThreadsWithOneKeyAndTwoBodies_whenRequesting_thenOneBodyWinsAndTheOtherMakesNothing()
          throws Exception {
    try (RaceWorld world = new RaceWorld();
        AtOnce crowd = new AtOnce(CALLERS)) {
      List<Node> nodes = world.nodes(4);
      for (int round = 1; round <= 5; round++) {
        Optional<String> key = Optional.of("order-" + round);
        List<Callable<Result>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
          calls.add(call(world, nodes, i, key, i % 2 == 0 ? 5000 : 6000));
        }
        List<Result> answers = crowd.run(calls);
        int winner = answers.get(0) instanceof Accepted ? 0 : 1;
        PaymentId first = ((Accepted) answers.get(winner)).payment().id();
        for (int i = 0; i < CALLERS; i++) {
          Result answer = answers.get(i);
          if (i % 2 == winner) {
            assertThat(answer).isInstanceOf(Accepted.class);
            assertThat(((Accepted) answer).payment().id()).isEqualTo(first);
          } else {
            assertThat(answer).isEqualTo(new Mismatch(first));
          }
        }
        assertThat(world.database.number("select count(*) from payment")).isEqualTo(round);
      }
    }
  }

  private static Callable<Result> call(
      RaceWorld world, List<Node> nodes, int caller, Optional<String> key, long naira) {
    RequestPayment requestPayment = nodes.get(caller % nodes.size()).requestPayment;
    return () -> {
      Instant end = Instant.now().plusSeconds(30);
      while (true) {
        Result result =
            requestPayment.request(
                world.partner, RaceWorld.electricity(naira, key), List.of(), Optional.empty());
        if (!(result instanceof UnderWay) || Instant.now().isAfter(end)) {
          return result;
        }
        Thread.yield(); // as told: send this one again
      }
    };
  }

  /** All that the answer is made of. */
  private static List<Object> told(Payment p) {
    return List.of(
        p.id(), p.reference(), p.state(), p.request(), p.createdAt(), p.expiresAt(), p.updatedAt());
  }
}
