package ng.bills.sandbox.flutterwave;

import java.math.BigInteger;

/** Digits that look random, are the same for the same number, and never the same for two. */
final class Secrets {
  private static final BigInteger TWENTY_DIGITS = BigInteger.TEN.pow(20);
  private static final BigInteger STEP = new BigInteger("61803398874989484821");

  private final BigInteger offset;

  Secrets(long seed) {
    this.offset = BigInteger.valueOf(seed).multiply(new BigInteger("31415926535897932384"));
  }

  /** The twenty digits of a token; multiplying by an odd number not ending in 5 loses none. */
  String token(long number) {
    String digits =
        STEP.multiply(BigInteger.valueOf(number)).add(offset).mod(TWENTY_DIGITS).toString();
    return "0".repeat(20 - digits.length()) + digits;
  }

  /** So many digits for a reference. */
  String digits(long number, int count) {
    return token(number * 7 + 3).substring(20 - count);
  }
}
