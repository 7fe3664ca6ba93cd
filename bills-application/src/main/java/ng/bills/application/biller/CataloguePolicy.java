package ng.bills.application.biller;

import java.time.Duration;

/**
 * When catalogues are refreshed; a value made from the settings at start-up.
 *
 * @param every wait between two refreshes of a provider
 * @param afterTrouble wait after one that failed
 */
public record CataloguePolicy(Duration every, Duration afterTrouble) {

  public CataloguePolicy {
    if (every.isNegative()
        || every.isZero()
        || afterTrouble.isNegative()
        || afterTrouble.isZero()) {
      throw new IllegalArgumentException("catalogues are refreshed after a wait");
    }
  }
}
