package ng.bills.application.funds;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether this node still reads arriving money. An empty page counts as read; a halt, and a silence
 * of whatever cause, do not: a feed that fails, a page that cannot be stored, a reader that hangs.
 */
@Singleton
public class IntakeWatch {

  /** How long no page may be taken in. A minute is promised; the rest is for whoever asks. */
  public static final Duration PATIENCE = Duration.ofSeconds(45);

  private final TakeInFunds takeInFunds;
  private final InstantSource clock;
  private final Instant begun;

  @Inject
  public IntakeWatch(TakeInFunds takeInFunds, InstantSource clock) {
    this.takeInFunds = takeInFunds;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /**
   * What was found.
   *
   * @param reading whether arriving money is read
   * @param why one line for people, when it is not
   * @param readAt when a page was last taken in
   */
  public record Sight(boolean reading, Optional<String> why, Optional<Instant> readAt) {}

  public Sight look() {
    Optional<TakeInFunds.Status> status = takeInFunds.status();
    Optional<Instant> readAt = status.flatMap(TakeInFunds.Status::readAt);
    Optional<String> trouble = status.flatMap(TakeInFunds.Status::trouble);
    Optional<String> why =
        status.filter(TakeInFunds.Status::halted).isPresent()
            ? Optional.of("reading is halted: " + trouble.orElse("a person must look"))
            : silence(readAt.orElse(begun), trouble);
    return new Sight(why.isEmpty(), why, readAt);
  }

  private Optional<String> silence(Instant since, Optional<String> trouble) {
    Duration silent = Duration.between(since, clock.instant());
    return silent.compareTo(PATIENCE) <= 0
        ? Optional.empty()
        : Optional.of(
            "no page was taken in for "
                + silent.toSeconds()
                + " s"
                + trouble.map(t -> ": " + t).orElse(""));
  }
}
