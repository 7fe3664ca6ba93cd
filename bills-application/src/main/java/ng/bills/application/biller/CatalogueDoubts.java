package ng.bills.application.biller;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.money.Money;
import ng.bills.domain.vend.ProviderItem;

/**
 * Why a new catalogue is not believed: nothing in it, half of what was there gone at once, or half
 * of the prices ten times what they were (naira taken for kobo, or kobo for naira).
 */
final class CatalogueDoubts {

  private static final int FEW = 4;
  private static final int ABSURD_FACTOR = 10;

  private CatalogueDoubts() {}

  static Optional<String> about(List<CatalogueOffer> present, List<CatalogueOffer> fresh) {
    if (fresh.isEmpty()) {
      return Optional.of("nothing in it that could be sold");
    }
    if (present.size() > FEW && fresh.size() * 2 < present.size()) {
      return Optional.of(
          "only " + fresh.size() + " offers where there were " + present.size() + ": a part");
    }
    Map<ProviderItem, Money> before = prices(present);
    Map<ProviderItem, Money> after = prices(fresh);
    after.keySet().retainAll(before.keySet());
    long absurd =
        after.entrySet().stream()
            .filter(item -> isAbsurd(before.get(item.getKey()), item.getValue()))
            .count();
    return after.size() > FEW && absurd * 2 > after.size()
        ? Optional.of(absurd + " of " + after.size() + " prices moved tenfold or more")
        : Optional.empty();
  }

  private static Map<ProviderItem, Money> prices(List<CatalogueOffer> offers) {
    Map<ProviderItem, Money> prices = new HashMap<>();
    offers.forEach(o -> o.plan().map(PlanOffer::price).ifPresent(p -> prices.put(o.item(), p)));
    return prices;
  }

  private static boolean isAbsurd(Money before, Money after) {
    return after.kobo() / ABSURD_FACTOR >= before.kobo()
        || before.kobo() / ABSURD_FACTOR >= after.kobo();
  }
}
