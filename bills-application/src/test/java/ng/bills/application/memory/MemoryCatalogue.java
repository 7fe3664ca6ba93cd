package ng.bills.application.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import ng.bills.application.biller.port.Catalogue;
import ng.bills.application.biller.port.CatalogueCopies;
import ng.bills.application.vending.port.CatalogueOffer;
import ng.bills.application.vending.port.PlanOffer;
import ng.bills.domain.biller.BillType;
import ng.bills.domain.biller.BillerCode;
import ng.bills.domain.vend.ProviderCode;
import ng.bills.domain.vend.ProviderItem;

/**
 * The catalogue in memory, with the rules of the real one. Of a biller nobody has listed, everybody
 * sells bills of any amount.
 */
public final class MemoryCatalogue implements Catalogue, CatalogueCopies {

  private final Set<String> providers;
  private final List<Listed> rows = new ArrayList<>();
  private final Map<ProviderCode, Instant> due = new HashMap<>();
  private final Map<ProviderCode, String> troubles = new HashMap<>();
  private final Set<ProviderCode> lookedAt = new HashSet<>();

  public MemoryCatalogue(Set<String> providers) {
    this.providers = providers;
  }

  @Override
  public List<Listed> listed(BillType type, BillerCode biller) {
    List<Listed> listed =
        rows.stream()
            .filter(r -> r.offer().type() == type && r.offer().biller().equals(biller))
            .toList();
    return listed.isEmpty() && type.planUse() == BillType.PlanUse.NEVER
        ? providers.stream().map(p -> anyAmount(new ProviderCode(p), type, biller)).toList()
        : listed;
  }

  private static Listed anyAmount(ProviderCode provider, BillType type, BillerCode biller) {
    return new Listed(
        provider,
        new CatalogueOffer(
            type,
            biller,
            biller.value(),
            ProviderItem.of(provider + ":" + biller),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        true);
  }

  @Override
  public boolean claim(ProviderCode provider, Instant now, Instant next) {
    boolean isDue = !due.getOrDefault(provider, Instant.MIN).isAfter(now);
    if (isDue) {
      due.put(provider, next);
    }
    return isDue;
  }

  @Override
  public List<CatalogueOffer> present(ProviderCode provider) {
    return rows.stream()
        .filter(r -> r.provider().equals(provider) && r.available())
        .map(Listed::offer)
        .toList();
  }

  @Override
  public boolean isLookedAt(ProviderCode provider) {
    return lookedAt.contains(provider);
  }

  /** A person says that a provider's next catalogue is right. */
  public void lookAt(ProviderCode provider) {
    lookedAt.add(provider);
  }

  @Override
  public void replace(ProviderCode provider, List<CatalogueOffer> offers, Instant at) {
    rows.replaceAll(
        r -> r.provider().equals(provider) ? new Listed(provider, r.offer(), false) : r);
    for (CatalogueOffer offer : offers) {
      rows.removeIf(r -> r.provider().equals(provider) && isSame(r.offer(), offer));
      rows.add(new Listed(provider, offer, true));
    }
    troubles.remove(provider);
    lookedAt.remove(provider);
  }

  private static boolean isSame(CatalogueOffer a, CatalogueOffer b) {
    return Objects.equals(a.type(), b.type())
        && a.biller().equals(b.biller())
        && a.meterType().equals(b.meterType())
        && a.plan().map(PlanOffer::code).equals(b.plan().map(PlanOffer::code));
  }

  @Override
  public void keepAfterTrouble(ProviderCode provider, String detail, Instant at, Instant next) {
    troubles.put(provider, detail);
    due.put(provider, next);
  }

  /** Why a provider's copy is old, if it is. */
  public Optional<String> trouble(ProviderCode provider) {
    return Optional.ofNullable(troubles.get(provider));
  }
}
