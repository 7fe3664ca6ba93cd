package ng.bills.application.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ng.bills.application.memory.MemoryWorld;
import ng.bills.domain.partner.PartnerId;
import org.junit.jupiter.api.Test;

class ExportSeatsTest {

  private final MemoryWorld world = new MemoryWorld(7);
  private final ExportSeats seats = new ExportSeats(world);

  private Optional<ExportSeats.Seat> take(int partner) {
    return seats.take(new PartnerId(new UUID(partner, 1)));
  }

  @Test
  void givenManyExports_whenAnotherIsWanted_thenTwoOfAPartnerAndFourOfTheNode() {
    List<ExportSeats.Seat> taken = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      taken.add(take(1).orElseThrow());
      taken.get(i).sit();
    }
    assertThat(take(1)).isEmpty();
    take(2).orElseThrow().sit();
    take(3).orElseThrow().sit();
    assertThat(take(4)).isEmpty();

    taken.get(0).close();
    assertThat(take(4)).isPresent();
    assertThat(take(5)).isEmpty();
  }

  @Test
  void givenSeatNobodySatOn_whenHalfAMinuteHasPassed_thenItIsFreeAndOneInUseIsNot() {
    take(1).orElseThrow().sit();
    take(1).orElseThrow();
    world.pass(Duration.ofSeconds(29));
    assertThat(take(1)).isEmpty();
    world.pass(Duration.ofSeconds(2));
    assertThat(take(1)).isPresent();
    assertThat(take(1)).isEmpty();
  }

  @Test
  void givenSeat_whenSatOnTwice_thenAnExportIsReadOnce() {
    ExportSeats.Seat seat = take(1).orElseThrow();
    seat.sit();
    assertThatThrownBy(seat::sit).isInstanceOf(IllegalStateException.class);
  }
}
