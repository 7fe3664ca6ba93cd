package ng.bills.application.listing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import ng.bills.application.listing.port.Place;

/**
 * An export that was begun: what it holds is fixed, nothing of it has been read. It is read in
 * batches, each in a unit of work of its own, and no unit is open while a batch is handed out: a
 * slow taker holds up nobody, and no more than a batch is in memory.
 *
 * @param <T> what it is made of
 */
public final class Export<T> {

  /** How long it may take altogether. */
  public static final Duration LONGEST = Duration.ofHours(1);

  /** It took longer than {@link #LONGEST}. */
  public static final class TooSlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooSlowException() {
      super("an export was not taken within " + LONGEST);
    }
  }

  private final Instant asOf;
  private final Optional<Instant> settledUntil;
  private final Function<Optional<Place>, List<T>> batches;
  private final Function<T, Place> placeOf;
  private final ExportSeats.Seat seat;
  private final InstantSource clock;

  /**
   * @param batches the next part after a place; empty at the end
   * @param seat given back when it has been read, or reading has failed
   */
  Export(
      Instant asOf,
      Optional<Instant> settledUntil,
      Function<Optional<Place>, List<T>> batches,
      Function<T, Place> placeOf,
      ExportSeats.Seat seat,
      InstantSource clock) {
    this.asOf = asOf;
    this.settledUntil = settledUntil;
    this.batches = batches;
    this.placeOf = placeOf;
    this.seat = seat;
    this.clock = clock;
  }

  /** When it was begun: it holds exactly what was committed then. */
  public Instant asOf() {
    return asOf;
  }

  /**
   * No payment created before this moment can be missing, so the next export may begin here; empty
   * where something may be added to older payments.
   */
  public Optional<Instant> settledUntil() {
    return settledUntil;
  }

  /**
   * Reads all of it, once.
   *
   * @param out gets each in order; what it throws ends the export
   * @throws TooSlowException when it takes too long
   */
  public void read(Consumer<T> out) {
    try (seat) {
      seat.sit();
      Instant end = clock.instant().plus(LONGEST);
      List<T> batch = batches.apply(Optional.empty());
      while (!batch.isEmpty()) {
        batch.forEach(out);
        if (clock.instant().isAfter(end)) {
          throw new TooSlowException();
        }
        batch = batches.apply(Optional.of(placeOf.apply(batch.get(batch.size() - 1))));
      }
    }
  }
}
