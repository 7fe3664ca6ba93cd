package ng.bills.application.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import ng.bills.application.memory.HookStand;
import ng.bills.domain.hook.HookEndpointId;
import org.junit.jupiter.api.Test;

class HookLanesTest {

  private static final Duration SOON = Duration.ofMillis(100);

  /** Two places for quick ones, one for slow ones. */
  private final HookLanes lanes = new HookLanes(HookStand.POLICY);

  private static HookEndpointId endpoint(int number) {
    return new HookEndpointId(new UUID(7, number));
  }

  private HookLanes.Place place(HookEndpointId endpoint) {
    return lanes.take(endpoint).orElseThrow();
  }

  @Test
  void givenEndpointNobodyKnows_whenItsFirstCallIsUnderWay_thenNoSecondOneUntilItIsKnown() {
    HookLanes.Place first = place(endpoint(1));
    assertThat(lanes.take(endpoint(1))).isEmpty();
    lanes.called(endpoint(1), true, SOON);
    assertThat(first.leave()).as("it had asked").contains(endpoint(1));
    place(endpoint(1));
    place(endpoint(1));
    assertThat(lanes.take(endpoint(1))).as("the lane is full").isEmpty();
  }

  @Test
  void givenSlowOnes_whenTheirLaneIsFull_thenQuickOnesFindPlaces() {
    for (int i = 1; i <= 5; i++) {
      lanes.called(endpoint(i), i % 2 == 0, i % 2 == 0 ? Duration.ofSeconds(2) : SOON);
    }
    HookLanes.Place slow = place(endpoint(1));
    for (int i = 2; i <= 5; i++) {
      assertThat(lanes.take(endpoint(i))).isEmpty();
    }
    place(endpoint(6));
    place(endpoint(7));
    for (int i : List.of(2, 3, 4, 5)) {
      assertThat(slow.leave()).contains(endpoint(i));
      slow = place(endpoint(i));
    }
    assertThat(slow.leave()).isEmpty();
  }

  @Test
  void givenPlace_whenLeftTwice_thenFreeOnce() {
    lanes.called(endpoint(1), true, SOON);
    HookLanes.Place first = place(endpoint(1));
    place(endpoint(1));
    first.leave();
    first.leave();
    place(endpoint(1));
    assertThat(lanes.take(endpoint(1))).isEmpty();
  }

  @Test
  void givenSlowOne_whenItAnswersSoonAgain_thenBackInTheQuickLane() {
    lanes.called(endpoint(1), false, SOON);
    HookLanes.Place slow = place(endpoint(1));
    assertThat(lanes.take(endpoint(1))).isEmpty();
    lanes.called(endpoint(1), true, SOON);
    assertThat(slow.leave()).contains(endpoint(1));
    place(endpoint(1));
    place(endpoint(1));
  }
}
