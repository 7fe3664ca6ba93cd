package ng.bills.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
      Instant mine = real.plus(off);
      Answer answer = lease.take(mine);
      if (answer == Answer.EMPTY) {
        Settlement settlement = lease.settle(mine);
        lease.granted(count.take(settlement, real), mine, mine);
        answer = lease.take(mine);
      }
      return answer == Answer.TAKEN;
    }
  }

  private static PermitLease holding(PermitCount count, Instant now) {
    PermitLease lease = new PermitLease();
    lease.granted(count.take(Settlement.EVEN, now), now, now);
    return lease;
  }

  @Test
  void givenPermits_whenTheirSlotIsOver_thenNotUsedButGivenBack() {
    PermitCount count = new PermitCount(Quota.inAny(1_000, HOUR));
    PermitLease lease = holding(count, NOON.plusSeconds(20));
    assertThat(lease.take(NOON.plusSeconds(59))).isEqualTo(Answer.TAKEN);
    assertThat(lease.take(NOON.plusSeconds(60))).isEqualTo(Answer.EMPTY);

    Settlement settlement = lease.settle(NOON.plusSeconds(60));

    assertThat(settlement.unused()).isEqualTo(49);
    assertThat(count.take(settlement, NOON.plusSeconds(60)).left()).isEqualTo(949);
    assertThat(lease.settle(NOON.plusSeconds(61)))
        .isEqualTo(new Settlement(0, settlement.slot(), 0));
  }

  @Test
  void givenTheCountIsFull_whenAskedAgain_thenKnownUntilTheSlotIsOver() {
    PermitCount count = new PermitCount(Quota.inAny(1, HOUR));
    count.take(Settlement.EVEN, NOON);
    PermitLease lease = holding(count, NOON.plusSeconds(10));
    assertThat(lease.take(NOON.plusSeconds(11))).isEqualTo(Answer.FULL);
    assertThat(lease.roomAt(NOON.plusSeconds(11))).isEqualTo(NOON.plusSeconds(61 * 60));
    assertThat(lease.standing(NOON.plusSeconds(11)))
        .isEqualTo(new PermitLease.Standing(0, Duration.ofSeconds(61 * 60 - 11)));
    assertThat(lease.take(NOON.plusSeconds(60))).isEqualTo(Answer.EMPTY);
  }

  @Test
  void givenTheNodesClockIsPutBack_whenAsked_thenNeitherPermitsNorFullAreBelieved() {
    PermitLease some = holding(new PermitCount(Quota.inAny(1_000, HOUR)), NOON);
    assertThat(some.take(NOON.plusSeconds(30))).isEqualTo(Answer.TAKEN);
    assertThat(some.take(NOON.plusSeconds(29))).isEqualTo(Answer.EMPTY);

    PermitCount full = new PermitCount(Quota.inAny(1, HOUR));
    full.take(Settlement.EVEN, NOON);
    PermitLease none = holding(full, NOON);
    assertThat(none.take(NOON.plusSeconds(5))).isEqualTo(Answer.FULL);
    assertThat(none.take(NOON.minus(Duration.ofDays(1)))).isEqualTo(Answer.EMPTY);
  }

  @Test
  void givenCallsThatAreMadeInAnyCase_whenThereIsNoPermit_thenOwedUntilTold() {
    PermitLease lease = new PermitLease();
    lease.note(NOON);
    lease.note(NOON);
    Settlement told = lease.settle(NOON);
    assertThat(told.owed()).isEqualTo(2);
    assertThat(lease.settle(NOON).owed()).isZero();
    lease.untold(told);
    assertThat(lease.settle(NOON).owed()).isEqualTo(2);
  }

  @Test
  void givenAPermitIsPutBack_whenItsSlotIsOver_thenLost() {
    PermitCount count = new PermitCount(Quota.inAny(1, HOUR));
    PermitLease lease = holding(count, NOON);
    assertThat(lease.take(NOON.plusSeconds(1))).isEqualTo(Answer.TAKEN);
    lease.putBack(NOON.plusSeconds(1), NOON.plusSeconds(2));
    assertThat(lease.take(NOON.plusSeconds(3))).isEqualTo(Answer.TAKEN);
    lease.putBack(NOON.plusSeconds(3), NOON.plusSeconds(61));
    assertThat(lease.take(NOON.plusSeconds(62))).isEqualTo(Answer.EMPTY);
    assertThat(lease.settle(NOON.plusSeconds(62)).unused()).isZero();
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
