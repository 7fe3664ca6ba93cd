package ng.bills.infrastructure.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import ng.bills.infrastructure.persistence.OutboxRows;
import ng.bills.infrastructure.persistence.OutboxRows.Message;
import org.junit.jupiter.api.Test;

class HandedOverTest {

  private Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private final HandedOver handedOver = new HandedOver(() -> now);

  private static List<Message> messages(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(
            id -> new Message(id, OutboxRows.Kind.REFUND_READY, Optional.empty(), Optional.empty()))
        .toList();
  }

  @Test
  void givenMessages_whenTakenOut_thenOldestFirstAndEachOnce() {
    handedOver.add(messages(1, 3));
    handedOver.add(messages(4, 4));
    assertThat(handedOver.next(2)).isEqualTo(messages(1, 2));
    assertThat(handedOver.next(9)).isEqualTo(messages(3, 4));
    assertThat(handedOver.next(9)).isEmpty();
  }

  @Test
  void givenNoRoom_whenAdded_thenLeftToTheirLease() {
    handedOver.add(messages(1, HandedOver.MOST - 1));
    handedOver.add(messages(HandedOver.MOST, HandedOver.MOST + 5));
    assertThat(handedOver.next(HandedOver.MOST * 2)).isEqualTo(messages(1, HandedOver.MOST));
    handedOver.add(messages(1, 1));
    assertThat(handedOver.next(9)).as("there is room again").hasSize(1);
  }

  @Test
  void givenMessageThatWaitedTooLong_whenTakenOut_thenForgottenBeforeItsLeaseEnds() {
    handedOver.add(messages(1, 2));
    now = now.plus(HandedOver.FRESH);
    handedOver.add(messages(3, 3));
    assertThat(handedOver.next(2)).isEqualTo(messages(3, 3));
    assertThat(HandedOver.FRESH).isLessThan(OutboxRows.OWN).isGreaterThan(Duration.ofSeconds(5));
  }
}
