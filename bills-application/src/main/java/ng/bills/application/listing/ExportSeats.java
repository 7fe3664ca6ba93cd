package ng.bills.application.listing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ng.bills.domain.partner.PartnerId;

/**
 * How many exports there may be on this node at the same time: each has a thread of the server
 * until its taker has all of it, and payments need threads too.
 */
@Singleton
public class ExportSeats {

  static final int NODE = 4;
  static final int PARTNER = 2;

  /** Whoever took a seat and did not sit down within that time has gone. */
  private static final Duration RESERVED = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final List<Seat> taken = new ArrayList<>();

  @Inject
  public ExportSeats(InstantSource clock) {
    this.clock = clock;
  }

  /** The right to read one export. */
  public final class Seat implements AutoCloseable {

    private final PartnerId partner;
    private final Instant since;
    private boolean used;

    private Seat(PartnerId partner, Instant since) {
      this.partner = partner;
      this.since = since;
    }

    void sit() {
      synchronized (taken) {
        if (used) {
          throw new IllegalStateException("an export is read once");
        }
        used = true;
        if (!taken.contains(this)) {
          taken.add(this);
        }
      }
    }

    @Override
    public void close() {
      synchronized (taken) {
        taken.remove(this);
      }
    }
  }

  /** A seat; empty when the partner or the node has no more. */
  Optional<Seat> take(PartnerId partner) {
    Instant now = clock.instant();
    synchronized (taken) {
      taken.removeIf(seat -> !seat.used && seat.since.plus(RESERVED).isBefore(now));
      long partners = taken.stream().filter(seat -> seat.partner.equals(partner)).count();
      if (taken.size() >= NODE || partners >= PARTNER) {
        return Optional.empty();
      }
      Seat seat = new Seat(partner, now);
      taken.add(seat);
      return Optional.of(seat);
    }
  }
}
