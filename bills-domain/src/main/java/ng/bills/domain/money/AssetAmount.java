package ng.bills.domain.money;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount of a Stellar asset, counted in stroops (10<sup>-7</sup> of a unit; every classic asset
 * has seven decimals).
 *
 * @param asset which asset
 * @param stroops the amount in stroops, zero or more
 */
public record AssetAmount(Asset asset, long stroops) {

  /** 1 cNGN = 1 naira = 100 kobo = 10,000,000 stroops. */
  public static final long STROOPS_PER_KOBO = 100_000L;

  public AssetAmount {
    Objects.requireNonNull(asset, "asset");
    if (stroops < 0) {
      throw new IllegalArgumentException("an amount cannot be negative: " + stroops + " stroops");
    }
  }

  /** The amount of a naira stablecoin worth exactly {@code money}. */
  public static AssetAmount worth(Asset asset, Money money) {
    return new AssetAmount(asset, Math.multiplyExact(money.kobo(), STROOPS_PER_KOBO));
  }

  /**
   * Reads Horizon's notation, a decimal with at most seven places.
   *
   * @throws IllegalArgumentException when it is not such a number, or more than a ledger can hold
   */
  public static AssetAmount parse(Asset asset, String decimal) {
    if (!decimal.matches("\\d{1,12}(\\.\\d{1,7})?")) {
      throw new IllegalArgumentException("not a Stellar amount");
    }
    BigDecimal stroops = new BigDecimal(decimal).movePointRight(7);
    if (stroops.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("not a Stellar amount");
    }
    return new AssetAmount(asset, stroops.longValueExact());
  }

  public AssetAmount plus(AssetAmount other) {
    return new AssetAmount(asset, Math.addExact(stroops, same(other).stroops));
  }

  /**
   * The sign of the difference, as a comparator.
   *
   * @throws AssetMismatchException when the assets differ
   */
  public int compareAmount(AssetAmount other) {
    return Long.compare(stroops, same(other).stroops);
  }

  /** Horizon's notation: a decimal with exactly seven places. */
  public String toDecimal() {
    return BigDecimal.valueOf(stroops, 7).toPlainString();
  }

  private AssetAmount same(AssetAmount other) {
    if (!asset.equals(other.asset)) {
      throw new AssetMismatchException(asset, other.asset);
    }
    return other;
  }

  @Override
  public String toString() {
    return toDecimal() + " " + asset.code();
  }
}
