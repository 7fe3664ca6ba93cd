package ng.bills.domain.limit;

import java.time.Duration;
import java.util.Objects;

/**
 * Permits that were handed out.
 *
 * @param slot in which they are counted
 * @param permits how many; none when there is no room
 * @param life how long they are good
 * @param left for how many more there is room
 * @param roomIn when there is room again, if there is none; else zero
 */
public record Grant(long slot, int permits, Duration life, long left, Duration roomIn) {

  public Grant {
    Objects.requireNonNull(life, "life");
    Objects.requireNonNull(roomIn, "roomIn");
  }
}
