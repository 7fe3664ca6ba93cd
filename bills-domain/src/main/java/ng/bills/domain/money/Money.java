package ng.bills.domain.money;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount of naira, counted in kobo (1 naira = 100 kobo). Never negative, never rounded.
 *
 * @param kobo the amount in kobo, zero or more
 */
public record Money(long kobo) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  /**
   * The largest amount one payment may carry: 1,000,000,000 naira, far above any biller's limit.
   */
  public static final Money MAX = new Money(100_000_000_000L);

  public Money {
    if (kobo < 0) {
      throw new IllegalArgumentException("money cannot be negative: " + kobo + " kobo");
    }
  }

  public static Money ofKobo(long kobo) {
    return new Money(kobo);
  }

  public static Money ofNaira(long naira) {
    return new Money(Math.multiplyExact(naira, 100L));
  }

  /**
   * Reads naira with at most two decimals.
   *
   * @throws ArithmeticException when there is a fraction of a kobo
   * @throws IllegalArgumentException when negative
   */
  public static Money ofNaira(BigDecimal naira) {
    Objects.requireNonNull(naira, "naira");
    return new Money(naira.movePointRight(2).longValueExact());
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(kobo, other.kobo));
  }

  /**
   * The difference.
   *
   * @throws IllegalArgumentException when {@code other} is larger
   */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(kobo, other.kobo));
  }

  public boolean isZero() {
    return kobo == 0;
  }

  /** The amount in naira with exactly two decimals. */
  public BigDecimal toNaira() {
    return BigDecimal.valueOf(kobo, 2);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(kobo, other.kobo);
  }

  @Override
  public String toString() {
    return "NGN " + toNaira().toPlainString();
  }
}
