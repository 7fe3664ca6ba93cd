package ng.bills.infrastructure.stellar;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that can happen, and how it is played.
 *
 * @param name in words, as the document says it
 * @param stand what it is played on
 * @param end how it must end; the document shows the rest
 */
record StellarCase(String name, Supplier<StellarStand> stand, Play play, StellarRow.End end) {

  /** What happens. */
  @FunctionalInterface
  interface Play {
    void on(StellarStand stand) throws Exception;
  }

  static StellarCase of(String name, StellarRow.End end, Play play) {
    return new StellarCase(name, StellarStand::new, play, end);
  }

  /** Horizon gives up waiting for a ledger at once: for what never comes into one. */
  StellarCase withHastyHorizon() {
    return new StellarCase(name, () -> new StellarStand(Duration.ofMillis(50)), play, end);
  }

  StellarRow run() {
    try (StellarStand on = stand.get()) {
      play.on(on);
      on.settle();
      StellarRow row = StellarRow.of(on);
      if (row.end() != end) {
        throw new AssertionError("ended " + row.end() + " instead of " + end + ": " + row);
      }
      return row;
    } catch (Exception | AssertionError e) {
      throw new AssertionError(name + ": " + e.getMessage(), e);
    }
  }
}
