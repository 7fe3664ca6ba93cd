package ng.bills.application.memory;

import java.util.Optional;
import ng.bills.application.biller.port.Catalogue;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;

/** Everybody sells every bill of any amount, under the provider's and the biller's names. */
public final class MemoryCatalogue implements Catalogue {

  @Override
  public Optional<CatalogueOffer> offer(
      ProviderCode provider,
      BillType type,
      BillerCode biller,
      CustomerAccount account,
      Optional<PlanCode> plan) {
    return Optional.of(
            new CatalogueOffer(
                type,
                biller,
                biller.value(),
                ProviderItem.of(provider + ":" + biller),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .filter(offer -> plan.isEmpty());
  }
}
