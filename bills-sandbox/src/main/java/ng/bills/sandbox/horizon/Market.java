package ng.bills.sandbox.horizon;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fixed exchange rates in the place of order books: the market account takes the one asset and
 * gives the other as long as it has any.
 */
final class Market {
  /**
   * For {@code denominator} stroops of the first asset one gets {@code numerator} of the second.
   */
  private record Rate(long numerator, long denominator) {}

  private final Map<String, Rate> rates = new ConcurrentHashMap<>();
  private final String account;

  Market(String account) {
    this.account = account;
  }

  /** Account that trades. */
  String account() {
    return account;
  }

  void rate(String send, String receive, long numerator, long denominator) {
    if (numerator <= 0 || denominator <= 0) {
      throw new IllegalArgumentException("a rate is two positive numbers");
    }
    rates.put(send + ">" + receive, new Rate(numerator, denominator));
  }

  /**
   * What one gets, rounded down; negative when nobody trades this pair or the number is too large.
   */
  long received(String send, String receive, long amount) {
    Rate rate = rates.get(send + ">" + receive);
    return rate == null ? -1 : divide(amount, rate.numerator, rate.denominator, false);
  }

  /**
   * What one has to give, rounded up; negative when nobody trades this pair or the number is too
   * large.
   */
  long needed(String send, String receive, long amount) {
    Rate rate = rates.get(send + ">" + receive);
    return rate == null ? -1 : divide(amount, rate.denominator, rate.numerator, true);
  }

  private static long divide(long amount, long times, long by, boolean up) {
    BigInteger product = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(times));
    BigInteger[] parts = product.divideAndRemainder(BigInteger.valueOf(by));
    BigInteger result = up && parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    return result.bitLength() < 64 ? result.longValue() : -1;
  }
}
