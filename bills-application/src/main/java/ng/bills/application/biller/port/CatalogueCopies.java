package ng.bills.application.biller.port;

import java.time.Instant;
import java.util.List;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.domain.vend.ProviderCode;

/**
 * Each provider's last good catalogue, for changing it. Every method runs inside a unit of work.
 */
public interface CatalogueCopies {

  /**
   * Takes the next refresh of a provider, so that of several nodes one does it.
   *
   * @param next when the one after it is due
   * @return whether it was due and is the caller's
   */
  boolean claim(ProviderCode provider, Instant now, Instant next);

  /** What is available of a provider, in an order that stays. */
  List<CatalogueOffer> present(ProviderCode provider);

  /**
   * Whether a person has said that the next catalogue is right though it looks wrong; it ends with
   * {@link #replace}.
   */
  boolean isLookedAt(ProviderCode provider);

  /**
   * Makes these the provider's catalogue. What is no longer in it is marked unavailable and never
   * deleted. The billers follow: who is new is added, limits and meter types become what all
   * available offers together take, and whom nobody offers is not on sale.
   *
   * @param offers each biller, meter type and plan at most once
   */
  void replace(ProviderCode provider, List<CatalogueOffer> offers, Instant at);

  /**
   * Notes that the catalogue could not be refreshed; the copy stays.
   *
   * @param detail why
   * @param next when it is tried again
   */
  void keepAfterTrouble(ProviderCode provider, String detail, Instant at, Instant next);
}
