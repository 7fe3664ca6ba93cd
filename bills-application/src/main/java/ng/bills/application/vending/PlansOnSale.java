package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.biller.port.Catalogue;
import ng.bills.application.biller.port.Catalogue.Listed;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.Plan;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.vend.ProviderCode;

/**
 * The plans of a biller as customers see them. Providers may ask different prices for one plan: the
 * price, name and validity are those of the first provider in order that sells it, and only those
 * who ask the same price are bought from. A plan that nobody sells any more stays, unavailable.
 */
@Singleton
public class PlansOnSale {

  private final Catalogue catalogue;
  private final BillProviders providers;

  @Inject
  public PlansOnSale(Catalogue catalogue, BillProviders providers) {
    this.catalogue = catalogue;
    this.providers = providers;
  }

  /** All plans a biller has or had, those on sale first, as its first provider lists them. */
  public List<Plan> of(BillType type, BillerCode biller) {
    Map<PlanCode, Plan> plans = new LinkedHashMap<>();
    List<Listed> all = inProviderOrder(type, biller);
    for (boolean available : List.of(true, false)) {
      for (Listed listed : all) {
        if (listed.available() == available) {
          listed
              .offer()
              .plan()
              .ifPresent(p -> plans.putIfAbsent(p.code(), plan(type, biller, p, available)));
        }
      }
    }
    return List.copyOf(plans.values());
  }

  public Optional<Plan> find(BillType type, BillerCode biller, PlanCode code) {
    return of(type, biller).stream().filter(p -> p.code().equals(code)).findFirst();
  }

  /** Whether bills of any amount, without a plan, are sold of a biller. */
  public boolean takesAnyAmount(BillType type, BillerCode biller) {
    return inProviderOrder(type, biller).stream()
        .anyMatch(l -> l.available() && l.offer().plan().isEmpty());
  }

  private List<Listed> inProviderOrder(BillType type, BillerCode biller) {
    List<Listed> listed = catalogue.listed(type, biller);
    return providers.inOrder().stream()
        .map(BillProvider::code)
        .flatMap(code -> listed.stream().filter(l -> isOf(l, code)))
        .toList();
  }

  private static boolean isOf(Listed listed, ProviderCode provider) {
    return listed.provider().equals(provider);
  }

  private static Plan plan(BillType type, BillerCode biller, PlanOffer offer, boolean available) {
    return new Plan(
        offer.code(), type, biller, offer.name(), offer.price(), offer.validity(), available);
  }
}
