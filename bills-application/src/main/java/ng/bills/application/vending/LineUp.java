package ng.bills.application.vending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import ng.bills.application.biller.port.Catalogue;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.ProviderSwitches;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.biller.CustomerAccount;
import ng.bills.domain.biller.PlanCode;
import ng.bills.domain.money.Money;
import ng.bills.domain.provider.SkipReason;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;

/** Who could be asked for a bill, in the configured order, and what stands in the way just now. */
@Singleton
public class LineUp {

  private final BillProviders providers;
  private final Catalogue catalogue;
  private final ProviderSwitches switches;
  private final ProviderHealth health;
  private final ProviderTraffic traffic;
  private final FloatLevels floats;
  private final ProviderOrder order;

  @Inject
  public LineUp(
      BillProviders providers,
      Catalogue catalogue,
      ProviderSwitches switches,
      ProviderHealth health,
      ProviderTraffic traffic,
      FloatLevels floats,
      RoutingPolicy policy) {
    this.providers = providers;
    this.catalogue = catalogue;
    this.switches = switches;
    this.health = health;
    this.traffic = traffic;
    this.floats = floats;
    this.order = policy.order();
  }

  /**
   * What a bill is.
   *
   * @param line kind and biller
   * @param account whose bill
   * @param plan the plan that is bought, if one is
   * @param amount what is paid; empty while only the account is asked about
   */
  record Bill(
      BillerLine line, CustomerAccount account, Optional<PlanCode> plan, Optional<Money> amount) {

    static Bill toAskAbout(
        BillType type, BillerCode biller, CustomerAccount account, Optional<PlanCode> plan) {
      return new Bill(new BillerLine(type, biller), account, plan, Optional.empty());
    }
  }

  /**
   * Somebody who sells bills of that kind.
   *
   * @param provider who
   * @param item what it calls this bill; empty when it does not sell it
   */
  record Candidate(BillProvider provider, Optional<ProviderItem> item) {

    ProviderCode code() {
      return provider.code();
    }
  }

  /** Everybody who sells bills of that kind, the first choice first. */
  List<Candidate> of(Bill bill) {
    Map<ProviderCode, BillProvider> byCode =
        providers.inOrder().stream()
            .collect(Collectors.toMap(BillProvider::code, Function.identity()));
    List<Candidate> candidates = new ArrayList<>();
    BillerLine line = bill.line();
    for (ProviderCode code : order.of(line.type(), line.biller())) {
      BillProvider provider = byCode.get(code);
      if (provider != null && provider.billTypes().contains(line.type())) {
        Optional<CatalogueOffer> offer = offer(code, bill);
        candidates.add(new Candidate(provider, offer.map(CatalogueOffer::item)));
      }
    }
    return candidates;
  }

  private Optional<CatalogueOffer> offer(ProviderCode code, Bill bill) {
    BillType type = bill.line().type();
    BillerCode biller = bill.line().biller();
    return bill.amount()
        .map(
            amount ->
                catalogue
                    .offer(code, type, biller, bill.account(), bill.plan())
                    .filter(offer -> offer.sellsFor(amount)))
        .orElseGet(
            () -> catalogue.offerToAskAbout(code, type, biller, bill.account(), bill.plan()));
  }

  /** Those who sell it. */
  List<ProviderCode> sellers(Bill bill) {
    return of(bill).stream().filter(c -> c.item().isPresent()).map(Candidate::code).toList();
  }

  /** Why it cannot be asked about a bill just now, if so. */
  Optional<SkipReason> hindrance(ProviderCode provider, BillerLine line) {
    if (!switches.isOn(provider)) {
      return Optional.of(SkipReason.SWITCHED_OFF);
    }
    if (!health.admits(provider, line)) {
      return Optional.of(SkipReason.UNHEALTHY);
    }
    return traffic.hasRoom(provider) ? Optional.empty() : Optional.of(SkipReason.OVER_RATE_LIMIT);
  }

  /** Why it cannot take an order of that amount just now, if so. */
  Optional<SkipReason> hindrance(ProviderCode provider, BillerLine line, Money amount) {
    return hindrance(provider, line)
        .or(
            () ->
                floats.isShort(provider, amount)
                    ? Optional.of(SkipReason.SHORT_OF_FLOAT)
                    : Optional.empty());
  }

  /** Whether it works well and is switched on, for a biller it sells. */
  boolean isWell(ProviderCode provider, BillerLine line) {
    return switches.isOn(provider)
        && health.isWell(provider, line)
        && !floats.isShort(provider, Money.ZERO);
  }

  /** That provider, switched off or not, and also when no orders are given to it any more. */
  Optional<BillProvider> named(ProviderCode code) {
    return providers.known(code);
  }
}
