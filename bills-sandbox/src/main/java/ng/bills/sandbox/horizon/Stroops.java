package ng.bills.sandbox.horizon;

import java.math.BigDecimal;
import ng.bills.sandbox.http.BadRequestException;

/**
 * Amounts of any Stellar asset as whole stroops (10⁻⁷) and as Horizon's text with exactly seven
 * decimals.
 */
public final class Stroops {
  /** Stroops in one unit. */
  public static final long ONE = 10_000_000L;

  private Stroops() {}

  /**
   * @throws BadRequestException when the text is no amount of at most seven decimals within 64 bits
   */
  public static long parse(String text) {
    try {
      return new BigDecimal(text).movePointRight(7).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new BadRequestException("not an amount: " + text, e);
    }
  }

  public static String format(long stroops) {
    return BigDecimal.valueOf(stroops, 7).toPlainString();
  }
}
