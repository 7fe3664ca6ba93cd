package ng.bills.infrastructure.provider;

import java.util.List;
import ng.bills.domain.vend.ProviderCode;

/**
 * Which providers are switched on.
 *
 * @param codes the first choice first
 */
public record ProviderOrder(List<ProviderCode> codes) {
  public ProviderOrder {
    codes = List.copyOf(codes);
  }
}
