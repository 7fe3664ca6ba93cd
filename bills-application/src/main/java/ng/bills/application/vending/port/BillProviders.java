package ng.bills.application.vending.port;

import java.util.List;
import java.util.Optional;
import ng.bills.domain.vend.ProviderCode;

/** All providers that are switched on, in the configured order. */
public interface BillProviders {

  List<BillProvider> inOrder();

  /**
   * That provider, in the order or not, wherever we have an account there: it may still have
   * something to tell about earlier orders, and be asked about them. It gets no new ones.
   */
  default Optional<BillProvider> known(ProviderCode code) {
    return inOrder().stream().filter(p -> p.code().equals(code)).findFirst();
  }
}
