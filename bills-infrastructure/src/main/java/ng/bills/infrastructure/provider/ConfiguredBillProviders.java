package ng.bills.infrastructure.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ng.bills.application.vending.port.BillProvider;
import ng.bills.application.vending.port.BillProviders;
import ng.bills.domain.vend.ProviderCode;

/** The providers the configuration names, in its order; the others are switched off. */
public final class ConfiguredBillProviders implements BillProviders {
  private final Map<ProviderCode, BillProvider> byCode = new HashMap<>();
  private final List<BillProvider> inOrder;

  /**
   * @param known every provider there is code for
   * @param order which to use, the first choice first
   * @throws IllegalArgumentException when the order names one there is no code for
   */
  public ConfiguredBillProviders(Collection<BillProvider> known, ProviderOrder order) {
    known.forEach(provider -> byCode.put(provider.code(), provider));
    List<BillProvider> chosen = new ArrayList<>();
    for (ProviderCode code : order.codes()) {
      BillProvider provider = byCode.get(code);
      if (provider == null) {
        throw new IllegalArgumentException(
            "BILL_PROVIDER_ORDER names " + code + ", not known here");
      }
      chosen.add(provider);
    }
    this.inOrder = List.copyOf(chosen);
  }

  @Override
  public List<BillProvider> inOrder() {
    return inOrder;
  }

  @Override
  public Optional<BillProvider> known(ProviderCode code) {
    return Optional.ofNullable(byCode.get(code));
  }
}
