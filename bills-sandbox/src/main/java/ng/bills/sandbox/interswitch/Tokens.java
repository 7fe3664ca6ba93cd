package ng.bills.sandbox.interswitch;

import java.math.BigInteger;

/**
 * Twenty-digit tokens: random to look at, repeatable by seed, and never the same twice (a bijection
 * of the number of the payment).
 */
final class Tokens {
  private static final BigInteger FIVE = BigInteger.valueOf(5);

  private final long seed;

  Tokens(long seed) {
    this.seed = seed;
  }

  String energy(long number) {
    return token(number * 3);
  }

  String keyChange1(long number) {
    return token(number * 3 + 1);
  }

  String keyChange2(long number) {
    return token(number * 3 + 2);
  }

  /** A number that looks random, the same for the same payment. */
  long noise(long number) {
    return mix(number ^ 0x2545F491L) >>> 1;
  }

  private String token(long index) {
    String digits =
        new BigInteger(Long.toUnsignedString(mix(index)))
            .multiply(FIVE)
            .add(BigInteger.valueOf(Math.floorMod(index, 5)))
            .toString();
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
