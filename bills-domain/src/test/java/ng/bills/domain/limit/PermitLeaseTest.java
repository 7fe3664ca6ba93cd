package ng.bills.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import ng.bills.domain.limit.PermitLease.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermitLeaseTest {

  private static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  /** A node's side of the count, with a clock that differs. */
  private static final class Node {
    private final PermitCount count;
    private final Duration off;
    private PermitLease lease = new PermitLease();

    private Node(PermitCount count, Duration off) {
      this.count = count;
      this.off = off;
    }

    private boolean take(Instant real) {
      InstantSource mine = at(real.plus(off));
      Answer answer = lease.take(mine);
      if (answer == Answer.EMPTY) {
        Settlement settlement = lease.settle(mine);
        lease.granted(count.take(settlement, real), mine.instant(), mine);
        answer = lease.take(mine);
      }
      return answer == Answer.TAKEN;
    }
  }

  private static InstantSource at(Instant moment) {
    return InstantSource.fixed(moment);
  }

  private static PermitLease holding(PermitCount count, Instant now) {
    PermitLease lease = new PermitLease();
    lease.granted(count.take(Settlement.EVEN, now), now, at(now));
    return lease;
  }

  @Test
  void givenPermits_whenTheirSlotIsOver_thenNotUsedButGivenBack() {
    PermitCount count = new PermitCount(Quota.inAny(1_000, HOUR));
    PermitLease lease = holding(count, NOON.plusSeconds(20));
    assertThat(lease.take(at(NOON.plusSeconds(59)))).isEqualTo(Answer.TAKEN);
    assertThat(lease.take(at(NOON.plusSeconds(60)))).isEqualTo(Answer.EMPTY);

    Settlement settlement = lease.settle(at(NOON.plusSeconds(60)));

    assertThat(settlement.unused()).isEqualTo(49);
    assertThat(count.take(settlement, NOON.plusSeconds(60)).left()).isEqualTo(949);
    assertThat(lease.settle(at(NOON.plusSeconds(61))))
        .isEqualTo(new Settlement(0, settlement.slot(), 0));
  }

  @Test
  void givenTheCountIsFull_whenAskedAgain_thenKnownUntilTheSlotIsOver() {
    PermitCount count = new PermitCount(Quota.inAny(1, HOUR));
    count.take(Settlement.EVEN, NOON);
    PermitLease lease = holding(count, NOON.plusSeconds(10));
    assertThat(lease.take(at(NOON.plusSeconds(11)))).isEqualTo(Answer.FULL);
    assertThat(lease.roomAt(at(NOON.plusSeconds(11)))).contains(NOON.plusSeconds(61 * 60));
    assertThat(lease.standing(at(NOON.plusSeconds(11))))
        .isEqualTo(new PermitLease.Standing(0, Duration.ofSeconds(61 * 60 - 11)));
    assertThat(lease.take(at(NOON.plusSeconds(60)))).isEqualTo(Answer.EMPTY);
  }

  @Test
  void givenTheNodesClockIsPutBack_whenAsked_thenNeitherPermitsNorFullAreBelieved() {
    PermitLease some = holding(new PermitCount(Quota.inAny(1_000, HOUR)), NOON);
    assertThat(some.take(at(NOON.plusSeconds(30)))).isEqualTo(Answer.TAKEN);
    assertThat(some.take(at(NOON.plusSeconds(29)))).isEqualTo(Answer.EMPTY);

    PermitCount full = new PermitCount(Quota.inAny(1, HOUR));
    full.take(Settlement.EVEN, NOON);
    PermitLease none = holding(full, NOON);
    assertThat(none.take(at(NOON.plusSeconds(5)))).isEqualTo(Answer.FULL);
    assertThat(none.take(at(NOON.minus(Duration.ofDays(1))))).isEqualTo(Answer.EMPTY);
  }

  @Test
  void givenCallsThatAreMadeInAnyCase_whenThereIsNoPermit_thenOwedUntilTold() {
    PermitLease lease = new PermitLease();
    lease.note(at(NOON));
    lease.note(at(NOON));
    Settlement told = lease.settle(at(NOON));
    assertThat(told.owed()).isEqualTo(2);
    assertThat(lease.settle(at(NOON)).owed()).isZero();
    lease.untold(told);
    assertThat(lease.settle(at(NOON)).owed()).isEqualTo(2);
  }

  @Test
  void givenAPermitIsPutBack_whenItsSlotIsOver_thenLost() {
    PermitCount count = new PermitCount(Quota.inAny(1, HOUR));
    PermitLease lease = holding(count, NOON);
    assertThat(lease.take(at(NOON.plusSeconds(1)))).isEqualTo(Answer.TAKEN);
    lease.putBack(NOON.plusSeconds(1), at(NOON.plusSeconds(2)));
    assertThat(lease.take(at(NOON.plusSeconds(3)))).isEqualTo(Answer.TAKEN);
    lease.putBack(NOON.plusSeconds(3), at(NOON.plusSeconds(61)));
    assertThat(lease.take(at(NOON.plusSeconds(62)))).isEqualTo(Answer.EMPTY);
    assertThat(lease.settle(at(NOON.plusSeconds(62))).unused()).isZero();
  }

  /** One that reads the clock later may come sooner: that is no clock that goes back. */
  @Test
  void givenManyThreads_whenTheyTakeAtOnce_thenNoPermitIsThrownAway() throws Exception {
    PermitCount count = new PermitCount(Quota.inAny(10_000_000, HOUR));
    PermitLease lease = holding(count, NOON);
    AtomicLong nanos = new AtomicLong();
    InstantSource clock = () -> NOON.plusNanos(nanos.incrementAndGet());
    int threads = 4;
    int each = 50_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Long>> takers =
        pool.invokeAll(
            Collections.nCopies(
                threads,
                () ->
                    IntStream.range(0, each)
                        .filter(i -> lease.take(clock) == Answer.TAKEN)
                        .count()));
    pool.shutdown();
    for (Future<Long> taker : takers) {
      assertThat(taker.get()).isEqualTo(each);
    }
  }

  /** Nodes whose clocks differ, that die with what they hold, and calls at any time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void givenAnyCallsOfThreeNodes_whenTaken_thenInNoHourMoreThanTheLimit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PermitCount count = new PermitCount(Quota.inAny(40, HOUR));
    List<Node> nodes =
        List.of(
            new Node(count, Duration.ZERO),
            new Node(count, Duration.ofHours(-5)),
            new Node(count, Duration.ofMillis(777)));
    List<Instant> taken = new ArrayList<>();
    Instant now = NOON;
    for (int i = 0; i < 6_000; i++) {
      now = now.plusMillis(random.nextInt(60_000));
      Node node = nodes.get(random.nextInt(nodes.size()));
      if (random.nextInt(500) == 0) {
        node.lease = new PermitLease();
      }
      if (node.take(now)) {
        taken.add(now);
      }
    }
    assertThat(taken).hasSizeGreaterThan(1_500);
    for (int i = 40; i < taken.size(); i++) {
      assertThat(taken.get(i)).isAfterOrEqualTo(taken.get(i - 40).plusSeconds(3_600));
    }
  }
}
