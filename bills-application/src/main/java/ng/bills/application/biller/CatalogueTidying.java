package ng.bills.application.biller;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.MeterType;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.biller.PlanNames;
import ng.bills.domain.money.Money;

/**
 * Brings what a provider says into the form the catalogue keeps: every biller, meter type and plan
 * once, with prices and limits that can be.
 */
final class CatalogueTidying {

  private record Key(
      BillType type, BillerCode biller, Optional<MeterType> meterType, Optional<PlanCode> plan) {}

  private CatalogueTidying() {}

  /**
   * The tidy catalogue, in the provider's order. Of two plans with one name the first keeps the
   * code; the other is the same plan when it costs the same, and else told apart by its price.
   *
   * @param types the kinds of bills the provider can sell
   */
  static List<CatalogueOffer> tidied(List<CatalogueOffer> offers, Set<BillType> types) {
    Map<Key, CatalogueOffer> tidy = new LinkedHashMap<>();
    for (CatalogueOffer offer : offers) {
      if (types.contains(offer.type()) && offer.plan().map(p -> canBe(p.price())).orElse(true)) {
        CatalogueOffer sane = withSaneLimits(offer);
        CatalogueOffer first = tidy.putIfAbsent(key(sane), sane);
        if (first != null && !samePrice(first, sane)) {
          CatalogueOffer other = toldApart(sane);
          tidy.putIfAbsent(key(other), other);
        }
      }
    }
    return List.copyOf(tidy.values());
  }

  private static Key key(CatalogueOffer offer) {
    return new Key(
        offer.type(), offer.biller(), offer.meterType(), offer.plan().map(PlanOffer::code));
  }

  private static boolean samePrice(CatalogueOffer a, CatalogueOffer b) {
    return a.plan().map(PlanOffer::price).equals(b.plan().map(PlanOffer::price));
  }

  private static CatalogueOffer toldApart(CatalogueOffer offer) {
    PlanOffer plan = offer.plan().orElseThrow();
    return with(
        offer,
        Optional.of(
            new PlanOffer(
                PlanNames.toldApart(plan.code(), "n" + naira(plan.price())),
                plan.name(),
                plan.price(),
                plan.validity())),
        offer.minimum(),
        offer.maximum());
  }

  private static String naira(Money price) {
    return price.toNaira().stripTrailingZeros().toPlainString();
  }

  private static CatalogueOffer withSaneLimits(CatalogueOffer offer) {
    Optional<Money> minimum = offer.minimum().filter(CatalogueTidying::canBe);
    Optional<Money> maximum =
        offer
            .maximum()
            .filter(CatalogueTidying::canBe)
            .filter(most -> minimum.filter(least -> least.compareTo(most) > 0).isEmpty());
    return with(offer, offer.plan(), minimum, maximum);
  }

  private static boolean canBe(Money amount) {
    return !amount.isZero() && amount.compareTo(Money.MAX) <= 0;
  }

  private static CatalogueOffer with(
      CatalogueOffer offer,
      Optional<PlanOffer> plan,
      Optional<Money> minimum,
      Optional<Money> maximum) {
    return new CatalogueOffer(
        offer.type(),
        offer.biller(),
        offer.billerName(),
        offer.item(),
        offer.meterType(),
        plan,
        minimum,
        maximum);
  }
}
