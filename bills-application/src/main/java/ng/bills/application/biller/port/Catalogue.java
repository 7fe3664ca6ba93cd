package ng.bills.application.biller.port;

import java.util.List;
import java.util.Optional;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.MeterNumber;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.vend.ProviderCode;

/**
 * Who sells what, under which code and at what price: the last good copy of each provider's
 * catalogue. May be called inside and outside a unit of work.
 */
public interface Catalogue {

  /**
   * Something a provider sells or sold.
   *
   * @param provider who
   * @param offer what
   * @param available whether it is in that provider's present catalogue
   */
  record Listed(ProviderCode provider, CatalogueOffer offer, boolean available) {}

  /** All that providers sell or ever sold of a biller, in an order that stays. */
  List<Listed> listed(BillType type, BillerCode biller);

  /**
   * What that provider sells of a biller to such an account; empty when it does not, or no longer.
   *
   * @param plan the plan asked for; empty for a bill of any amount
   */
  default Optional<CatalogueOffer> offer(
      ProviderCode provider,
      BillType type,
      BillerCode biller,
      CustomerAccount account,
      Optional<PlanCode> plan) {
    return offersTo(provider, type, biller, account).stream()
        .filter(o -> o.plan().map(PlanOffer::code).equals(plan))
        .findFirst();
  }

  /**
   * Under which offer that provider is asked about an account: the one that would be bought, or any
   * of that biller, for the account is the same whatever is bought for it.
   */
  default Optional<CatalogueOffer> offerToAskAbout(
      ProviderCode provider,
      BillType type,
      BillerCode biller,
      CustomerAccount account,
      Optional<PlanCode> plan) {
    return offer(provider, type, biller, account, plan)
        .or(() -> offersTo(provider, type, biller, account).stream().findFirst());
  }

  private List<CatalogueOffer> offersTo(
      ProviderCode provider, BillType type, BillerCode biller, CustomerAccount account) {
    return listed(type, biller).stream()
        .filter(l -> l.available() && l.provider().equals(provider))
        .map(Listed::offer)
        .filter(
            o ->
                o.meterType()
                    .map(t -> account instanceof MeterNumber meter && meter.type() == t)
                    .orElse(true))
        .toList();
  }
}
