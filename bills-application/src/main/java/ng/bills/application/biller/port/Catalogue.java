package ng.bills.application.biller.port;

import java.util.Optional;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.vend.ProviderCode;

/**
 * Who sells what, under which code and at what price: the last good copy of each provider's
 * catalogue. May be called inside and outside a unit of work.
 */
public interface Catalogue {

  /**
   * What that provider sells of a biller to such an account; empty when it does not, or no longer.
   *
   * @param plan the plan asked for; empty for a bill of any amount
   */
  Optional<CatalogueOffer> offer(
      ProviderCode provider,
      BillType type,
      BillerCode biller,
      CustomerAccount account,
      Optional<PlanCode> plan);
}
