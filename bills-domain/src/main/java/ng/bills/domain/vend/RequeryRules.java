package ng.bills.domain.vend;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * When a provider may be asked about an order again.
 *
 * @param floor no requery before this has passed since the order left
 * @param settle a "not found" counts only when it is repeated to a question asked so long after the
 *     order left
 * @param gaps waits between requeries; the last one repeats
 * @param deadline after it a person looks
 */
public record RequeryRules(
    Duration floor, Duration settle, List<Duration> gaps, Duration deadline) {

  public RequeryRules {
    gaps = List.copyOf(gaps);
    if (floor.isNegative() || settle.isNegative()) {
      throw new IllegalArgumentException("waits are not negative");
    }
    if (gaps.isEmpty() || gaps.stream().anyMatch(g -> g.isNegative() || g.isZero())) {
      throw new IllegalArgumentException("requeries need waits between them");
    }
    if (Objects.requireNonNull(deadline, "deadline").compareTo(settle) < 0) {
      throw new IllegalArgumentException("the deadline lies before anything could settle");
    }
  }
}
