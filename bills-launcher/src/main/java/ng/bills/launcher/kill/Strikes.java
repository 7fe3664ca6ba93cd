package ng.bills.launcher.kill;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Who is killed next, and when: the same for the same seed. Broker and database are killed more
 * often than the server, which takes longest to come back.
 */
final class Strikes {
  private static final int AGAIN_PERCENT = 20;

  private final SplittableRandom random;

  Strikes(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * One blow.
   *
   * @param parts killed at the same moment
   * @param paymentsAfter so many payments must complete after this blow before the next
   * @param delayMillis so long before it, to meet another moment of the work
   * @param again a part that is killed once more while it starts
   * @param againMillis so long after its start began
   */
  record Strike(
      List<Part> parts,
      int paymentsAfter,
      int delayMillis,
      Optional<Part> again,
      int againMillis) {}

  /**
   * @param left how many kills are still to be made, at least 1
   */
  Strike next(int left) {
    List<Part> parts = parts(random.nextInt(100));
    int paymentsAfter = random.nextInt(1, 8);
    int delayMillis = random.nextInt(1_500);
    Part once = parts.get(random.nextInt(parts.size()));
    boolean again = random.nextInt(100) < AGAIN_PERCENT;
    int againMillis =
        switch (once) {
          case SERVER -> random.nextInt(14_000);
          case BROKER -> random.nextInt(1_500);
          case DATABASE -> random.nextInt(800);
        };
    List<Part> killed = parts.size() > left ? parts.subList(0, left) : parts;
    return new Strike(
        killed,
        paymentsAfter,
        delayMillis,
        again && killed.size() < left && killed.contains(once)
            ? Optional.of(once)
            : Optional.empty(),
        againMillis);
  }

  private static List<Part> parts(int percent) {
    if (percent < 37) {
      return List.of(Part.DATABASE);
    }
    if (percent < 72) {
      return List.of(Part.BROKER);
    }
    if (percent < 86) {
      return List.of(Part.SERVER);
    }
    if (percent < 92) {
      return List.of(Part.DATABASE, Part.BROKER);
    }
    if (percent < 95) {
      return List.of(Part.SERVER, Part.DATABASE);
    }
    if (percent < 98) {
      return List.of(Part.SERVER, Part.BROKER);
    }
    return List.of(Part.SERVER, Part.BROKER, Part.DATABASE);
  }
}
