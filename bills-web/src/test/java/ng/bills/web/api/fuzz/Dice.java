package ng.bills.web.api.fuzz;

import java.util.List;
import java.util.Random;

/** Chance that a seed decides. */
final class Dice {

  private final Random random;

  /** The dice of one request of a seed. */
  Dice(long seed, int number) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L);
    random.nextLong(); // the first number of neighbouring seeds is alike
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** From 0 up to but not including. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Characters that can stand anywhere in a header or an address. */
  String word(int most) {
    return random
        .ints(1L + random.nextInt(most), 0, WORD.length())
        .mapToObj(i -> WORD.substring(i, i + 1))
        .collect(java.util.stream.Collectors.joining());
  }

  private static final String WORD =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
}
