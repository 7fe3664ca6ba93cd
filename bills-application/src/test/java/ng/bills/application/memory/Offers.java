package ng.bills.application.memory;

import java.util.List;
import java.util.Optional;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.CatalogueReading;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;

/** Catalogues for tests. */
public final class Offers {

  private Offers() {}

  /** A plan, under a code of its own at the provider. */
  public static CatalogueOffer plan(BillType type, String biller, String plan, long naira) {
    return new CatalogueOffer(
        type,
        new BillerCode(biller),
        biller,
        ProviderItem.of(biller + "-service", plan + "-item"),
        Optional.empty(),
        Optional.of(
            new PlanOffer(
                new PlanCode(plan), plan + " as named", Money.ofNaira(naira), Optional.of("30d"))),
        Optional.empty(),
        Optional.empty());
  }

  /** Bills of any amount. */
  public static CatalogueOffer anyAmount(BillType type, String biller) {
    return new CatalogueOffer(
        type,
        new BillerCode(biller),
        biller,
        ProviderItem.of(biller + "-service"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static CatalogueReading reading(CatalogueOffer... offers) {
    return new CatalogueReading.Offers(List.of(offers));
  }
}
