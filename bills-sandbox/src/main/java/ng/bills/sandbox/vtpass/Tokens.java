package ng.bills.sandbox.vtpass;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Twenty-digit tokens: random to look at, repeatable by seed, and never the same twice (a bijection
 * of the number of the purchase).
 */
final class Tokens {
  private static final BigInteger FIVE = BigInteger.valueOf(5);

  private final long seed;

  Tokens(long seed) {
    this.seed = seed;
  }

  String energy(long number) {
    return token(number * 4);
  }

  String bonus(long number) {
    return token(number * 4 + 1);
  }

  String keyChange1(long number) {
    return token(number * 4 + 2);
  }

  String keyChange2(long number) {
    return token(number * 4 + 3);
  }

  /** Pins of twelve digits, one for each of the quantity. */
  List<String> pins(long number, int quantity) {
    return IntStream.range(0, quantity).mapToObj(index -> digits(number * 16 + index, 12)).toList();
  }

  /** The serial number of a pin. */
  String serial(long number, int index) {
    return "WRN" + digits(~(number * 16 + index), 9);
  }

  private String digits(long index, int count) {
    String digits = token(index);
    return digits.substring(digits.length() - count);
  }

  /** A number that looks random, the same for the same purchase. */
  long noise(long number) {
    return mix(number ^ 0x5DEECE66DL) >>> 1;
  }

  private String token(long index) {
    long mixed = mix(index);
    BigInteger value =
        new BigInteger(Long.toUnsignedString(mixed))
            .multiply(FIVE)
            .add(BigInteger.valueOf(Math.floorMod(index, 5)));
    String digits = value.toString();
    return "0".repeat(20 - digits.length()) + digits;
  }

  /** The finaliser of SplitMix64, a bijection of 64 bits. */
  private long mix(long index) {
    long z = index * 0x9E3779B97F4A7C15L + seed;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
